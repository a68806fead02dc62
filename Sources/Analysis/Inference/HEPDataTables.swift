import Notebook
import Statistics
import Yams

/// The yields and results of a search as a HEPData submission in one YAML file, a document for each table
/// (hepdata-submission.readthedocs.io; schema 1.1.1).
struct HEPDataTables {
  var region: CountedRegion
  var conditions: Conditions
  var significance: Double
  var significanceUncertainty: Double?
  /// `nil` where there is none.
  var limit: ExpectedLimit?

  var yaml: [UInt8] {
    get throws {
      let documents = [
        table(
          "Expected events",
          "Expected events of signal and background in bins of the network's score. Statistical errors come from the size of the "
            + "simulated samples.", observables: ["N"], independent: [scores],
          dependent: [
            column("Signal", region.bins.map { ($0.signal, [("stat", .symmetric($0.signalVariance.squareRoot()))]) }),
            column(
              "Background",
              region.bins.map {
                (
                  $0.background,
                  [
                    ("stat", .symmetric($0.backgroundVariance.squareRoot())),
                    ("sys", .symmetric(region.systematic * $0.background)),
                  ]
                )
              }),
          ]),
        table(
          "Expected results",
          "Median discovery significance expected, and CLs upper limit on the signal strength expected without signal.",
          observables: ["SIG", "CLS"],
          independent: [
            mapping([
              ("header", mapping([("name", text("Relative systematic uncertainty on the background"))])),
              ("values", .sequence([mapping([("value", number(region.systematic))])])),
            ])
          ], dependent: results),
      ]
      return Array(try Yams.serialize(nodes: documents, width: -1, allowUnicode: true, explicitStart: true).utf8)
    }
  }

  private var scores: Node {
    mapping([
      ("header", mapping([("name", text("Score"))])),
      (
        "values",
        sequence(
          zip(region.low, region.high).map { mapping([("low", number($0)), ("high", number($1))]) })
      ),
    ])
  }

  private var results: [Node] {
    let errors = significanceUncertainty.map { [("stat", Spread.symmetric($0))] } ?? []
    let discovery = column("Expected discovery significance", [(significance, errors)])
    guard let limit else { return [discovery] }
    let bands = [("1 s.d.", limit.oneSigma), ("2 s.d.", limit.twoSigma)].map { label, range in
      (label, Spread.asymmetric(range.lowerBound - limit.median, range.upperBound - limit.median))
    }
    let level = NumberText(100 * limit.confidence).plain
    return [
      discovery, column("Expected upper limit on the signal strength at \(level) % CL", [(limit.median, bands)]),
    ]
  }

  private enum Spread {
    case symmetric(Double)
    /// Below and above, with their signs.
    case asymmetric(Double, Double)

    var isZero: Bool { if case .symmetric(0) = self { true } else { false } }
  }

  private func table(
    _ name: String, _ description: String, observables: [String], independent: [Node], dependent: [Node]
  ) -> Node {
    var keywords = [keyword("observables", observables.map(text))]
    if let energy = conditions.energy { keywords.append(keyword("cmenergies", [number(energy)])) }
    return mapping([
      ("name", text(name)), ("description", text(description)), ("keywords", sequence(keywords)),
      ("independent_variables", sequence(independent)), ("dependent_variables", sequence(dependent)),
    ])
  }

  private func keyword(_ name: String, _ values: [Node]) -> Node {
    mapping([("name", text(name)), ("values", sequence(values))])
  }

  private func column(_ name: String, _ values: [(Double, [(String, Spread)])]) -> Node {
    var qualifiers = [qualifier("LUMINOSITY", conditions.luminosity, "fb$^{-1}$")]
    if let energy = conditions.energy { qualifiers.insert(qualifier("SQRT(S)", energy, "GeV"), at: 0) }
    return mapping([
      ("header", mapping([("name", text(name))])), ("qualifiers", sequence(qualifiers)),
      (
        "values",
        sequence(
          values.map { value, errors in
            let value = ("value", number(value))
            // HEPData refuses errors of 0.
            let errors = errors.filter { !$0.1.isZero }
            return mapping(errors.isEmpty ? [value] : [value, ("errors", sequence(errors.map(error)))])
          })
      ),
    ])
  }

  private func qualifier(_ name: String, _ value: Double, _ units: String) -> Node {
    mapping([("name", text(name)), ("value", number(value)), ("units", text(units))])
  }

  private func error(_ label: String, _ spread: Spread) -> Node {
    let size =
      switch spread {
      case .symmetric(let value): ("symerror", number(value))
      case .asymmetric(let minus, let plus):
        ("asymerror", mapping([("minus", number(minus)), ("plus", number(plus))]))
      }
    return mapping([("label", text(label)), size])
  }

  private func mapping(_ pairs: [(String, Node)]) -> Node {
    .mapping(Node.Mapping(pairs.map { (text($0), $1) }))
  }

  private func sequence(_ nodes: [Node]) -> Node { .sequence(Node.Sequence(nodes)) }

  private func text(_ text: String) -> Node { .scalar(Node.Scalar(text, Tag(.str))) }

  /// All digits, and with the point without which YAML 1.1 takes 1e-05 for a word.
  private func number(_ value: Double) -> Node {
    let digits = "\(value)"
    let exponent = digits.firstIndex(of: "e") ?? digits.endIndex
    let mantissa = digits[..<exponent]
    let written = mantissa.contains(".") ? digits : mantissa + ".0" + digits[exponent...]
    return .scalar(Node.Scalar(written, Tag(.float)))
  }
}
