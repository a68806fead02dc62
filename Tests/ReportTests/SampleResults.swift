import Foundation
import Notebook

extension SamplePage {
  static let results: [String: StepResult] = [
    "compressed": StepResult(
      summary: "1 400 000 events: 957 of signal and 20 763 of background are expected in 30 fb⁻¹."),
    "asimov": StepResult(summary: "23 neurons, 5 + 31 epochs, stopped for patience; validation loss 0.161."),
    "scan": StepResult(
      values: .record([
        "0.5": .record([
          "significance": .number(6.2, uncertainty: 0.6), "cut": .number(0.87), "limit": .number(.infinity),
        ]),
        "events": .integer(1_400_000), "luminosity": .number(30, unit: "fb^-1"),
      ]), summary: "1000 cuts on the test sample; the best one was chosen on the validation sample."),
    "fig-scan": StepResult(figure: figure(panels: 1, width: 396)),
    "fig-training": StepResult(figure: figure(panels: 2, width: 690)),
    "tab-results": StepResult(table: table),
  ]

  static let table = ResultTable(
    corner: "Loss",
    groups: ["0.1", "0.3", "0.5"].map {
      ResultTable.ColumnGroup(label: "$Z_A(\\sigma_b/b=\($0))$", columns: ["$s$", "$b$", "$\\sigma$"])
    },
    rows: [
      .heading("Uncompressed model, $m_{\\rm stop} = 900$ GeV, $m_{\\rm LSP} = 100$ GeV"),
      row("Cross entropy", [(8.7, 1.7, 4.5, 0.3), (7.7, 1.2, 4.0, 0.3), (7.7, 1.2, 3.5, 0.3)]),
      row("$\\ell_{s/\\sqrt{s+b}}$", [(7.7, 1.3, 4.3, 0.3), (7.7, 1.3, 3.9, 0.3), (7.7, 1.3, 3.4, 0.3)]),
      row("$\\ell_{\\rm Asimov}$", [(6.6, 1.6, 3.6, 0.2), (3.5, 0.1, 4.0, 0.5), (3.3, 0.1, 4.2, 0.7)]),
      .heading("Compressed model, $m_{\\rm stop} = 600$ GeV, $m_{\\rm LSP} = 400$ GeV"),
      row("Cross entropy", [(74.4, 18.2, 10.7, 0.3), (44.0, 7.7, 6.8, 0.3), (40.5, 6.8, 4.8, 0.3)]),
      row("$\\ell_{s/\\sqrt{s+b}}$", [(323, 326, 7.0, 0.1), (323, 326, 2.56, 0.03), (324, 327, 1.55, 0.02)]),
      row("$\\ell_{\\rm Asimov}$", [(78.4, 19.4, 10.8, 0.3), (25.9, 3.2, 6.8, 0.4), (11.9, 0.5, 6.2, 0.6)]),
    ])

  private static func row(_ label: String, _ cells: [(Double, Double, Double, Double)]) -> ResultTable.Row {
    .values(
      label: label,
      cells: cells.flatMap { s, b, significance, uncertainty in
        [.number(s), .number(b), .number(significance, uncertainty: uncertainty)]
      })
  }

  /// Curves that look like those of a scan.
  static func figure(panels: Int, width: Double) -> FigureFiles {
    let height = width / Double(panels) * 0.72
    var marks = ""
    for panel in 0..<panels {
      let step = width / Double(panels)
      let left = Double(panel) * step + 40
      let points = (0...60).map { index -> String in
        let x = Double(index) / 60
        let y = 0.15 + 0.7 * x * x * x / (0.05 + x * x * x) * (1 - 0.4 * x * Double(panel))
        return "\(left + x * (step - 55)),\(height - 40 - y * (height - 60))"
      }
      marks += """
        <polyline points="\(points.joined(separator: " "))" fill="none" stroke="#0b62a4" stroke-width="1.6"/>
        <rect x="\(left)" y="12" width="\(step - 55)" height="\(height - 52)" fill="none" stroke="#222"/>
        <text x="\(left + step / 2 - 60)" y="\(height - 12)" font-family="TeX Gyre Heros" font-size="11">Cut on the score</text>
        """
    }
    let svg = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)pt" height="\(height)pt" viewBox="0 0 \(width) \(height)">\
      \(marks)</svg>
      """
    return FigureFiles(
      png: [], pdf: [], svg: Array(svg.utf8), width: width, height: height,
      alternativeText: "A curve that rises to 6.2 at a cut of 0.87 and then falls.")
  }
}
