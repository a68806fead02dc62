import Yams

/// A table of a HEPData submission. Several of them make one YAML file that HEPData takes as it is, a document for each
/// (hepdata-submission.readthedocs.io, "Single YAML file"; schema 1.1.1).
public struct HEPDataTable: Hashable, Sendable {
  /// At most 64 characters count.
  public var name: String
  public var description: String
  /// Such as `N` for numbers of events or `CLS`.
  public var observables: [String]
  /// Centre-of-mass energies in GeV.
  public var energies: [Double]
  /// Columns that say what each row is for.
  public var independent: [Column]
  public var dependent: [Column]

  public init(
    name: String, description: String, observables: [String] = [], energies: [Double] = [], independent: [Column],
    dependent: [Column]
  ) {
    self.name = name
    self.description = description
    self.observables = observables
    self.energies = energies
    self.independent = independent
    self.dependent = dependent
  }

  /// Numbers or words below a header.
  public struct Column: Hashable, Sendable {
    /// Text with `$…$` for math, as are all others.
    public var name: String
    public var units: String?
    public var qualifiers: [Qualifier]
    public var cells: [Cell]

    public init(_ name: String, units: String? = nil, qualifiers: [Qualifier] = [], cells: [Cell]) {
      self.name = name
      self.units = units
      self.qualifiers = qualifiers
      self.cells = cells
    }
  }

  /// Under what condition a column holds.
  public struct Qualifier: Hashable, Sendable {
    public var name: String
    public var value: Double
    public var units: String

    public init(_ name: String, _ value: Double, units: String) {
      self.name = name
      self.value = value
      self.units = units
    }
  }

  public enum Cell: Hashable, Sendable {
    case number(Double, errors: [ErrorBar] = [])
    /// From the first number up to the second.
    case bin(Double, Double)
    case text(String)
  }

  public struct ErrorBar: Hashable, Sendable {
    public var label: String
    /// Below and above, both ≥ 0.
    public var minus: Double
    public var plus: Double

    public init(_ label: String, _ size: Double) { self.init(label, minus: size, plus: size) }

    public init(_ label: String, minus: Double, plus: Double) {
      self.label = label
      self.minus = minus
      self.plus = plus
    }
  }

  /// The file that holds `tables`.
  public static func yaml(_ tables: [HEPDataTable]) throws -> [UInt8] {
    Array(
      try Yams.serialize(nodes: tables.map(\.document), width: -1, allowUnicode: true, explicitStart: true).utf8)
  }
}

extension HEPDataTable {
  private var document: Node {
    var keywords = [Self.keyword("observables", observables.map(Self.text))]
    if !energies.isEmpty { keywords.append(Self.keyword("cmenergies", energies.map(Self.number))) }
    return Self.mapping([
      ("name", Self.text(String(name.prefix(64)))), ("description", Self.text(description)),
      ("keywords", Self.sequence(keywords)), ("independent_variables", Self.sequence(independent.map(Self.column))),
      ("dependent_variables", Self.sequence(dependent.map(Self.column))),
    ])
  }

  private static func column(_ column: Column) -> Node {
    let units = column.units.map { [("units", text($0))] } ?? []
    let header = [("header", mapping([("name", text(column.name))] + units))]
    let qualifiers = column.qualifiers.map {
      mapping([("name", text($0.name)), ("value", number($0.value)), ("units", text($0.units))])
    }
    return mapping(
      header + (qualifiers.isEmpty ? [] : [("qualifiers", sequence(qualifiers))])
        + [("values", sequence(column.cells.map(cell)))])
  }

  private static func cell(_ cell: Cell) -> Node {
    switch cell {
    case .number(let value, let errors):
      // HEPData refuses errors of 0.
      let errors = errors.filter { $0.minus > 0 || $0.plus > 0 }
      let pair = ("value", number(value))
      return mapping(errors.isEmpty ? [pair] : [pair, ("errors", sequence(errors.map(error)))])
    case .bin(let low, let high): return mapping([("low", number(low)), ("high", number(high))])
    case .text(let words): return mapping([("value", text(words))])
    }
  }

  private static func error(_ error: ErrorBar) -> Node {
    let size =
      error.minus == error.plus
      ? ("symerror", number(error.plus))
      : ("asymerror", mapping([("minus", number(-error.minus)), ("plus", number(error.plus))]))
    return mapping([("label", text(error.label)), size])
  }

  private static func keyword(_ name: String, _ values: [Node]) -> Node {
    mapping([("name", text(name)), ("values", sequence(values))])
  }

  private static func mapping(_ pairs: [(String, Node)]) -> Node {
    .mapping(Node.Mapping(pairs.map { (text($0), $1) }))
  }

  private static func sequence(_ nodes: [Node]) -> Node { .sequence(Node.Sequence(nodes)) }

  private static func text(_ text: String) -> Node { .scalar(Node.Scalar(text, Tag(.str))) }

  /// All digits, and with the point without which YAML 1.1 takes 1e-05 for a word. What is not finite is one.
  private static func number(_ value: Double) -> Node {
    guard value.isFinite else { return text("\(value)") }
    let digits = "\(value)"
    let exponent = digits.firstIndex(of: "e") ?? digits.endIndex
    let mantissa = digits[..<exponent]
    let written = mantissa.contains(".") ? digits : mantissa + ".0" + digits[exponent...]
    return .scalar(Node.Scalar(written, Tag(.float)))
  }
}
