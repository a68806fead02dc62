import Events
import Notebook

/// Columns that are made of others, and the events that pass a condition.
extension DatasetDirective {
  var defined: [(key: String, value: Formula)] { define?.pairs ?? [] }

  /// The columns that a file has to hold for `wanted` ones: these, and those that expressions read, but for what is defined.
  func read(for wanted: [String]) -> [String] {
    let names = wanted + (defined.map(\.value) + [select].compactMap(\.self)).flatMap(\.expression.columns)
    var known = Set(defined.map(\.key))
    return names.filter { known.insert($0).inserted }
  }

  /// What passes the selection of the events of a file, with the columns that are defined; each may read those before it.
  func selected(
    _ table: EventTable, keeping columns: [String], _ weight: String?
  ) throws(ExpressionValueError) -> SelectedEvents {
    var whole = table
    for (name, formula) in defined { whole = try whole.defining(name, as: formula.expression) }
    let kept = if let select { try whole.selecting(select.expression) } else { whole }
    return SelectedEvents(
      table: kept.keeping(columns), read: whole.count, weight: whole.sum(of: weight),
      selectedWeight: kept.sum(of: weight))
  }

  /// - Parameter owner: of the columns, as messages name it.
  func checkExpressions(of owner: String, _ columns: EventColumns, _ context: inout CheckContext) {
    var known: [String] = []
    for (name, formula) in defined {
      if columns.find(name) != .missing {
        context.report(
          "\(owner) has a column '\(name)' already", at: "define", name, remedy: "define another name")
      }
      check(formula, of: owner, columns, known, at: ["define", name], &context)
      known.append(name)
    }
    if let select { check(select, of: owner, columns, known, at: ["select"], &context) }
  }

  func checkSelection(_ context: inout CheckContext) {
    if let select, !select.expression.isCondition {
      context.report(
        "the selection is a number, not a condition", at: "select", remedy: "write for example MET > 250 && n_jet >= 5")
    }
  }

  private func check(
    _ formula: Formula, of owner: String, _ columns: EventColumns, _ defined: [String], at keys: [String],
    _ context: inout CheckContext
  ) {
    for (name, place) in zip(formula.expression.columns, formula.expression.places) where !defined.contains(name) {
      switch columns.find(name) {
      case .column: break
      case .missing:
        let remedy = Suggestion.remedy(for: name, among: columns.known + defined)
        context.report(
          Mistake("\(owner) has no column '\(name)'", remedy: remedy, character: place), at: keys)
      case .unsuitable(let why):
        context.report(Mistake("\(owner): '\(name)' \(why)", character: place), at: keys)
      }
    }
  }
}

/// What a selection leaves of a file's events.
struct SelectedEvents {
  var table: EventTable
  /// How many the file holds.
  var read: Int
  /// Σw of all events and of the selected ones.
  var weight: Double
  var selectedWeight: Double

  /// Over the files of a sample.
  struct Sums {
    /// How many events the files hold.
    private(set) var read = 0
    private var weight = 0.0
    private var selectedWeight = 0.0

    mutating func add(_ events: SelectedEvents) {
      read += events.read
      weight += events.weight
      selectedWeight += events.selectedWeight
    }

    /// The share of the weight of all files that is left.
    var share: Double { weight > 0 ? selectedWeight / weight : 1 }
  }
}

extension EventTable {
  /// Σw; the number of events where there is no column of weights.
  fileprivate func sum(of weight: String?) -> Double {
    weight.flatMap { self[$0] }.map { $0.values.reduce(0) { $0 + Double($1) } } ?? Double(count)
  }

  /// These columns alone, in this order.
  fileprivate func keeping(_ names: [String]) -> EventTable {
    let kept = names.compactMap { self[$0] }
    // Of columns that make a table some make one too.
    return kept.count == columns.count ? self : (try? EventTable(columns: kept)) ?? self
  }
}
