import Events
import Foundation
import Plotting
import Statistics
import Testing

/// The figures of `docs/generator.md`: generated events over those of PYTHIA 8.
@Suite struct GeneratorOverlaysTests {
  private static let data = URL(fileURLWithPath: DirectiveTests.data)

  private static let variables: [(name: String, label: String, range: ClosedRange<Double>, bins: Int)] = [
    ("MET", "$E_T^{miss}$ [GeV]", 200...1000, 32), ("HT", "$H_T$ [GeV]", 300...2300, 40),
    ("MT", "$m_T$ [GeV]", 0...800, 40), ("MT2W", "$m_{T2}^W$ [GeV]", 80...500, 42),
    ("n_jet", "Jets", 3.5...10.5, 7), ("n_bjet", "b-tagged jets", 0.5...4.5, 4),
    ("sel_lep_pt0", "Lepton $p_T$ [GeV]", 0...500, 40), ("selJet_pt0", "Leading jet $p_T$ [GeV]", 0...1200, 40),
    ("selJet_pt2", "Third jet $p_T$ [GeV]", 0...400, 40),
  ]

  private func histogram(
    _ table: EventTable, _ variable: (name: String, label: String, range: ClosedRange<Double>, bins: Int)
  ) throws -> Histogram {
    try Histogram(
      of: table.column(variable.name).values, weights: table.column("weight").values.map(Double.init),
      range: variable.range, bins: variable.bins
    ).normalised.density
  }

  private func figure(_ file: String, _ process: StopSearchGenerator.Process, title: String, count: Int) throws
    -> Figure
  {
    let made = try StopSearchGenerator(process).events(count, seed: 1, threads: 2).table
    let reference = try EventFile(path: Self.data.appending(path: "\(file).h5").path).table(columns: made.columnNames)
    let panels = try Self.variables.map { variable in
      let (filled, points) = (try histogram(reference, variable), try histogram(made, variable))
      let centres = zip(points.edges, points.edges.dropFirst()).map { ($0 + $1) / 2 }
      return Panel(
        x: Axis(variable.label, range: variable.range), y: Axis("Density", scale: .log),
        marks: [
          .filledSteps(edges: filled.edges, values: filled.contents, colour: .blue, label: "PYTHIA 8"),
          .points(
            x: centres, y: points.contents.map { $0 > 0 ? $0 : .nan }, yErrors: points.uncertainties, colour: .black,
            marker: Marker(.circle, size: 3), label: "Generated"),
        ])
    }
    let rows = stride(from: 0, to: panels.count, by: 3).map { Array(panels[$0..<min($0 + 3, panels.count)]) }
    return Figure(
      panels: rows, panelSize: (250, 210), header: Figure.Header(left: "Simulation", right: title), fontSize: 9)
  }

  /// Where `ASIMOV_DOCS` names a folder, the figures are written there.
  @Test(arguments: [
    ("stop_900_100", 900.0, 100.0), ("stop_600_400", 600, 400), ("ttbar", 0, 0),
  ]) func drawsTheFiguresOfTheDocs(file: String, stop: Double, lsp: Double) throws {
    let folder = ProcessInfo.processInfo.environment["ASIMOV_DOCS"]
    let title =
      stop > 0 ? "Top squark \(Int(stop)) GeV, LSP \(Int(lsp)) GeV (14 TeV)" : "$t\\bar t$ (14 TeV)"
    let figure = try figure(
      file, stop > 0 ? .stopPair(stop: stop, lsp: lsp) : .topPair, title: title, count: folder == nil ? 500 : 20_000)
    let svg = try figure.svg()
    #expect(svg.count > 10_000)
    guard let folder else { return }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(try figure.png(scale: 1.5)).write(to: URL(fileURLWithPath: "\(folder)/generator-\(file).png"))
  }
}
