import Notebook
import Testing

@testable import Analysis

@Suite struct LossOptionTests {
  @Test func aMissingLossHidesNoMistakeBehindIt() {
    let text = """
      ```{train} network
      dataset: events
      epochs: many
      sed: 1
      ```
      """
    let mistakes = Planner(kinds: Kinds.all).check(text, file: "t.md").diagnostics.map(\.message)
    #expect(
      mistakes == [
        "no loss to minimise", "no 'dataset' directive is named 'events'", "expected a whole number, not 'many'",
        "unknown key 'sed'",
      ])
  }
}
