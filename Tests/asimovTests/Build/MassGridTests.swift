import Foundation
import Testing

/// The template of a grid of masses, with so few events that it takes seconds.
@Suite struct MassGridTests {
  @Test func theGridIsBuiltToItsContoursAndSaysHowTheNetworksCompare() throws {
    try Command.inFolder { folder in
      let few = ["signal-events=300", "top-events=3000", "test-top-events=6000", "epochs=3", "guard=5"]
      let command = try Command.asimov(
        ["build", Command.templates + "/mass-grid.md", "-o", folder + "/out", "--store", folder + "/store"]
          + few.flatMap { ["-P", $0] })
      #expect(command.status == 0, "\(command.errors)")
      struct Results: Decodable {
        struct Directive: Decodable { var values: [String: Number] }
        struct Number: Decodable { var value: Double }
        var summary: Directive
      }
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/out/results.json"))
      let summary = try JSONDecoder().decode(Results.self, from: bytes).summary.values
      #expect(summary["grid"]?.value == 20 && summary["between"]?.value == 4)
      #expect(try #require(summary["on-missed"]).value > 0 && #require(summary["off"]).value > 0)
      let figure = try String(contentsOfFile: folder + "/out/figures/fig-exclusion.csv", encoding: .utf8)
      let lines = figure.split(separator: "\n")
      for (group, count) in [("Trained on,points", 20), ("Between,points", 4), (",value", 24)] {
        #expect(lines.count { $0.hasPrefix("1,,\(group),") } == count, "\(group)")
      }
      // A network that is asked about other datasets is written once.
      let models = try FileManager.default.contentsOfDirectory(atPath: folder + "/out/models")
      #expect(models.count == 25 && models.contains("parametrised.onnx"))
    }
  }
}
