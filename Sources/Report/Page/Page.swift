import Notebook

/// A report: a template's text with what its directives made, as one HTML file that needs nothing beside it.
public struct Page: Sendable {
  let template: Template
  let results: [String: StepResult]

  /// - Parameters:
  ///   - template: the text. Images are looked for beside its file.
  ///   - results: by directive's name. A directive without one shows a box that says so.
  public init(template: Template, results: [String: StepResult]) {
    self.template = template
    self.results = results
  }

  /// Every mistake that only the page can find, without any result: TeX that KaTeX refuses, references to nothing,
  /// unknown roles, names given twice, works that no bibliography has, images that are not there. Sorted by place.
  ///
  /// - Parameter known: values that are there before anything runs, as the parameters are.
  public static func check(_ template: Template, known: [String: StepResult] = [:]) -> [Diagnostic] {
    var renderer = Renderer(Page(template: template, results: known))
    _ = renderer.document()
    renderer.checkLabels()
    return Diagnostics(renderer.mistakes).all
  }

  /// The whole file. The same page gives the same bytes.
  ///
  /// - Throws: `Diagnostics` with all that ``check(_:)`` finds, and with values that lead nowhere.
  public func html() throws(Diagnostics) -> String {
    var renderer = Renderer(self)
    let document = renderer.document()
    guard renderer.mistakes.isEmpty else { throw Diagnostics(renderer.mistakes) }
    return document.markup
  }
}
