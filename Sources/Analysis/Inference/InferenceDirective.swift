import Notebook
import Statistics

/// Draws the conclusions of a search from what a cut or bins of the score select on the test events: its discovery significance
/// by several methods, and the CLs limits that it expects.
///
/// Of a single cut stand beside Z_A the exact methods, which hold where few events make asymptotic formulas fail: Z_Bi of the
/// on/off problem (arXiv:physics/0702156), the Poisson p-value averaged over a Gaussian background, and the same by
/// pseudo-experiments. The search lies beside the report as a pyhf workspace and as HEPData tables, and in the page as downloads.
///
/// ```{inference} conclusions
/// scan: best
/// systematic: 0.5
/// ```
struct InferenceDirective: Directive, MakesValues {
  static let kind = "inference"
  static let version = 2
  static let defaults = ["confidence": "0.95", "toys": "1000000", "seed": "1"]

  /// The scan whose cut is used, with one of its systematics.
  var scan: Reference<ScanDirective>?
  /// Relative systematic uncertainty on the background, σ_b/b: one of the scan's.
  var systematic: Systematic?
  /// The bins to use, in place of a scan.
  var binning: Reference<BinningDirective>?
  /// Confidence level of the limits.
  var confidence: Double
  /// Pseudo-experiments to make for a single cut; 0 for none.
  var toys: Int
  /// Decides the pseudo-experiments.
  var seed: UInt64

  enum Values: String, ValueName {
    /// Z_A of the cut, or the significance of all bins together, with the uncertainty that the size of the simulated sample
    /// leaves.
    case significance
    /// Expected CLs upper limit on the signal strength μ, in units of the signal's expected cross-section: the median.
    case limit
    /// The limit where the background fluctuates down by two standard deviations; the lower end of the 95 % band.
    case limitDownTwo = "limit-down-2"
    /// The lower end of the 68 % band.
    case limitDownOne = "limit-down-1"
    /// The upper end of the 68 % band.
    case limitUpOne = "limit-up-1"
    /// The upper end of the 95 % band.
    case limitUpTwo = "limit-up-2"
    /// Expected CLs of the signal as it is, μ = 1: excluded where it lies below 1 − `confidence`.
    case cls
  }

  /// What is told of a single cut besides.
  enum CutValues: String, ValueName {
    /// Exact Poisson significance of s + b events over b, without systematic.
    case poisson
    /// Z_Bi: exact, the background known from a control region of 1/f² events.
    case zbi
    /// Significance of the Poisson p-value averaged over a Gaussian background, after Cousins and Highland.
    case averaged
    /// The same from pseudo-experiments, with its binomial error; a lower bound in words where none came so far.
    case toys
  }

  static let values = [ValueGroup(names: Values.self), ValueGroup(names: CutValues.self)]

  var outline: ValueOutline {
    var record = Values.outline
    if binning == nil { record.merge(CutValues.outline) { first, _ in first } }
    if toys == 0 { record[CutValues.toys.rawValue] = nil }
    return .record(record)
  }

  func check(_ context: inout CheckContext) {
    switch (scan, binning) {
    case (nil, nil):
      context.report("nothing to draw conclusions from", remedy: "name a 'scan' with a 'systematic', or a 'binning'")
    case (.some, .some):
      context.report("a scan and a binning are two searches", at: "binning", remedy: "keep one of them")
    case (let scan?, nil): check(scan, &context)
    case (nil, .some):
      if systematic != nil {
        context.report("the binning has its systematic already", at: "systematic", remedy: "leave it out")
      }
      if context.isGiven("toys") {
        context.report("pseudo-experiments are made of a single cut only", at: "toys", remedy: "leave it out")
      }
    }
    if !(confidence > 0 && confidence < 1) {
      context.report(
        "a confidence level must lie between 0 and 1, not at \(NumberText(confidence).plain)", at: "confidence",
        remedy: "write 0.95 for 95 %")
    }
    if !(0...Self.mostToys).contains(toys) {
      context.report(
        "toys must lie between 0 and \(Self.mostToys), not \(toys)", at: "toys", remedy: "write for example 1000000")
    }
  }

  private static let mostToys = 1_000_000_000

  private func check(_ scan: Reference<ScanDirective>, _ context: inout CheckContext) {
    guard let systematic else {
      return context.report(
        "the scan has a cut for each of its systematics", at: "scan", remedy: "say which with 'systematic'")
    }
    do throws(Mistake) {
      try context.checkValue(
        [systematic.key, "significance"], of: scan.name, path: "\(scan.name)[\(systematic.key)]")
    } catch {
      context.report(
        "scan '\(scan.name)' has no systematic \(systematic.key)", at: "systematic",
        remedy: "add it to the scan's systematics")
    }
  }

  func run(_ context: StepContext) throws -> StepResult {
    let (input, region) = try search(context)
    let search = try region.expectation
    let significance = try search.discoverySignificance()
    let uncertainty = significance.uncertainty(of: region.bins)
    let limit = search.signal > 0 ? try search.expectedLimit(confidence: confidence) : nil
    var values = try Self.values(
      limit, cls: search.expectedCLs(), significance: .number(significance.value, uncertainty: uncertainty))
    if binning == nil { values.merge(try cutValues(region, context)) { first, _ in first } }
    let tables = HEPDataTables(
      region: region, conditions: try Conditions(from: input), significance: significance.value,
      significanceUncertainty: uncertainty, limit: limit)
    let workspace = PyhfWorkspace(region, largestStrength: limit?.twoSigma.upperBound ?? 1)
    // Without background pyhf's likelihood has no logarithm, and HEPData no infinity.
    let isFinite = significance.value.isFinite
    let files =
      isFinite
      ? [
        AccompanyingFile(folder: "pyhf", ending: "json", bytes: try workspace.json),
        AccompanyingFile(folder: "hepdata", ending: "yaml", bytes: try tables.yaml),
      ] : []
    return StepResult(
      values: .record(values), summary: summary(values) + (isFinite ? "" : " No background is left to export."),
      files: files, blobs: [Conditions.blob: input.blobs[Conditions.blob] ?? []])
  }

  private func search(_ context: StepContext) throws -> (StepResult, CountedRegion) {
    if let binning {
      let input = try context.result(of: binning)
      return (input, try CountedRegion(CountedRegion.blob(), from: input))
    }
    guard let scan, let systematic else { throw Mistake("nothing to draw conclusions from") }
    let input = try context.result(of: scan)
    return (input, try CountedRegion(CountedRegion.blob(systematic), from: input))
  }

  private static func values(_ limit: ExpectedLimit?, cls: Double, significance: Value) -> [String: Value] {
    let names: [Values] = [.limitDownTwo, .limitDownOne, .limit, .limitUpOne, .limitUpTwo]
    var values: [Values: Value] = [.significance: significance, .cls: .number(cls)]
    for (index, name) in names.enumerated() { values[name] = .number(limit?.values[index] ?? .infinity) }
    return Dictionary(values.map { ($0.rawValue, $1) }) { first, _ in first }
  }

  private func cutValues(_ region: CountedRegion, _ context: StepContext) throws -> [String: Value] {
    let (s, b, f) = (region.bins[0].signal, region.bins[0].background, region.systematic)
    var values: [CutValues: Value] = [
      .poisson: .number(try PValue.poisson(signal: s, background: b).significance),
      .zbi: .number(try PValue.poissonGamma(signal: s, background: b, systematic: f).significance),
      .averaged: .number(try PValue.poissonGaussian(signal: s, background: b, systematic: f).significance),
    ]
    if toys > 0 {
      context.progress(nil, "\(toys) pseudo-experiments")
      let counted = try ToyPValue(
        signal: s, background: b, systematic: f, prior: .gaussian, experiments: toys, seed: seed)
      values[.toys] = Self.value(of: counted)
    }
    return Dictionary(values.map { ($0.rawValue, $1) }) { first, _ in first }
  }

  /// With ΔZ = Δp/φ(Z); where no experiment came so far, p is below 3/N at 95 % confidence.
  private static func value(of toys: ToyPValue) -> Value {
    guard toys.exceeding > 0 else {
      let bound = (try? NormalTail.z(ofUpperTail: min(1, 3 / Double(toys.experiments)))) ?? 0
      return .text("> \(NumberText(bound).plain)")
    }
    return .number(toys.significance, uncertainty: toys.significanceUncertainty)
  }

  private func summary(_ values: [String: Value]) -> String {
    func text(_ name: Values) -> String { values[name.rawValue]?.plain ?? "" }
    let level = NumberText(100 * confidence).plain
    return
      "$Z$ = \(text(.significance)); expected limit on the signal strength at \(level) %: \(text(.limit)), between "
      + "\(text(.limitDownOne)) and \(text(.limitUpOne)) in 68 % of searches without signal."
  }
}
