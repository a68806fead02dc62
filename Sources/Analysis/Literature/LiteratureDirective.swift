import Notebook

/// Holds numbers from elsewhere, such as a publication's, to quote them, to set them in tables and to draw them beside one's own.
///
/// ```{literature} paper
/// values:
///   cross-entropy:
///     0.5: { signal: 7.7, background: 1.2, significance: 3.5 ± 0.3 }
/// ```
struct LiteratureDirective: Directive {
  static let kind = "literature"
  static let version = 1

  /// The numbers by names of your own, which may lie within each other. An uncertainty stands behind `±` or `+-`, a unit behind
  /// both: `228.2 ± 34.1 fb`. With the example above, `{value}` has `paper.cross-entropy[0.5].significance`.
  var values: OrderedMapping<LiteratureValue>

  var outline: ValueOutline { .record(values.outline) }

  func check(_ context: inout CheckContext) {
    if values.pairs.isEmpty {
      context.report("no values", at: "values", remedy: "write for example { significance: 3.5 ± 0.3 }")
    }
  }

  func run(_ context: StepContext) throws -> StepResult {
    let count = values.count
    return StepResult(
      values: .record(values.record), summary: "\(count) \(count == 1 ? "number" : "numbers") from elsewhere.")
  }
}
