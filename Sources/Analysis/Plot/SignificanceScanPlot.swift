import Notebook
import Plotting

/// The significance against the cut on the score, with its ±1σ band from the size of the simulated sample (paper, Fig. 4).
struct SignificanceScanPlot: Options, PlotKind {
  static let defaults = ["scale": "logit", "same-scale": "true", "together": "false"]

  /// The scans to show, a panel for each, or all in one.
  var scan: OneOrMore<Reference<ScanDirective>>
  /// Which of the scans' systematics to show; by default the largest that all of them have.
  var systematic: Systematic?
  /// Axis of the score.
  var scale: Scale
  /// Whether all panels share one axis of the significance.
  var sameScale: Bool
  /// Whether all scans stand in one panel.
  var together: Bool

  enum CodingKeys: String, CodingKey {
    case scan, systematic, scale, together
    case sameScale = "same-scale"
  }

  enum Scale: String, ChoiceOption {
    /// The same everywhere, as in arXiv:1806.00322.
    case linear
    /// Stretches the ends, where networks put most events.
    case logit
  }

  func check(_ context: inout CheckContext) {
    guard let systematic else { return }
    for scan in scan.all {
      do throws(Mistake) {
        try context.checkValue(
          [systematic.key, "significance"], of: scan.name, path: "\(scan.name)[\(systematic.key)]")
      } catch {
        context.report(
          "scan '\(scan.name)' has no systematic \(systematic.key)", at: "significance-scan", "systematic",
          remedy: "add it to the scan's systematics")
      }
    }
  }

  func draw(_ context: StepContext) throws -> Drawing {
    let inputs = try scan.all.map { try context.result(of: $0) }
    let systematic = try systematic ?? Self.largest(in: inputs)
    let curves = try inputs.map { try ScanCurve(systematic, from: $0) }
    let highest = curves.map(\.top).max() ?? 1
    let drawn = ScanPanels(systematic: systematic, scale: scale)
    let panels =
      together
      ? [drawn.panel(of: curves, upTo: highest)]
      : curves.map { drawn.panel(of: $0, upTo: sameScale ? highest : $0.top) }
    let bests = zip(curves, inputs).map { curve, input in
      let path = [systematic.key, "significance"]
      return "\((try? input.values.member(path, of: ""))?.plain ?? "") for a network trained on \(curve.words)"
    }
    return Drawing(
      panels: panels, panelSize: Drawing.panelSize(count: panels.count), conditions: Conditions(commonTo: inputs),
      alternativeText: drawn.names(curves) + " against the cut on the score with its ±1σ band, on test events. "
        + "At the chosen cut: " + bests.joined(separator: ", ") + ".",
      explorer: .steps(scan.all.map(\.name), start: systematic.key))
  }

  /// The largest systematic that all scans have.
  private static func largest(in scans: [StepResult]) throws -> Systematic {
    let keys = scans.map { scan -> Set<String> in
      if case .record(let members) = scan.values { Set(members.keys) } else { [] }
    }
    let common = keys.dropFirst().reduce(keys.first ?? []) { $0.intersection($1) }
    let found = common.compactMap { try? Systematic(scalar: $0) }
    guard let largest = found.max(by: { $0.value < $1.value }) else {
      throw Mistake("the scans have no systematic in common", remedy: "add one to the systematics of all of them")
    }
    return largest
  }
}

extension ScanCurve {
  /// The highest point of the band where it rests on more than a handful of events.
  fileprivate var top: Double {
    let supported = significances.indices.filter { highs[$0] - lows[$0] < significances[$0] }
    let band = supported.map { highs[$0] }.max() ?? 0
    // A cut that no background passes has an infinite significance, for which there is no place on the axis.
    let top = chosenSignificance.isFinite ? max(band, chosenSignificance) : band
    return top > 0 ? top : 1
  }
}
