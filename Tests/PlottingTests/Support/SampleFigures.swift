import Foundation
import Plotting

/// The three kinds of figure that analyses draw, with made-up numbers of realistic shape.
enum SampleFigures {
  static let all: [(name: String, figure: Figure)] = [
    ("history", history), ("score", score(scale: .linear)), ("score-log", score(scale: .log)), ("scan", scan),
    ("losses", losses), ("hard", hard),
  ]

  static let header = Figure.Header(left: "Simulation", right: "30 fb^{-1} (14 TeV)")

  /// Numbers that look random and are the same everywhere.
  static func noise(_ index: Int) -> Double {
    let value = sin(Double(index) * 12.9898 + 4.1) * 43758.5453
    return 2 * (value - value.rounded(.down)) - 1
  }

  static func historyPanel(scale: Axis.Scale = .linear, title: String = "") -> Panel {
    let epochs = (1...30).map(Double.init)
    let train = epochs.map { 0.22 + 0.9 * exp(-$0 / 4.5) + 0.004 * noise(Int($0)) }
    let validation = epochs.map { 0.26 + 0.9 * exp(-$0 / 4.8) + 0.0009 * max(0, $0 - 14) + 0.012 * noise(99 + Int($0)) }
    return Panel(
      title: title, x: Axis("Epoch", isWhole: true), y: Axis("Loss $1/Z_A$", scale: scale),
      marks: [
        .verticalRule(at: 5, stroke: Stroke(.grey, width: 1, dash: .dotted), label: "Pretraining ends"),
        .verticalRule(at: 18, label: "Best epoch"),
        .line(x: epochs, y: train, stroke: Stroke(.blue), marker: Marker(.circle, size: 3.5), label: "Train"),
        .line(
          x: epochs, y: validation, stroke: Stroke(.orange), marker: Marker(.square, size: 3.5), label: "Validation"),
      ])
  }

  static var history: Figure { Figure(historyPanel(), header: header) }

  static func scorePanel(scale: Axis.Scale, title: String = "") -> Panel {
    let edges = (0...40).map { Double($0) / 40 }
    let centres = zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
    func density(_ shape: (Double) -> Double) -> [Double] {
      let values = centres.map(shape)
      let sum = values.reduce(0, +)
      return values.map { $0 / sum * 40 }
    }
    let signal = density { pow($0, 3.2) * pow(1 - $0, 0.25) + 0.02 }
    let background = density { pow(1 - $0, 3.8) * pow($0, 0.15) + 0.0009 }
    func sample(_ values: [Double], _ seed: Int) -> (values: [Double], errors: [Double]) {
      let errors = values.map { 0.12 * $0.squareRoot() * 0.6 + 0.004 }
      return (values.enumerated().map { max(0, $1 + errors[$0] * noise(seed + $0)) }, errors)
    }
    let (signalTest, backgroundTest) = (sample(signal, 3), sample(background, 500))
    return Panel(
      title: title, x: Axis("Classifier score", range: 0...1), y: Axis("Probability density", scale: scale),
      marks: [
        .filledSteps(edges: edges, values: background, colour: .red, label: "Background (train)"),
        .filledSteps(edges: edges, values: signal, colour: .blue, label: "Signal (train)"),
        .points(
          x: centres, y: backgroundTest.values, yErrors: backgroundTest.errors, colour: Colour(hex: 0x9E1420),
          marker: Marker(.circle, size: 3.6), label: "Background (test)"),
        .points(
          x: centres, y: signalTest.values, yErrors: signalTest.errors, colour: Colour(hex: 0x1F4FB0),
          marker: Marker(.square, size: 3.6), label: "Signal (test)"),
      ])
  }

  static func score(scale: Axis.Scale) -> Figure { Figure(scorePanel(scale: scale), header: header) }

  static func scanPanel(title: String = "") -> Panel {
    let cuts = (0...200).map { Double($0) / 200 }
    let significance = cuts.map {
      0.25 + 3.4 * pow($0, 6) * (1 - pow($0, 40)) + 0.02 * noise(Int($0 * 200)) * pow($0, 4)
    }
    let errors = cuts.map { 0.04 + 0.5 * pow($0, 12) }
    let best = cuts.indices.max { significance[$0] < significance[$1] } ?? 0
    return Panel(
      title: title, x: Axis("Cut on the classifier score", range: 0...1),
      y: Axis(#"$Z_A(\sigma_b/b = 0.5)$"#),
      marks: [
        .band(
          x: cuts, lower: zip(significance, errors).map { $0 - $1 }, upper: zip(significance, errors).map { $0 + $1 },
          label: #"$\pm 1\sigma$ (statistical)"#),
        .line(x: cuts, y: significance, stroke: Stroke(.blue), label: "$Z_A$, test sample"),
        .verticalRule(at: cuts[best]),
        .note("Best cut: \(cuts[best])", x: .data(cuts[best]), y: .free),
      ])
  }

  static var scan: Figure { Figure(scanPanel(), header: header) }

  static var losses: Figure {
    Figure(
      panels: [
        [
          historyPanel(title: "Binary cross-entropy"), historyPanel(scale: .log, title: #"$\ell_{s/\sqrt{s+b}}$"#),
          historyPanel(title: #"$\ell_{\mathrm{Asimov}}$, $\sigma_b/b = 0.5$"#),
        ],
        [
          scorePanel(scale: .linear, title: "Binary cross-entropy"),
          scorePanel(scale: .log, title: #"$\ell_{s/\sqrt{s+b}}$"#),
          scanPanel(title: #"$\ell_{\mathrm{Asimov}}^{-1}$"#),
        ],
      ], panelSize: (300, 260), header: header, fontSize: 10)
  }

  /// Long numbers, factored exponents, gaps, a narrow logarithmic axis and markup of every kind.
  static var hard: Figure {
    let x = (0..<60).map { Double($0) * 5000 }
    let y = x.map { 2e-5 + 1e-5 * sin($0 / 30000) }
    let gaps = y.enumerated().map { $0 % 17 == 5 ? Double.nan : $1 * 1.4 }
    let many = (0..<6).map { index in
      Mark.line(
        x: x, y: x.map { 3 + sin($0 / 40000 + Double(index)) }, stroke: Stroke(Colour.petroff[index]),
        label: "Curve \(index + 1)")
    }
    return Figure(
      panels: [
        [
          Panel(
            x: Axis("Events"), y: Axis("Rate [Hz]"),
            marks: [.line(x: x, y: y, label: "All"), .line(x: x, y: gaps, stroke: Stroke(.red), label: "With gaps")]),
          Panel(
            x: Axis(#"$m_{T2}^W$ [GeV]"#, scale: .log, range: 40...300),
            y: Axis(#"$\sqrt{s+b+\sigma_b^2}$ / 10 GeV"#, scale: .log, range: 1e-12...1e9),
            marks: [.points(x: [50, 100, 200], y: [1e-6, 1, 1e6], xErrors: [5, 10, 50], yErrors: [1, 0.5, 9e5])]),
        ],
        [
          Panel(title: "Six curves", x: Axis("$t$"), y: Axis("$f(t)$"), marks: many),
          Panel(
            title: #"$pp \to t\bar{t} \to W^+bW^-\bar{b}$, $E_T^{\mathrm{miss}} > 200$ GeV"#,
            x: Axis(#"$\Delta\phi(\ell, p_T^{\mathrm{miss}})$"#),
            y: Axis(#"$x^{2^n}_{i_j} - \sqrt{\frac12}$"#.replacingOccurrences(of: #"\frac12"#, with: "1/2")),
            marks: [
              .line(x: [-3, 3], y: [-0.00001, 0.00001]),
              .note(#"$\log x - 1 = -\sigma$"#, x: .frame(0.3), y: .frame(0.8), side: .centre),
            ]),
        ],
      ], panelSize: (320, 270),
      header: Figure.Header(left: "Simulation, work in progress", right: "30 fb^{-1} (14 TeV)"))
  }
}
