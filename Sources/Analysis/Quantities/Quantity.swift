import Notebook

/// What a quantity measures, and the units that it may be written in.
protocol Dimension: Sendable {
  /// With its article: `a luminosity`.
  static var name: String { get }
  static var example: String { get }
  /// Units and their size in the base unit.
  static var units: [String: Double] { get }
}

/// A number with a unit, written `30 fb^-1`.
struct Quantity<Of: Dimension>: ScalarOption, Hashable {
  /// In the base unit of the dimension.
  var value: Double

  init(value: Double) { self.value = value }

  init(scalar: String) throws(Mistake) {
    let trimmed = scalar.drop { $0 == " " }
    let digits = trimmed.prefix { "+-.0123456789eE".contains($0) }
    guard let number = Double(digits), number.isFinite else {
      throw Mistake("expected \(Of.name), not '\(scalar)'", remedy: "write a number and a unit: \(Of.example)")
    }
    let written = String(trimmed.dropFirst(digits.count).filter { $0 != " " })
    let unit = Self.normalise(written)
    guard let size = Of.units[unit] else { throw Self.wrongUnit(written, unit, number: String(digits), in: scalar) }
    guard number > 0 else {
      throw Mistake("\(Of.name) must be positive, not '\(scalar)'", remedy: "write for example \(Of.example)")
    }
    value = number * size
  }

  /// `fb⁻¹` and `/fb` as `fb^-1`, `µb` as `ub`.
  private static func normalise(_ unit: String) -> String {
    let plain = unit.replacing("⁻¹", with: "^-1").replacing("µ", with: "u").replacing("μ", with: "u")
    return plain.hasPrefix("/") ? plain.dropFirst() + "^-1" : plain
  }

  private static func wrongUnit(_ written: String, _ unit: String, number: String, in scalar: String) -> Mistake {
    guard !unit.isEmpty else {
      return Mistake(
        "expected \(Of.name), not '\(scalar)' without a unit", remedy: "write for example \(Of.example)")
    }
    let inverse = unit.hasSuffix("^-1") ? String(unit.dropLast(3)) : unit + "^-1"
    let meant = Of.units[inverse] != nil ? inverse : Suggestion.nearest(to: unit, among: Of.units.keys.sorted())
    return Mistake(
      "unit '\(written)' does not measure \(Of.name)",
      remedy: meant.map { "did you mean '\(number) \($0)'?" } ?? "write for example \(Of.example)")
  }

  var canonical: String { "\(value)" }
  static var standIn: Quantity { Quantity(value: 1) }
  static var form: OptionForm {
    .words("\(Of.name), such as `\(Of.example)`", plural: "quantities such as `\(Of.example)`")
  }
}

/// Cross-sections, in fb.
enum CrossSectionDimension: Dimension {
  static let name = "a cross-section"
  static let example = "228.2 fb"
  static let units = ["mb": 1e12, "ub": 1e9, "nb": 1e6, "pb": 1e3, "fb": 1, "ab": 1e-3]
}

/// Integrated luminosities, in fb⁻¹.
enum LuminosityDimension: Dimension {
  static let name = "a luminosity"
  static let example = "30 fb^-1"
  static let units = ["nb^-1": 1e-6, "pb^-1": 1e-3, "fb^-1": 1, "ab^-1": 1e3]
}

/// Energies, in GeV.
enum EnergyDimension: Dimension {
  static let name = "an energy"
  static let example = "14 TeV"
  static let units = ["MeV": 1e-3, "GeV": 1, "TeV": 1e3]
}

typealias CrossSection = Quantity<CrossSectionDimension>
typealias Luminosity = Quantity<LuminosityDimension>
typealias Energy = Quantity<EnergyDimension>
