import Statistics
import Testing

/// Table 2 of arXiv:1806.00322, as printed.
@Suite("Table 2 of the paper")
struct PublishedTableTests {
  struct Entry: Sendable, CustomTestStringConvertible {
    let signal: Double
    let background: Double
    let systematic: Double
    let significance: Double
    /// Half a unit in the last printed place of s and b, and of Z.
    var yieldRounding = 0.05
    var significanceRounding = 0.05

    var testDescription: String { "s = \(signal), b = \(background), σ_b/b = \(systematic)" }
  }

  static let entries = [
    Entry(signal: 8.7, background: 1.7, systematic: 0.1, significance: 4.5),
    Entry(signal: 7.7, background: 1.2, systematic: 0.3, significance: 4.0),
    Entry(signal: 7.7, background: 1.2, systematic: 0.5, significance: 3.5),
    Entry(signal: 7.7, background: 1.3, systematic: 0.1, significance: 4.3),
    Entry(signal: 7.7, background: 1.3, systematic: 0.3, significance: 3.9),
    Entry(signal: 7.7, background: 1.3, systematic: 0.5, significance: 3.4),
    Entry(signal: 6.6, background: 1.6, systematic: 0.1, significance: 3.6),
    Entry(signal: 3.5, background: 0.1, systematic: 0.3, significance: 4.0),
    Entry(signal: 3.3, background: 0.1, systematic: 0.5, significance: 4.2),
    Entry(signal: 74.4, background: 18.2, systematic: 0.1, significance: 10.7),
    Entry(signal: 44.0, background: 7.7, systematic: 0.3, significance: 6.8),
    Entry(signal: 40.5, background: 6.8, systematic: 0.5, significance: 4.8),
    Entry(signal: 323, background: 326, systematic: 0.1, significance: 7.0, yieldRounding: 0.5),
    Entry(
      signal: 323, background: 326, systematic: 0.3, significance: 2.56, yieldRounding: 0.5,
      significanceRounding: 0.005),
    Entry(
      signal: 324, background: 327, systematic: 0.5, significance: 1.55, yieldRounding: 0.5,
      significanceRounding: 0.005),
    Entry(signal: 78.4, background: 19.4, systematic: 0.1, significance: 10.8),
    Entry(signal: 25.9, background: 3.2, systematic: 0.3, significance: 6.8),
    Entry(signal: 11.9, background: 0.5, systematic: 0.5, significance: 6.2),
  ]

  /// Z_A rises with s and falls with b, so the rounding intervals of s and b map to one interval of Z_A.
  @Test("is reproduced within the rounding of its printed s, b and Z_A", arguments: entries)
  func reproduced(entry: Entry) throws {
    let (s, b, half) = (entry.signal, entry.background, entry.yieldRounding)
    let lowest = try Significance.asimov(signal: s - half, background: b + half, systematic: entry.systematic).value
    let highest = try Significance.asimov(signal: s + half, background: b - half, systematic: entry.systematic).value
    #expect(lowest <= entry.significance + entry.significanceRounding)
    #expect(highest >= entry.significance - entry.significanceRounding)
  }
}
