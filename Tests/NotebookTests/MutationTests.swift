import Testing

@testable import Notebook

@Suite struct MutationTests {
  /// Text with one of everything that the parser knows.
  private static let seed = """
    ---
    title: A $x$ *title*
    params: { n: 4, l: 3 m, list: [1, 2] }
    ---

    # Head {value}`a.number` [^1] $a_b$ `$x$`

    $$ x = \\frac{1}{2} $$ (eq)

    | a | b |
    |---|--:|
    | $|x|$ | {value}`a.by[0.5]` |

    - [x] task {eq}`eq`
    > quote
    > ```{note} Title
    > text
    > ```

    ```{source} a
    number: ${n}
    length: ${l}
    ```

    ```{double} b
    { of: a, tint: red, caption: "$c$" }
    ```

    [^1]: A footnote with {value}`a.number:±.2f m`.

    ```{figure} a.png
    :name: f
    :width: 60%
    A caption.
    ```

    ```{include} no-such-file.md
    :lang: c
    ```

    """

  /// Characters that mean something to the parser, and a few that should mean nothing.
  private static let spice = Array("`${}[]()|-:#*_\\\n \"'&!>~0a\u{E000}\u{E001}\u{E010}é\u{301}\u{1F600}\0")

  /// Steele, Lea and Flood's SplitMix64, so that a failure comes back.
  private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test func noMutationOfATemplateCrashesTheCheckerOrLosesAPlace() {
    var random = Random(state: 1)
    for _ in 0..<3000 {
      var text = Array(Self.seed)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text.remove(at: place)
        case 1: text.insert(Self.spice.randomElement(using: &random) ?? " ", at: place)
        case 2: text[place] = Self.spice.randomElement(using: &random) ?? " "
        default:
          let end = Int.random(in: place...min(place + 40, text.count - 1), using: &random)
          let piece = Array(text[place...end])
          text.insert(contentsOf: piece, at: Int.random(in: 0...text.count, using: &random))
        }
      }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
      for diagnostic in planner.check(String(text), file: "t.md").diagnostics {
        #expect(diagnostic.location.line >= 1 && diagnostic.location.line <= lines + 1, "\(String(text))")
        #expect(diagnostic.location.column >= 1)
      }
    }
  }
}
