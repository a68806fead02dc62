import Notebook
import Plotting

/// Members of a sweep, or other directives, at the places in a plane that their names say: by two numbers in one pair of brackets,
/// `limit[600_400]`, or by one number in each of two, `limit[600][400]`.
struct PlaneSteps {
  let steps: [(x: Double, y: Double, name: String)]

  /// - Throws: ``Mistake`` where a name tells no place.
  init(_ names: [String]) throws(Mistake) {
    var steps: [(x: Double, y: Double, name: String)] = []
    for name in names {
      let place = try Self.place(of: name)
      steps.append((place.x, place.y, name))
    }
    self.steps = steps
  }

  /// - Throws: ``Mistake`` where the places span no plane.
  func checkPlane() throws(Mistake) {
    do throws(FigureError.Problem) {
      _ = try Triangulation(x: x, y: y)
    } catch {
      throw Mistake(
        "'\(steps.first?.name ?? "")' and others make no plane: \(error)", remedy: "name a sweep over both coordinates")
    }
  }

  /// By the last brackets with two numbers, or the last two with one each.
  /// - Throws: ``Mistake`` where there are none.
  static func place(of name: String) throws(Mistake) -> (x: Double, y: Double) {
    let keys = AnyReference(name).keys
    for key in keys.reversed() {
      let numbers = key.split(whereSeparator: { $0 == "_" || $0 == "," }).map { VariedSteps.number(String($0)) }
      if numbers.count == 2, let x = numbers[0], let y = numbers[1] { return (x, y) }
    }
    let numbers = keys.compactMap { VariedSteps.number($0) }
    guard numbers.count >= 2 else {
      throw Mistake(
        "'\(name)' does not say where it lies",
        remedy:
          "name a sweep whose members have both coordinates in brackets, such as 'limit[600_400]' or 'limit[600][400]'")
    }
    return (numbers[numbers.count - 2], numbers[numbers.count - 1])
  }

  var x: [Double] { steps.map(\.x) }
  var y: [Double] { steps.map(\.y) }

  /// The numbers under a path in each, NaN for what is none.
  func numbers(_ path: String, _ context: StepContext) throws -> [Double] {
    let members = try ValuePath.members(path)
    return try steps.map { step in
      let value = try context.result(of: AnyReference(step.name)).values.member(members, of: step.name)
      return MeasuredNumber(value)?.number ?? .nan
    }
  }
}
