import Notebook
import Statistics

/// The yields and results of a search for HEPData.
struct HEPDataTables {
  var region: CountedRegion
  var conditions: Conditions
  var significance: Double
  var significanceUncertainty: Double?
  /// `nil` where there is none.
  var limit: ExpectedLimit?

  var yaml: [UInt8] {
    get throws { try HEPDataTable.yaml([yields, results]) }
  }

  private var yields: HEPDataTable {
    HEPDataTable(
      name: "Expected events",
      description:
        "Expected events of signal and background in bins of the network's score. Statistical errors come from "
        + "the size of the simulated samples.",
      observables: ["N"], energies: energies,
      independent: [.init("Score", cells: zip(region.low, region.high).map { .bin($0, $1) })],
      dependent: [
        column(
          "Signal",
          region.bins.map { .number($0.signal, errors: [.init("stat", $0.signalVariance.squareRoot())]) }),
        column(
          "Background",
          region.bins.map {
            .number(
              $0.background,
              errors: [
                .init("stat", $0.backgroundVariance.squareRoot()), .init("sys", region.systematic * $0.background),
              ])
          }),
      ])
  }

  private var results: HEPDataTable {
    let errors = significanceUncertainty.map { [HEPDataTable.ErrorBar("stat", $0)] } ?? []
    var columns = [column("Expected discovery significance", [.number(significance, errors: errors)])]
    if let limit {
      let bands = [("1 s.d.", limit.oneSigma), ("2 s.d.", limit.twoSigma)].map { label, range in
        HEPDataTable.ErrorBar(
          label, minus: limit.median - range.lowerBound, plus: range.upperBound - limit.median)
      }
      let level = NumberText(100 * limit.confidence).plain
      columns.append(
        column(
          "Expected upper limit on the signal strength at \(level) % CL", [.number(limit.median, errors: bands)]))
    }
    return HEPDataTable(
      name: "Expected results",
      description:
        "Median discovery significance expected, and CLs upper limit on the signal strength expected without "
        + "signal.",
      observables: ["SIG", "CLS"], energies: energies,
      independent: [
        .init("Relative systematic uncertainty on the background", cells: [.number(region.systematic)])
      ],
      dependent: columns)
  }

  private var energies: [Double] { conditions.energy.map { [$0] } ?? [] }

  private func column(_ name: String, _ cells: [HEPDataTable.Cell]) -> HEPDataTable.Column {
    let energy = energies.map { HEPDataTable.Qualifier("SQRT(S)", $0, units: "GeV") }
    return .init(
      name, qualifiers: energy + [.init("LUMINOSITY", conditions.luminosity, units: "fb$^{-1}$")], cells: cells)
  }
}
