/// Which requests come from this machine's own browser and from a page of this server's.
///
/// The server listens on loopback alone. A page on the web could still reach it through the reader's browser: under a
/// name of its own that it lets point here (DNS rebinding), which the `Host` tells; or by a WebSocket, which may be opened
/// across origins and has only the `Origin` to tell. Ports are free, for those who forward one by ssh.
enum Loopback {
  /// Whether the `Host` of a request is a name of this machine.
  static func accepts(host: String?) -> Bool {
    guard let host = host?.lowercased() else { return false }
    for name in ["127.0.0.1", "localhost", "[::1]"] where host.hasPrefix(name) {
      let port = host.dropFirst(name.count)
      if port.isEmpty { return true }
      guard port.first == ":", (2...6).contains(port.utf8.count) else { return false }
      return port.utf8.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    return false
  }

  /// Whether a page under `origin` may open a WebSocket to `host`: none but this server's own.
  static func accepts(origin: String?, host: String?) -> Bool {
    guard accepts(host: host), let host, let origin else { return false }
    return origin.lowercased() == "http://" + host.lowercased()
  }
}
