import Foundation
import Plotting

/// A small figure of each kind of mark and layout.
enum SampleMarks {
  static let all: [(name: String, figure: Figure)] = [
    ("matrix", matrix), ("histogram-2d", histogram), ("stack", stack), ("ratio", ratio), ("marginal", marginal),
    ("symlog", symlog), ("labels", labels), ("inset", inset), ("exclusion", exclusion), ("region", region),
  ]

  private static let names = ["HT", "MET", "MT", "MT2W", "n_jet", "sel_lep_pt0", "sel_lep_eta0", "selJet_pt0"]

  static var matrix: Figure {
    let values = names.indices.map { row in
      names.indices.map { column in
        row == column ? 1 : cos(Double(row * 3 + column * 3) * 0.7) * exp(-abs(Double(row - column)) / 4)
      }
    }
    let edges = (0...names.count).map { Double($0) + 0.5 }
    let labels = names.map(Label.escaped)
    return Figure(
      Panel(
        title: "Signal", x: Axis(categories: labels), y: Axis(categories: labels),
        marks: [
          .heatMap(
            xEdges: edges, yEdges: edges, values: values, colours: .diverging, range: -1...1, decimals: 2,
            label: "Correlation")
        ]), size: (430, 400), header: SampleFigures.header)
  }

  static var histogram: Figure {
    let edges = (0...40).map { Double($0) * 10 }
    let values = (0..<40).map { row in
      (0..<40).map { column in
        let (x, y) = (Double(column) - 14 - 0.3 * Double(row), Double(row) - 12)
        let count = 4000 * exp(-(x * x) / 60 - y * y / 90)
        return count < 0.6 ? 0 : count
      }
    }
    return Figure(
      Panel(
        x: Axis("Missing $E_T$ [GeV]"), y: Axis("$m_T$ [GeV]"),
        marks: [.heatMap(xEdges: edges, yEdges: edges, values: values, scale: .log, label: "Events / 100 GeV$^2$")]),
      size: (400, 310), header: SampleFigures.header)
  }

  private static let edges = (0...20).map { 200 + Double($0) * 40 }
  private static func falling(_ height: Double, _ scale: Double) -> [Double] {
    (0..<20).map { height * exp(-Double($0) / scale) }
  }
  private static let layers = [
    StackLayer(values: falling(12, 4), colour: .grey, label: "Other"),
    StackLayer(values: falling(160, 3), colour: .orange, label: "$W$ + jets"),
    StackLayer(values: falling(900, 2.6), colour: .blue, label: #"$t\bar{t}$"#),
  ]
  private static var total: [Double] { (0..<20).map { bin in layers.map { $0.values[bin] }.reduce(0, +) } }
  private static var data: [Double] {
    total.enumerated().map { max(0, ($1 + $1.squareRoot() * 0.8 * SampleFigures.noise($0)).rounded()) }
  }

  private static func stackPanel(_ y: Axis) -> Panel {
    let centres = zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
    let shown = data.map { $0 > 0 ? $0 : .nan }
    return Panel(
      x: Axis("Missing $E_T$ [GeV]"), y: y,
      marks: Mark.stack(
        edges: edges, layers: layers, uncertainties: total.map { 0.14 * $0 + 0.2 }, label: "Uncertainty")
        + [
          .steps(
            edges: edges, values: (0..<20).map { 3 + 5 * exp(-pow(Double($0) - 11, 2) / 30) },
            stroke: Stroke(.red, width: 1.6, dash: .dashed), label: #"$\tilde{t}_1\tilde{t}_1^*$ (900, 100)"#),
          .points(x: centres, y: shown, yErrors: shown.map { $0.squareRoot() }, label: "Data"),
        ])
  }

  static var stack: Figure {
    Figure(
      stackPanel(Axis("Events / 40 GeV", scale: .log, range: 0.1...1e5)), size: (400, 310), header: SampleFigures.header
    )
  }

  static var ratio: Figure {
    let centres = zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
    let ratios = zip(data, total).map { $0 > 0 ? $0 / $1 : .nan }
    let errors = zip(data, total).map { $0.squareRoot() / $1 }
    let lower = Panel(
      x: Axis("Missing $E_T$ [GeV]"), y: Axis("Data / pred.", range: 0.4...1.6),
      marks: [
        .hatchedSteps(edges: edges, lower: total.map { _ in 0.86 }, upper: total.map { _ in 1.14 }),
        .horizontalRule(at: 1), .points(x: centres, y: ratios, yErrors: errors),
      ])
    var figure = Figure(
      panels: [[stackPanel(Axis("Events / 40 GeV", scale: .log, range: 0.1...1e5))], [lower]], panelSize: (400, 290),
      header: SampleFigures.header)
    figure.rowShares = [1, 0.45]
    figure.sharesX = true
    return figure
  }

  static var marginal: Figure {
    let sizes = (0..<12).flatMap { step in [Double](repeating: pow(10, 0.5 + Double(step) / 3), count: 10) }
    let values = sizes.enumerated().map { 2.5 + 3 * SampleFigures.noise($0 + 7) / sqrt($1) }
    let edges = (0...25).map { 0.5 + Double($0) * 0.16 }
    let counts = zip(edges, edges.dropFirst()).map { low, high in
      Double(values.filter { $0 >= low && $0 < high }.count)
    }
    var figure = Figure(
      panels: [
        [
          Panel(
            x: Axis("Batch size", scale: .log), y: Axis(#"$s/\sqrt{s+b}$"#),
            marks: [
              .points(x: sizes, y: values, colour: .blue, marker: Marker(.circle, size: 3), label: "Random batches"),
              .horizontalRule(at: 2.5, label: "All events"),
            ]),
          Panel(
            x: Axis("Batches"), y: Axis(),
            marks: [
              .filledSteps(edges: edges, values: counts, orientation: .horizontal), .horizontalRule(at: 2.5),
            ]),
        ]
      ], panelSize: (360, 300), header: SampleFigures.header)
    figure.columnShares = [1, 0.4]
    figure.sharesY = true
    return figure
  }

  static var symlog: Figure {
    let x = (-200...200).map { Double($0) / 2 }
    return Figure(
      Panel(
        x: Axis("$x$"), y: Axis("$x^3$", scale: .symlog(threshold: 10)),
        marks: [.line(x: x, y: x.map { $0 * $0 * $0 }), .horizontalRule(at: 0, stroke: Stroke(.grey, width: 0.8))]))
  }

  static var labels: Figure {
    Figure(
      Panel(
        title:
          #"$pp \to \tilde{t}_1\tilde{t}_1^* \to t\tilde{\chi}^0_1\,\bar{t}\tilde{\chi}^0_1$, $\hat{\mu} \pm \sigma$"#,
        x: Axis(#"$m_{\tilde{\chi}^0_1}$ [GeV]"#), y: Axis(#"$\sqrt{s + b + \sigma_b^2}$, $\Delta\phi \leq \pi$"#),
        marks: [
          .line(x: [0, 1, 2, 3], y: [0, 1, 4, 9], label: #"$\ell_{s/\sqrt{s+b}}$"#),
          .annotation("the best", x: 2, y: 4, dx: -70, dy: -60),
        ]))
  }

  static var inset: Figure {
    let x = (0...300).map { Double($0) / 300 }
    let y = x.map { 3 * pow($0, 5) * (1 - pow($0, 60)) }
    let top = zip(x, y).filter { $0.0 > 0.85 }
    var panel = Panel(x: Axis("Cut on the score"), y: Axis("$Z_A$"), marks: [.line(x: x, y: y)])
    panel.inset = Inset(
      of: Panel(
        x: Axis(range: 0.85...1), y: Axis(), marks: [.line(x: top.map(\.0), y: top.map(\.1), stroke: Stroke(.red))]))
    return Figure(panel)
  }

  static var exclusion: Figure {
    let grid = GridPoints(x: [500, 600, 700, 800, 900, 1000], y: [0, 100, 200, 300, 400, 500])
    let kept = grid.x.indices.filter { grid.x[$0] - grid.y[$0] >= 200 }
    let (x, y) = (kept.map { grid.x[$0] }, kept.map { grid.y[$0] })
    let limits: [Double] = zip(x, y).map { stop, lsp in
      exp((stop - 760) / 130 + lsp * lsp / 102_400)
    }
    let discoveries = limits.map { 2.2 / $0 }
    func contour(_ values: [Double], _ level: Double, _ look: Stroke, _ label: String, height: Double = 0) -> [Mark] {
      let lines = try? ContourLines(x: x, y: y, values: values, level: level, isLogarithmic: true)
      return lines.map { [.contour($0, stroke: look, label: label, signHeight: height)] } ?? []
    }
    let thin = Stroke(.red, width: 0.9)
    let blue = Colour(hex: 0x1F4FB5)
    var marks: [Mark] = [
      .colouredPlane(x: x, y: y, values: limits, scale: .log, label: #"Expected limit on $\mu$"#),
      .slopedRule(intercept: -173, text: #"$m_{\tilde{t}_1} = m_{\tilde{\chi}^0_1} + m_t$"#),
    ]
    marks += contour(limits.map { $0 * 0.7 }, 1, thin, "Exclusion", height: -1)
    marks += contour(limits.map { $0 * 1.5 }, 1, thin, "Exclusion", height: 1)
    marks += contour(limits, 1, Stroke(.red, width: 2), "Exclusion")
    marks += contour(discoveries, 3, Stroke(blue, width: 2, dash: .dashed), "Evidence")
    marks += contour(discoveries, 300, Stroke(.violet, width: 2, dash: .dotted), "Discovery")
    marks.append(.points(x: x, y: y, colour: Colour(hex: 0x3A3A3E), marker: Marker(.circle, size: 3.2)))
    return Figure(
      Panel(x: Axis(#"$m_{\tilde{t}_1}$ [GeV]"#), y: Axis(#"$m_{\tilde{\chi}^0_1}$ [GeV]"#), marks: marks),
      size: (480, 370),
      header: SampleFigures.header)
  }

  static var region: Figure {
    let grid = GridPoints(x: (0...6).map(Double.init), y: (0...5).map(Double.init))
    let values = grid.values { x, y in pow(x - 2.6, 2) + 1.3 * pow(y - 2.2, 2) }
    let lines = try? ContourLines(x: grid.x, y: grid.y, values: values, level: 4)
    let band = try? ContourRegion(
      x: grid.x, y: grid.y, below: values.map { $0 - 1.5 }, above: values.map { $0 + 1.5 }, level: 4)
    let marks: [Mark?] = [
      band.map { .region($0, fill: Colour.red.opacity(0.22), label: #"Limit $\pm 1\sigma$"#) },
      lines.map { .contour($0, stroke: Stroke(.red, width: 2), label: #"Limit $\pm 1\sigma$"#) },
    ]
    return Figure(Panel(x: Axis("$x$"), y: Axis("$y$"), marks: marks.compactMap(\.self)))
  }
}
