import Foundation
import Testing

@Suite struct NumberChangeTests {
  private struct Results: Decodable {
    struct Number: Decodable {
      var value: Double
      var uncertainty: Double
    }
    struct Scan: Decodable {
      var values: [String: [String: Quantity]]
    }
    /// Any of the scan's values; some have no uncertainty.
    struct Quantity: Decodable {
      var value: Double?
      var uncertainty: Double?
    }
    var best: Scan
  }

  private func significance(_ project: Project) throws -> (value: Double, sigma: Double) {
    let json = try #require(try project.report()["results.json"])
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let quantity = try decoder.decode(Results.self, from: json).best.values["0.3"]?["significance"]
    return (try #require(quantity?.value), try #require(quantity?.uncertainty))
  }

  @Test func everyNumberThatMovedIsToldInUnitsOfTheUncertaintyThatItHad() throws {
    try Project.temporary("small") { project in
      #expect(!(try project.builds().errors.contains("changed:")))
      for edit in [("hidden: [4]", "hidden: [6]"), ("epochs: 5", "epochs: 9"), ("luminosity: 30", "luminosity: 300")] {
        let before = try significance(project)
        try project.edit(edit.0, edit.1)
        let build = try project.builds()
        let now = try significance(project)
        let sigmas = (now.value - before.value) / before.sigma
        try #require(now.value != before.value, "this edit was to move the number")
        let digits = String(format: abs(sigmas) < 9.95 ? "%.1f" : "%.0f", abs(sigmas))
        let lines = build.errors.split(separator: "\n").drop { $0 != "2 numbers of the report changed:" }.dropFirst()
        #expect(lines.count == 2, "\(build.errors)")
        for line in lines { #expect(line.hasSuffix("  \(sigmas < 0 ? "−" : "+")\(digits) σ"), "\(line) \(sigmas)") }
        #expect(lines.map { $0.split(separator: "  ").first } == ["best[0.3].significance", "tab: Network, $Z_A$"])
        let values = try #require(lines.first?.split(separator: "  ").dropFirst().first)
        let sides = values.components(separatedBy: " → ").map {
          $0.components(separatedBy: " ± ").compactMap(Double.init)
        }
        #expect(sides.map(\.count) == [2, 2])
        for (side, number) in zip(sides, [before, now]) {
          // 0.355 to 0.949 are shown to one digit, which is off by 14 % at most.
          #expect(abs(side[0] - number.value) < 0.15 * number.sigma, "\(values) \(number)")
          #expect(abs(side[1] - number.sigma) < 0.15 * number.sigma, "\(values) \(number)")
        }
        #expect(!(try project.builds().errors.contains("changed:")))
      }
      try project.edit("luminosity: 300", "luminosity: 30")
      #expect(!(try project.builds("-q").errors.contains("changed")))
    }
  }

  /// Rows of one label, and a number that is none: no cut above one half leaves that much background.
  private static let awkward = """

    ```{scan} strict
    model: network
    systematics: [0.1, 0.3]
    minimum-effective-background: 60
    ```

    ```{table} parts
    columns: [{ label: $Z_A$, value: "[0.3].significance" }, { label: Flatness, value: "[0.3].flatness" }]
    rows:
      - { label: Loose, from: best }
      - { label: again, from: best }
      - { label: Strict, from: strict }
      - { label: again, from: strict }
    caption: Both.
    ```

    """

  @Test func whatIsTheSameHasNotChanged() throws {
    try Project.temporary("small") { project in
      let template = try String(contentsOfFile: project.template, encoding: .utf8)
      try (template + Self.awkward).write(toFile: project.template, atomically: true, encoding: .utf8)
      try project.builds()
      #expect(String(decoding: try #require(try project.report()["results.json"]), as: UTF8.self).contains("\"nan\""))
      #expect(!(try project.builds().errors.contains("changed:")))
      let rebuild = try Command.asimov("rebuild", project.folder + "/out/small.html", "--data", project.folder)
      #expect(rebuild.status == 0, "\(rebuild.output) \(rebuild.errors)")
      #expect(rebuild.output.hasSuffix("numbers came out the same, to the last digit\n"), "\(rebuild.output)")
      // What did change is told of each row.
      try project.edit("epochs: 5", "epochs: 9")
      let errors = try project.builds().errors
      for row in ["Loose", "Loose, again", "Strict", "Strict, again"] {
        #expect(errors.contains("  parts: \(row), $Z_A$  "), "\(errors)")
      }
    }
  }
}
