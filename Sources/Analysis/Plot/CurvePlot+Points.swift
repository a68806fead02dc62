import Notebook
import Plotting

extension CurvePlot {
  /// The points of one curve.
  struct Curve {
    var label: String
    var x: [Double]
    var y: [Double]
    var errors: [Double]

    /// From end to end.
    var words: String {
      guard let first = x.first, let last = x.last else { return "" }
      func text(_ place: Int) -> String {
        NumberText(y[place], uncertainty: errors[place] > 0 ? errors[place] : nil).plain
      }
      return
        "\(Label.plain(label)): \(text(0)) at \(NumberText(first).plain), \(text(x.count - 1)) at \(NumberText(last).plain)."
    }
  }

  func curve(of scan: Reference<ScanDirective>, _ context: StepContext) throws -> Curve {
    let result = try context.result(of: scan)
    let label = try ScanCurve.any(from: result)?.label ?? scan.name
    return try curve(label, of: result, named: scan.name, path: ["*", "significance"])
  }

  func curve(of series: Series, _ context: StepContext) throws -> Curve {
    let path = try ValuePath.members(series.value)
    if path.contains("*"), let one = series.from.all.first {
      return try curve(series.label, of: context.result(of: one), named: one.name, path: path)
    }
    let steps = try VariedSteps(series.from.all.map(\.name)).steps
    return try curve(
      series.label,
      points: steps.map { step in
        let result = try context.result(of: AnyReference(step.name))
        return (step.x, try result.values.member(path.map { $0 == "=" ? step.key : $0 }, of: step.name))
      })
  }

  /// The numbers that stand for `*` in a path.
  private func curve(_ label: String, of result: StepResult, named name: String, path: [String]) throws -> Curve {
    let place = path.firstIndex(of: "*") ?? 0
    guard case .record(let members) = try result.values.member(Array(path[..<place]), of: name) else {
      throw Mistake("'\(name)' has no values to vary there")
    }
    let keys = members.keys.compactMap { key in VariedSteps.number(key).map { ($0, key) } }.sorted { $0.0 < $1.0 }
    guard keys.count > 1 else {
      throw Mistake("'\(name)' has \(keys.count) number\(keys.count == 1 ? "" : "s") there, and a curve needs two")
    }
    return try curve(
      label,
      points: keys.map { number, key in
        (number, try result.values.member(path.map { $0 == "*" ? key : $0 }, of: name))
      })
  }

  private func curve(_ label: String, points: [(x: Double, value: Value)]) throws -> Curve {
    var curve = Curve(label: label, x: [], y: [], errors: [])
    for (x, value) in points {
      guard let number = MeasuredNumber(value) else { throw Mistake("'\(value.plain)' is no number to draw") }
      curve.x.append(x)
      curve.y.append(number.number)
      curve.errors.append(number.uncertainty ?? 0)
    }
    return curve
  }
}
