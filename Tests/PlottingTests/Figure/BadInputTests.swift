import Testing

@testable import Plotting

@Suite struct BadInputTests {
  private func problem(_ marks: [Mark], x: Axis = Axis(), y: Axis = Axis()) -> FigureError? {
    do {
      _ = try Figure(Panel(x: x, y: y, marks: marks)).png(scale: 0.2)
      return nil
    } catch {
      return error as? FigureError
    }
  }

  private let mark = FigureError.Place(row: 1, column: 1, mark: 1)

  @Test("Arrays that do not match are an error that names them and the mark")
  func lengths() {
    #expect(
      problem([.line(x: [1, 2], y: [1])]) == FigureError(.lengths("y", 1, expected: 2, of: "x"), at: mark))
    #expect(
      problem([.steps(edges: [1, 2], values: [1, 2])])
        == FigureError(.lengths("edges", 2, expected: 3, of: "values"), at: mark))
    #expect(
      problem([.points(x: [1], y: [1], yErrors: [])])
        == FigureError(.lengths("yErrors", 0, expected: 1, of: "x"), at: mark))
  }

  @Test("Bars that do not match, or have no thickness, are errors")
  func bars() {
    #expect(problem([.bars(lengths: [], y: [])]) == FigureError(.emptyMark, at: mark))
    #expect(
      problem([.bars(lengths: [1, 2], y: [1])])
        == FigureError(.lengths("y", 1, expected: 2, of: "lengths"), at: mark))
    #expect(
      problem([.bars(lengths: [1], y: [1], thickness: 0)])
        == FigureError(.badValue("thickness", 0, expected: "above 0"), at: mark))
    #expect(problem([.bars(lengths: [.nan], y: [1])]) == FigureError(.nothingToDraw, at: mark))
  }

  @Test("Marks without points, or without any that can be drawn, are errors")
  func nothing() {
    #expect(problem([.line(x: [], y: [])]) == FigureError(.emptyMark, at: mark))
    #expect(problem([.line(x: [.nan], y: [1])]) == FigureError(.nothingToDraw, at: mark))
    #expect(
      problem([.line(x: [1, 2], y: [0, -1])], y: Axis(scale: .log)) == FigureError(.nothingToDraw, at: mark))
    #expect(problem([.line(x: [1, 2], y: [0, 1])], y: Axis(scale: .log)) == nil)
  }

  @Test("A range without width, without end or not positive on a logarithmic axis is an error")
  func ranges() {
    for (range, scale) in [
      (1...1, Axis.Scale.linear), (0...Double.infinity, .linear), (1...(1 + 1e-12), .linear), (0...1, .log),
      (-1...1, .log), (1...1, .log), (-1e300...1e300, .linear),
    ] {
      guard
        case .badRange("y", _, _, _)? = problem([], x: Axis(range: 0...1), y: Axis(scale: scale, range: range))?.problem
      else {
        Issue.record("\(range) was accepted on a \(scale) axis")
        continue
      }
    }
    #expect(problem([])?.problem == .noRange(axis: "x"))
  }

  @Test("Bin edges that do not increase are an error that names the first")
  func edges() {
    #expect(problem([.steps(edges: [0, 1, 1], values: [1, 1])])?.problem == .badEdges(index: 2))
    #expect(problem([.steps(edges: [0, .nan, 1], values: [1, 1])])?.problem == .badEdges(index: 1))
  }

  @Test("Figures without panels, of impossible sizes and scales are errors")
  func page() {
    let panel = Panel(x: Axis(range: 0...1), y: Axis(range: 0...1), marks: [])
    #expect(throws: FigureError(.noPanels)) { try Figure(panels: []).pdf() }
    #expect(throws: FigureError(.noPanels)) { try Figure(panels: [[]]).pdf() }
    for size in [0, -5, 1e9, Double.nan, .infinity] {
      #expect(throws: FigureError.self) { try Figure(panel, size: (size, 300)).pdf() }
    }
    for scale in [0, -1, Double.nan, .infinity, 1e6] {
      #expect(throws: FigureError.self) { try Figure(panel).png(scale: scale) }
    }
  }

  @Test("Senseless styles are errors")
  func styles() {
    for stroke in [
      Stroke(.red, width: 0), Stroke(.red, width: .nan), Stroke(.red.opacity(2)), Stroke(.red.opacity(.nan)),
    ] {
      #expect(problem([.line(x: [1, 2], y: [1, 2], stroke: stroke)]) != nil)
    }
    #expect(problem([.points(x: [1], y: [1], marker: Marker(.circle, size: -1))]) != nil)
  }

  @Test("Markup errors name the panel they are in")
  func markup() {
    let good = Panel(x: Axis(range: 0...1), y: Axis(range: 0...1), marks: [])
    let bad = Panel(title: #"\nope"#, x: Axis(range: 0...1), y: Axis(range: 0...1), marks: [])
    let error = FigureError(.unknownCommand(#"\nope"#, label: #"\nope"#), at: .init(row: 1, column: 2))
    #expect(throws: error) { try Figure(panels: [[good, bad]]).svg() }
  }

  private func contours(_ x: [Double], _ y: [Double], _ values: [Double]) -> [Mark] {
    [
      (try? ContourLines(x: x, y: y, values: values, level: 0.5)).map { .contour($0, label: "f") },
      (try? ContourRegion(x: x, y: y, below: values, above: y, level: 0.5)).map { .region($0, label: "g") },
    ].compactMap(\.self)
  }

  @Test("Points that make no plane are errors, each with its reason")
  func plane() {
    #expect(
      problem([.colouredPlane(x: [1, 2], y: [1, 2], values: [1, 2])]) == FigureError(.noPlane(points: 2), at: mark))
    #expect(
      problem([.colouredPlane(x: [1, 2, 3], y: [1, 2, 3], values: [1, 2, 3])])
        == FigureError(.noPlane(points: 3), at: mark))
    #expect(
      problem([.colouredPlane(x: [1, 2, 3], y: [1, 2, 1], values: [1, 2, .nan])])
        == FigureError(.noPlane(points: 2), at: mark))
    #expect(
      problem([.colouredPlane(x: [1, 2, 1], y: [1, 2, 1], values: [1, 2, 3])])
        == FigureError(.samePlace(x: 1, y: 1), at: mark))
    #expect(
      problem([.colouredPlane(x: [1, 2, 1], y: [1, 2, 5], values: [1, 2])])
        == FigureError(.lengths("values", 2, expected: 3, of: "x"), at: mark))
  }

  @Test("Whatever the numbers, a figure is drawn or refused with a typed error")
  func anyNumbers() {
    var generator = SplitMix(state: 7)
    let pool: [Double] = [
      .nan, .infinity, -.infinity, 0, -0.0, 1, -1, 1e308, -1e308, .leastNonzeroMagnitude, 1e-300, 1e290, 1e-290, 0.1,
      1 + 1e-15, 1e15,
    ]
    func values(_ count: Int) -> [Double] { (0..<count).map { _ in pool.randomElement(using: &generator) ?? 0 } }
    for round in 0..<150 {
      let count = 1 + round % 4
      let edges = Set(values(count + 1).filter { !$0.isNaN }).sorted()
      let marks: [Mark] =
        [
          .line(x: values(count), y: values(count), marker: Marker(), label: "a"),
          .points(x: values(count), y: values(count), xErrors: values(count), yErrors: values(count), label: "b"),
          .band(x: values(count), lower: values(count), upper: values(count), label: "c"),
          .steps(edges: edges, values: values(max(0, edges.count - 1)), label: "d"),
          .verticalRule(at: values(1)[0], label: "e"), .note("n", x: .data(values(1)[0]), y: .free),
          .colouredPlane(x: values(count + 2), y: values(count + 2), values: values(count + 2)),
          .slopedRule(slope: values(1)[0], intercept: values(1)[0], text: "m"),
        ] + contours(values(count + 2), values(count + 2), values(count + 2))
      let scale: Axis.Scale = round % 2 == 0 ? .linear : .log
      let chosen = marks.shuffled(using: &generator).prefix(1 + round % 2)
      do {
        _ = try Figure(
          Panel(
            x: Axis(scale: round % 3 == 0 ? .log : .linear, isWhole: round % 5 == 0), y: Axis(scale: scale),
            marks: Array(chosen)),
          size: (130, 120)
        ).png(scale: 0.25)
      } catch {
        #expect(error is FigureError, "\(error)")
      }
    }
  }
}

/// Steele, Lea and Flood's generator: small, and the same on every machine.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
