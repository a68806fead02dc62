import Testing

@testable import asimov

@Suite struct LoopbackTests {
  @Test(arguments: ["127.0.0.1:8765", "localhost:8765", "LocalHost:1", "[::1]:65535", "127.0.0.1", "localhost"])
  func namesOfThisMachineAreAccepted(_ host: String) {
    #expect(Loopback.accepts(host: host))
    #expect(Loopback.accepts(origin: "http://" + host, host: host))
  }

  @Test(arguments: [
    "", "evil.example", "evil.example:8765", "localhost.evil.example", "127.0.0.1.evil.example:8765", "127.0.0.1:",
    "127.0.0.1:8765; script-src *", "localhost:876599", "localhost:80/", "0.0.0.0:8765", "192.168.0.1", "[::]:8765",
    "user@localhost", "localhost:٨٠", " localhost",
  ])
  func otherNamesAreRefused(_ host: String) {
    #expect(!Loopback.accepts(host: host))
    #expect(!Loopback.accepts(origin: "http://" + host, host: host))
  }

  @Test func aRequestWithoutAHostIsRefused() {
    #expect(!Loopback.accepts(host: nil))
    #expect(!Loopback.accepts(origin: "http://localhost:8765", host: nil))
  }

  @Test(arguments: [
    nil, "null", "", "http://evil.example", "https://localhost:8765", "http://localhost:8766", "http://localhost",
    "http://127.0.0.1:8765", "http://localhost:8765/", "file://",
  ])
  func anotherOriginMayNotListen(_ origin: String?) {
    #expect(!Loopback.accepts(origin: origin, host: "localhost:8765"))
  }
}
