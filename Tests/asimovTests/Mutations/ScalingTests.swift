import Foundation
import Report
import Testing

/// One thing repeated up to 20 kB takes about as much longer as there is more of it: nothing in the checker, nor in the
/// libraries below it, is quadratic on a text that it accepts to read.
///
/// Measured is the processor's time of this thread, which others that run beside it do not add to, and compared are two
/// lengths: 16 times the time for 4 times the text is what a quadratic step takes, 4 times a linear one.
@Suite(.serialized) struct ScalingTests {
  #if DEBUG
    private static let lengths = (2000, 8000)
    /// Below this the clock and the caches have more say than the text.
    private static let least = 1.0
  #else
    private static let lengths = (5_000, 20_000)
    private static let least = 0.05
  #endif

  /// What is repeated.
  private static let units = [
    "[", "]", "{", "}", "(", ")", "<", ">", "*", "_", "$", "`", "|", "~", "!", "#", "-", ":", "\\", "\"", "'", "&", "@",
    "a", "é", "0", " ", "\t", "\n", "> ", "- ", "* ", "1. ", "![", "[a](", "![[]()", "[^a]", "[^a]: x\n", "**a",
    "*a _a ",
    "a@b.", "www.a ", "http://a)", "<!--", "${", "${a}", "a[", "a: ", "- a\n", "a: b\n", "|a\n|-\n", "|-", "$a", "$$a",
    "{a}`", "{value}`a.b` ", "{ref}`a` ", "{cite}`a` ", "$x$ ", "``a`", "```\n", "```{note}\n", "```{train} a\n```\n",
    "# a\n", "\\frac", "{a", "x_", "x^2", "&a ", "*a ", "? ", "[a, ", "\"a\" ", "~~a", "[x](#y) ", "\u{E000}",
    "e\u{301}",
  ]

  /// Where it stands.
  private static let places: [(before: String, after: String)] = [
    ("", "\n"), ("```{train} t\n", "\n```\n"), ("```{train} t\nloss: { a: ", " }\n```\n"),
    ("```{plot} p\ncaption: \"", "\"\n```\n"), ("```{plot} p\ncaption: >-\n  ", "\n```\n"), ("---\ntitle: ", "\n---\n"),
    ("---\nparams: [", "]\n---\n"), ("$", "$\n"), ("{value}`", "`\n"), ("{ref}`", "`\n"), ("> ", "\n"),
    ("| a |\n|---|\n| ", "|\n"),
  ]

  /// - Parameter math: has loaded KaTeX, and has not seen the text.
  private static func time(
    _ unit: String, _ length: Int, in place: (before: String, after: String), math: MathTypesetter
  ) -> Double {
    let text = place.before + String(repeating: unit, count: length / unit.utf8.count) + place.after
    let start = processorTime()
    _ = Checker.mistakes(in: text, math: math)
    return processorTime() - start
  }

  /// The best of three, each with formulas set anew.
  private static func leastTime(_ unit: String, _ length: Int, in place: (before: String, after: String)) -> Double {
    (0..<3).map { _ in time(unit, length, in: place, math: typesetter()) }.min() ?? 0
  }

  private static func typesetter() -> MathTypesetter {
    let math = MathTypesetter()
    _ = Checker.mistakes(in: "$x$", math: math)
    return math
  }

  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  @Test(arguments: units) func fourTimesTheTextTakesNoMuchMoreThanFourTimesAsLong(unit: String) {
    let math = Self.typesetter()
    for place in Self.places {
      guard Self.time(unit, Self.lengths.1, in: place, math: math) > Self.least else { continue }
      let long = Self.leastTime(unit, Self.lengths.1, in: place)
      let short = Self.leastTime(unit, Self.lengths.0, in: place)
      #expect(long < 9 * short, "\(unit.debugDescription) in \(place): \(short) s, then \(long) s")
    }
  }
}
