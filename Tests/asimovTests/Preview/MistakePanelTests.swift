import Notebook
import Testing

@testable import asimov

@Suite struct MistakePanelTests {
  private func panel(_ text: String?, line: Int, column: Int, remedy: String? = nil) -> String {
    let place = SourceLocation(file: "a<b>.md", line: line, column: column)
    return MistakePanel.html("A <mistake>", [Diagnostic("unknown key '<los>'", at: place, remedy: remedy)]) { _ in text
    }
  }

  @Test func aMistakeStandsWithPlaceRemedyAndTheLinesAroundIt() {
    let html = panel(
      "one\ndataset: events\nlos: x\nhidden: [4]\nfive", line: 3, column: 1, remedy: "did you mean 'loss'?")
    #expect(
      html == """
        <details open>
        <summary>A &lt;mistake&gt;</summary>
        <ul>
        <li>
        <p><span class="place">a&lt;b&gt;.md:3:1</span> Unknown key &#39;&lt;los&gt;&#39;</p>
        <p class="remedy">Did you mean &#39;loss&#39;?</p>
        <pre><span class="number">2</span>dataset: events
        <span class="number">3</span><mark>los</mark>: x
        <span class="number">4</span>hidden: [4]
        </pre>
        </li>
        </ul>
        </details>
        """)
  }

  @Test func nothingThatAnAuthorWritesIsMarkup() {
    let markup = "<script>alert(1)</script> <img src=x onerror=alert(1)> \" ' &"
    for column in 1...markup.count + 2 {
      let html = panel("\(markup)\n\(markup)\n\(markup)", line: 2, column: column, remedy: markup)
      #expect(!html.contains("<script") && !html.contains("<img") && !html.contains("\" '"), "\(column)")
    }
    #expect(!MistakePanel.html(markup, message: markup).contains("<img"))
  }

  @Test(arguments: [(1, 5), (1, 99), (3, 1), (3, 7)])
  func aPlaceAtTheEndOfALineIsMarkedAllTheSame(_ line: Int, _ column: Int) {
    #expect(panel("abcd\n\n", line: line, column: column).contains("<mark>\u{A0}</mark>"))
  }

  @Test func aPlaceOutsideTheFileHasNoLines() {
    for line in [-1, 0, 3] { #expect(!panel("a\nb", line: line, column: 1).contains("<pre>")) }
    #expect(!panel(nil, line: 1, column: 1).contains("<pre>"))
  }

  @Test func aColumnCountsCharacters() {
    #expect(panel("ΣΣ é\u{301} y", line: 1, column: 6).contains("<mark>y</mark>"))
  }
}
