import Notebook
import Report
import Testing

@testable import asimov

@Suite struct LivePageTests {
  /// What a build writes.
  private func report(_ text: String) throws -> String {
    let template = Template(
      file: "small.md", metadata: Template.Metadata(), blocks: [.paragraph([.text(text)])], directives: [])
    return try Page(template: template, results: [:]).html()
  }

  @Test func aReportRunsItsOwnScriptAndALiveOneTheOneThatKeepsItFreshToo() throws {
    let html = try report("Text")
    #expect(html.contains("Content-Security-Policy") && html.components(separatedBy: "<script").count == 2)
    let live = LivePage.html(html, version: "0123abcd")
    #expect(!live.contains("Content-Security-Policy"))
    #expect(live.components(separatedBy: "<script").count == 3)
    #expect(live.contains("<meta name=\"asimov-version\" content=\"0123abcd\">"))
    for script in [Theme.script, LiveScript.script] {
      #expect(live.contains(">\(script)</script>"))
      #expect(LivePage.policy(host: "").contains("'\(Digest.integrity(of: script))'"))
    }
    let policy = LivePage.policy(host: "127.0.0.1:8765")
    #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'sha256-"))
    #expect(policy.contains("connect-src 'self' ws://127.0.0.1:8765;") && !policy.contains("script-src 'unsafe"))
  }

  @Test func theBodyIsThatOfTheReportToTheByte() throws {
    let html = try report("A text that speaks of </head> and <meta http-equiv=\"Content-Security-Policy\">")
    let live = LivePage.html(html, version: "0")
    let body = try #require(html.range(of: "<body>")).lowerBound
    let liveBody = try #require(live.range(of: "<body>")).lowerBound
    #expect(html[body...] == live[liveBody...])
  }
}
