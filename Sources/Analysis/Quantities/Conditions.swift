import Notebook

/// Under what conditions a sample's events are expected; handed from the dataset to the figures that show them.
struct Conditions: Codable, Hashable, Sendable {
  /// In fb⁻¹.
  var luminosity: Double
  /// Centre-of-mass energy in GeV, where the template gives it.
  var energy: Double?

  /// `30 fb^{-1} (14 TeV)`, as figures say it.
  var label: String {
    let luminosity = "\(NumberText(luminosity).plain)\\,fb^{-1}"
    guard let energy else { return luminosity }
    return luminosity + " (" + NumberText(energy >= 1000 ? energy / 1000 : energy).plain
      + (energy >= 1000 ? "\\,TeV)" : "\\,GeV)")
  }

  static let blob = "conditions"

  init(luminosity: Double, energy: Double?) {
    self.luminosity = luminosity
    self.energy = energy
  }

  /// - Throws: where `result` carries none, or damaged ones.
  init(from result: StepResult) throws {
    self = try StoredJSON.decode(Conditions.self, from: result.blobs[Self.blob] ?? [])
  }

  /// Those of all results that carry any; `nil` where they differ.
  init?(commonTo results: [StepResult]) {
    let found = Set(results.compactMap { try? Conditions(from: $0) })
    guard found.count == 1, let only = found.first else { return nil }
    self = only
  }
}
