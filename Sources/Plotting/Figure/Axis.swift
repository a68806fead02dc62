/// One axis of a panel.
public struct Axis: Sendable, Hashable {
  public enum Scale: Sendable, Hashable {
    case linear
    /// Base 10. Values that are not positive are left out.
    case log
    /// ln(v/(1−v)), which stretches what is close to 0 and close to 1. Values outside of these are left out.
    case logit
    /// Linear within ±threshold, where values of both signs and 0 have their place, and logarithmic (base 10) beyond.
    case symlog(threshold: Double)
  }

  /// Markup, set at the axis's far end; empty for none.
  public var label: String
  public var scale: Scale
  /// What the axis spans, smallest value first; nil takes it from the marks with a little room around them. Then a y
  /// axis whose values are all positive and come near 0 starts at 0.
  public var range: ClosedRange<Double>?
  /// Whether only whole numbers make sense (epochs, counts of jets): ticks then stand at whole numbers only.
  public var isWhole: Bool
  /// Names instead of numbers, as markup: the first stands at 1, the next at 2, and so on. The axis is linear and has half a
  /// step of room at both ends, unless it has a range of its own.
  public var categories: [String]

  public init(
    _ label: String = "", scale: Scale = .linear, range: ClosedRange<Double>? = nil, isWhole: Bool = false,
    categories: [String] = []
  ) {
    self.label = label
    self.scale = categories.isEmpty ? scale : .linear
    self.range = range ?? (categories.isEmpty ? nil : 0.5...Double(categories.count) + 0.5)
    self.isWhole = isWhole
    self.categories = categories
  }

  /// - Throws: `FigureError.Problem.badRange` if `range` cannot be an axis of this scale.
  func check(name: String) throws {
    if case .symlog(let threshold) = scale, !(threshold >= 1 / Self.largest && threshold <= Self.largest) {
      throw FigureError.Problem.badValue("threshold of the \(name) axis", threshold, expected: "above 0")
    }
    guard let range else { return }
    let (low, high) = (range.lowerBound, range.upperBound)
    func refuse(_ reason: String) -> FigureError.Problem {
      .badRange(axis: name, lower: low, upper: high, reason: reason)
    }
    guard low.isFinite, high.isFinite else { throw refuse("its ends must be finite") }
    guard max(abs(low), abs(high)) <= Self.largest else { throw refuse("its ends must lie within ±1e290") }
    switch scale {
    case .symlog:
      guard high - low > max(abs(low), abs(high)) * Self.narrowest else { throw refuse("it has no width") }
    case .log:
      guard low >= 1 / Self.largest else { throw refuse("a logarithmic axis must start above 0") }
      guard high / low > 1 + Self.narrowest else { throw refuse("it has no width") }
    case .logit:
      guard low > 0, high < 1 else { throw refuse("a logit axis must lie between 0 and 1") }
      guard Logit.of(high) - Logit.of(low) > 1e-6 else { throw refuse("it has no width") }
    case .linear:
      guard high - low > max(abs(low), abs(high)) * Self.narrowest, high - low >= 1 / Self.largest else {
        throw refuse("it has no width")
      }
    }
  }

  /// Beyond it, tick positions could no longer be computed without overflow.
  static let largest = 1e290
  /// The smallest width of a range relative to its ends: below, ticks would differ in the last digits of a `Double`
  /// only.
  static let narrowest = 1e-9
}

extension Axis.Scale {
  /// Whether 0 has a place from which bars can grow.
  var isLinearAtZero: Bool {
    switch self {
    case .linear, .symlog: true
    case .log, .logit: false
    }
  }
}
