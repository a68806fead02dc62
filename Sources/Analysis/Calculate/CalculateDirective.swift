import Notebook

/// Calculates numbers from values of other directives: ratios, differences, means and spreads over a sweep.
///
/// Uncertainties are carried along to first order, those of different names as independent: of two cuts on the same events,
/// which share much of their fluctuations, the difference is known better than it says. A value that a formula names twice
/// counts as one.
///
/// ```{calculate} gain
/// given:
///   precise: { from: best, value: "[0.1].significance" }
///   vague: { from: best, value: "[0.5].significance" }
/// values: { ratio: precise / vague, difference: precise - vague }
/// ```
struct CalculateDirective: Directive {
  static let kind = "calculate"
  static let version = 1

  /// What formulas call the values that they are made of.
  var given: OrderedMapping<Given>
  /// The formulas by the names under which `{value}` has their results: numbers, the names of `given`, `+ - * / ^`, brackets, and
  /// the functions that a dataset's `define` has.
  var values: OrderedMapping<Formula>

  /// A value of another directive, or one number made of the values that the members of a sweep have.
  struct Given: Options {
    /// A directive, or a sweep whose members have the values.
    var from: OneOrMore<AnyReference>
    /// Path of the value in it, or in each: `[0.5].significance`.
    var value: String
    /// What to take: by default the value of one directive, and the mean of several.
    var take: Take?
  }

  enum Take: String, ChoiceOption {
    /// The value of one directive with its uncertainty.
    case value
    /// The uncertainty of one directive's value.
    case uncertainty
    /// The mean of several, with the standard deviation among them as its uncertainty.
    case mean
    /// The standard deviation among several, with the error that it has for normally distributed numbers.
    case spread
    case median
    case minimum
    case maximum
    /// How many there are.
    case count
  }

  var outline: ValueOutline {
    .record(Dictionary(values.pairs.map { ($0.key, .value) }) { first, _ in first })
  }

  func check(_ context: inout CheckContext) {
    for (name, given) in given.pairs { check(given, named: name, &context) }
    if values.pairs.isEmpty { context.report("no values", at: "values", remedy: "write for example { ratio: a / b }") }
    let known = given.pairs.map(\.key)
    for (name, formula) in values.pairs {
      let expression = formula.expression
      if !name.allSatisfy(ValuePath.isNameCharacter) {
        context.report("'\(name)' is no name", at: "values", name, remedy: "write letters, digits, '-' and '_'")
      }
      if expression.isCondition {
        context.report(
          "a condition is no number", at: "values", name, remedy: "write where(…, 1, 0) to count with it")
      }
      guard context.isWritten("given") else { continue }
      for (column, place) in zip(expression.columns, expression.places) where !known.contains(column) {
        context.report(
          Mistake(
            "'\(column)' is not among what is given", remedy: Suggestion.remedy(for: column, among: known),
            character: place), at: "values", name)
      }
    }
  }

  private func check(_ given: Given, named name: String, _ context: inout CheckContext) {
    let isWord = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && name.first?.isLetter == true
    if !isWord || name == "pi" {
      context.report(
        "'\(name)' cannot stand in a formula", at: "given", name,
        remedy: "begin with a letter, and write letters, digits and '_'")
    }
    let several = given.from.all.count
    if let take = given.take, take.isOfOne, several > 1, context.isWritten("given", name, "take") {
      context.report(
        "'\(take.rawValue)' is of one directive, and these are \(several)", at: "given", name, "take",
        remedy: "take their mean, spread, median, minimum, maximum or count")
    }
    if given.take == .spread, several == 1, context.isWritten("given", name, "from") {
      context.report("one directive has no spread", at: "given", name, "take", remedy: "name a sweep under from:")
    }
    do throws(Mistake) {
      let members = try ValuePath.members(given.value)
      for reference in given.from.all {
        try context.checkValue(members, of: reference.name, path: reference.name + ValuePath.joined(given.value))
      }
    } catch {
      context.report(error, at: "given", name, "value")
    }
  }

  func run(_ context: StepContext) throws -> StepResult {
    var inputs: [String: MeasuredNumber] = [:]
    for (name, given) in given.pairs { inputs[name] = try given.number(context) }
    var record: [String: Value] = [:]
    for (name, formula) in values.pairs {
      let propagated = PropagatedFormula(formula.expression, of: formula.expression.columns.compactMap { inputs[$0] })
      record[name] = .number(propagated.value, uncertainty: propagated.uncertainty)
    }
    let words = values.pairs.map { "\(CodeSpan.markdown(of: $0.key)) = \(record[$0.key]?.plain ?? "")" }
    return StepResult(values: .record(record), summary: words.joined(separator: ", ") + ".")
  }
}

extension CalculateDirective.Take {
  fileprivate var isOfOne: Bool { self == .value || self == .uncertainty }
}

extension CalculateDirective.Given {
  fileprivate func number(_ context: StepContext) throws -> MeasuredNumber {
    let path = try ValuePath.members(value)
    let found = try from.all.map { reference in
      let value = try context.result(of: reference).values.member(
        path, of: reference.name + ValuePath.joined(self.value))
      guard let number = MeasuredNumber(value) else {
        throw Mistake("'\(value.plain)' of '\(reference.name)' is no number to calculate with")
      }
      return number
    }
    let numbers = found.map(\.number)
    switch take ?? (found.count == 1 ? .value : .mean) {
    case .value: return found[0]
    case .uncertainty:
      guard let uncertainty = found[0].uncertainty else {
        throw Mistake("'\(from.all[0].name)' tells no uncertainty of '\(value)'")
      }
      return MeasuredNumber(uncertainty)
    case .mean: return MeasuredNumber(.spread(numbers)) ?? found[0]
    case .spread:
      let spread = MeasuredNumber(.spread(numbers))?.uncertainty ?? .nan
      return MeasuredNumber(spread, uncertainty: spread / (2 * Double(numbers.count - 1)).squareRoot())
    case .median:
      let sorted = numbers.sorted()
      return MeasuredNumber((sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2)
    case .minimum: return MeasuredNumber(numbers.min() ?? .nan)
    case .maximum: return MeasuredNumber(numbers.max() ?? .nan)
    case .count: return MeasuredNumber(Double(numbers.count))
    }
  }
}
