import Notebook

/// A report: a template's text with what its directives made, as one HTML file that needs nothing beside it.
public struct Page: Sendable {
  let template: Template
  let results: [String: StepResult]
  let reasons: [String: String]
  let math: MathTypesetter
  /// What is told of the page's making; `nil` for nothing.
  public var origin: PageOrigin?

  /// - Parameters:
  ///   - template: the text. Images are looked for beside its file.
  ///   - results: by directive's name. A directive without one shows a box that says so.
  ///   - reasons: why steps have no result, by name, in words that follow it: `failed: no events.`
  ///   - math: what sets the math; pages that share it load KaTeX once and set each formula once.
  public init(
    template: Template, results: [String: StepResult], reasons: [String: String] = [:],
    math: MathTypesetter = MathTypesetter()
  ) {
    self.template = template
    self.results = results
    self.reasons = reasons
    self.math = math
  }

  /// Every mistake that only the page can find, without any result: TeX that KaTeX refuses, references to nothing,
  /// unknown roles, names given twice, works that no bibliography has, images that are not there. Sorted by place. Values
  /// that lead nowhere are the plan's to tell.
  ///
  /// - Parameters:
  ///   - known: values that are there before anything runs, as the parameters are.
  ///   - math: what sets the math, to be shared with the page that is made afterwards.
  public static func check(
    _ template: Template, known: [String: StepResult] = [:], math: MathTypesetter = MathTypesetter()
  ) -> [Diagnostic] {
    var renderer = Renderer(Page(template: template, results: known, math: math))
    renderer.isCheck = true
    _ = renderer.document()
    renderer.checkLabels()
    return Diagnostics(renderer.mistakes).all
  }

  /// The whole file. The same page gives the same bytes.
  ///
  /// - Throws: `Diagnostics` with all that ``check(_:known:math:)`` finds, and with values that lead nowhere.
  public func html() throws(Diagnostics) -> String {
    var renderer = Renderer(self)
    let document = renderer.document()
    guard renderer.mistakes.isEmpty else { throw Diagnostics(renderer.mistakes) }
    return document.markup
  }
}
