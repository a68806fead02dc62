import Notebook

extension CheckContext {
  /// Looks at the option `minimum-effective-background` that several directives have: below it a cut is no candidate.
  mutating func check(minimumEffectiveBackground minimum: Double) {
    if !(minimum >= 0) {
      report(
        "the minimum must not be negative", at: "minimum-effective-background",
        remedy: "write for example 10, or 0 for no guard")
    }
  }
}
