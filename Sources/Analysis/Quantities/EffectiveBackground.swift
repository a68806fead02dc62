import Notebook

extension CheckContext {
  /// Looks at the option `minimum-effective-background` that several directives have: below it a cut is no candidate.
  mutating func check(
    minimumEffectiveBackground minimum: Double, at keys: [String] = ["minimum-effective-background"]
  ) {
    if !(minimum >= 0) {
      let remedy = "write for example 10, or 0 for no guard"
      report(Mistake("the minimum must not be negative", remedy: remedy), at: keys)
    }
  }
}
