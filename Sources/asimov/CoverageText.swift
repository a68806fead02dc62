import Foundation
import Notebook
import Statistics

/// Claimed and true sizes as people read them.
struct CoverageText {
  private let coverages: [Coverage]

  init(_ coverages: [Coverage]) { self.coverages = coverages }

  /// A line for each search, method and claim, in columns.
  var plain: String {
    let head = [
      "b", "σ_b/b", "method", "claimed Z", "claimed size", "true size", "m = 0", "by toys", "ratio", "true Z",
    ]
    let rows =
      [head]
      + coverages.map { coverage in
        Self.place(coverage) + [coverage.claim.label, Self.short(coverage.threshold), Self.size(coverage.claimedSize)]
          + Self.truth(coverage)
      }
    let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
      return cells.joined(separator: "  ").replacing(/\ +$/, with: "")
    }
    .joined(separator: "\n")
  }

  /// For each claim a table of what it is worth, a row for each search, and one of the sizes.
  var markdown: String {
    var thresholds: [Double] = []
    for coverage in coverages where !thresholds.contains(coverage.threshold) { thresholds.append(coverage.threshold) }
    return thresholds.map { z in section(z, coverages.filter { $0.threshold == z }) }.joined(separator: "\n\n")
  }

  private func section(_ z: Double, _ coverages: [Coverage]) -> String {
    let claimed = coverages.first.map { Self.size($0.claimedSize) } ?? ""
    return """
      ## What \(Self.short(z)) σ are worth

      \(worth(coverages))

      <details><summary>Claimed size \(claimed), and the true sizes</summary>

      \(sizes(coverages))

      </details>
      """
  }

  /// True Z, a column for each method; bold where the method claims too much, with a dagger where half of that or more is due
  /// to empty control regions.
  private func worth(_ coverages: [Coverage]) -> String {
    let claims = [DiscoveryClaim.asimov, .zbi, .averaged, .poisson, .rootBackground, .rootTotal].filter { claim in
      coverages.contains { $0.claim == claim }
    }
    var searches: [BackgroundOnlySearch] = []
    for coverage in coverages where !searches.contains(coverage.search) { searches.append(coverage.search) }
    let rows = searches.map { search in
      Self.place(search)
        + claims.map { claim in
          guard let coverage = coverages.first(where: { $0.search == search && $0.claim == claim }) else { return "–" }
          let worth = Self.significance(coverage.significance)
          let mark = coverage.emptyControlSize > coverage.size / 2 ? "†" : ""
          return (coverage.significance < coverage.threshold - 0.005 ? "**\(worth)**" : worth) + mark
        }
    }
    return Self.table(["b", "σ_b/b"] + claims.map(\.label), rows)
  }

  private func sizes(_ coverages: [Coverage]) -> String {
    Self.table(
      ["b", "σ_b/b", "method", "true size", "of it with m = 0", "by pseudo-experiments", "true / claimed", "true Z"],
      coverages.map { Self.place($0) + [$0.claim.label] + Self.truth($0) })
  }

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    ([head, head.map { $0 == "method" ? "---" : "---:" }] + rows).map { "| \($0.joined(separator: " | ")) |" }
      .joined(separator: "\n")
  }

  private static func place(_ search: BackgroundOnlySearch) -> [String] {
    [short(search.background), short(search.systematic)]
  }

  private static func place(_ coverage: Coverage) -> [String] { place(coverage.search) }

  private static func truth(_ coverage: Coverage) -> [String] {
    [
      size(coverage.size), share(of: coverage.emptyControlSize, coverage.size), toys(coverage),
      String(format: "%.3g", coverage.ratio), significance(coverage.significance),
    ]
  }

  private static func share(of part: Double, _ whole: Double) -> String {
    part > 0 ? String(format: "%.0f %%", 100 * part / whole) : "–"
  }

  /// The size that was counted; the limit at 95 % where nothing was.
  private static func toys(_ coverage: Coverage) -> String {
    guard let counted = coverage.toySize else { return "–" }
    guard coverage.reaching > 0 else { return "< " + NumberText(3 / Double(coverage.experiments)).plain }
    return NumberText(counted, uncertainty: coverage.toyUncertainty).plain
  }

  private static func size(_ size: Double) -> String { String(format: "%.2e", size) }
  private static func short(_ number: Double) -> String { String(format: "%g", number) }
  private static func significance(_ z: Double) -> String { z.isFinite ? String(format: "%.2f", z) : "∞" }
}
