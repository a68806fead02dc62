import Foundation
import Testing

@testable import Plotting

struct NumbersTests {
  private func lines(_ panel: Panel) -> [String] {
    String(decoding: Figure(panel).csv(), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map(String.init)
  }

  @Test("Every mark tells what it plots")
  func rows() {
    let marks: [Mark] = [
      .line(x: [1, 2], y: [0.1, .nan], label: "$Z_A$"),
      .points(x: [3], y: [5], xErrors: [.nan], yErrors: [0.5], label: "Data, \"2026\""),
      .band(x: [1], lower: [2], upper: [4]), .steps(edges: [0, 1, 2], values: [7, 8]),
      .steps(edges: [0, 1], values: [9], orientation: .horizontal), .verticalRule(at: 0.25),
      .bars(lengths: [4], y: [1], xErrors: [1]), .hatchedSteps(edges: [0, 2], lower: [1], upper: [3]),
      .heatMap(xEdges: [0, 1], yEdges: [2, 3], values: [[-0.5]]), .note("text", x: .free, y: .free),
      .annotation("here", x: 1, y: 2),
    ]
    #expect(
      lines(Panel(title: #"$\sigma_b/b = 0.5$"#, x: Axis(), y: Axis(), marks: marks)) == [
        "panel,title,series,kind,x,x_low,x_high,y,y_low,y_high,z",
        "1,σ_b/b = 0.5,Z_A,line,1,,,0.1,,,",
        "1,σ_b/b = 0.5,\"Data, \"\"2026\"\"\",points,3,,,5,4.5,5.5,", "1,σ_b/b = 0.5,,band,1,,,,2,4,",
        "1,σ_b/b = 0.5,,histogram,,0,1,7,,,", "1,σ_b/b = 0.5,,histogram,,1,2,8,,,",
        "1,σ_b/b = 0.5,,histogram,9,,,,0,1,", "1,σ_b/b = 0.5,,rule,0.25,,,,,,",
        "1,σ_b/b = 0.5,,bars,4,3,5,1,,,", "1,σ_b/b = 0.5,,histogram range,,0,2,,1,3,",
        "1,σ_b/b = 0.5,,cell,,0,1,,2,3,-0.5", "1,σ_b/b = 0.5,,annotation,1,,,2,,,",
      ])
  }

  @Test("What lies in a plane tells its places, and a contour its level too")
  func plane() throws {
    let (x, y, values) = ([0.0, 1, 0], [0.0, 0, 1], [1.0, 3, 1])
    let marks: [Mark] = [
      .colouredPlane(x: x + [5], y: y + [5], values: values + [.nan]),
      .contour(try ContourLines(x: x, y: y, values: values, level: 2), label: "Line"),
      .region(try ContourRegion(x: x, y: y, below: values, above: values.map { $0 + 3 }, level: 2)),
      .slopedRule(intercept: -173),
    ]
    #expect(
      lines(Panel(x: Axis(), y: Axis(), marks: marks)).dropFirst().map { String($0.dropFirst(3)) } == [
        ",value,0,,,0,,,1", ",value,1,,,0,,,3", ",value,0,,,1,,,1", "Line,contour,0.5,,,0.5,,,2",
        "Line,contour,0.5,,,0,,,2", ",region,0,,,0,,,", ",region,0.5,,,0,,,", ",region,0.5,,,0.5,,,",
        ",region,0,,,1,,,",
      ])
  }

  @Test("Numbers have seven digits, whatever their size")
  func precision() {
    let values = [1.0 / 3, 2e-300 / 3, -1e20 / 3, -0.0]
    let found = lines(Panel(x: Axis(range: 0...1), y: Axis(range: 0...1), marks: [.line(x: values, y: values)]))
    #expect(
      found.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false)[4] } == [
        "0.3333333", "6.666667e-301", "-3.333333e+19", "0",
      ])
  }

  @Test(
    "Labels without markup",
    arguments: [
      (#"$\ell_{s/\sqrt{s+b}}$"#, "ℓ_(s/√(s+b))"), (#"$t\bar{t}$, 30 fb$^{-1}$"#, "tt\u{304}, 30 fb^\u{2212}1"),
      (#"$\tilde{t}_1$"#, "t\u{303}_1"), ("100 %", "100 %"), (#"\nonsense"#, #"\nonsense"#), ("$m_{T2}^W$", "m_T2^W"),
    ])
  func plain(label: String, expected: String) { #expect(LabelText.plain(label) == expected) }
}
