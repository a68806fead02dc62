/// TeX to MathML, by KaTeX in a JavaScript engine of its own.
///
/// Loading takes about a tenth of a second, a formula less than a millisecond. For one thread.
public final class MathRenderer {
  private let engine: ScriptEngine

  /// - Throws: ``MathError`` where KaTeX is not installed or too new for an engine of ECMAScript 5.
  public convenience init() throws(MathError) {
    try self.init(script: try KaTeXScript.load())
  }

  init(script: [UInt8]) throws(MathError) {
    engine = try ScriptEngine()
    do {
      try engine.evaluate(script)
      try engine.evaluate(Array(Self.entry.utf8))
    } catch {
      throw MathError(
        "the installed KaTeX does not run (\(error.message))",
        remedy: "set \(KaTeXScript.variable) to a katex.min.js of version 0.16 for ECMAScript 5")
    }
  }

  /// One formula as a `<math>` element, its TeX in an annotation.
  ///
  /// - Parameters:
  ///   - tex: without dollars.
  ///   - display: whether it stands on a line of its own.
  /// - Throws: ``MathError`` with the place where KaTeX stopped.
  public func mathML(_ tex: String, display: Bool) throws(MathError) -> String {
    MathMarkup.portable(try answer(tex, display: display))
  }

  /// What KaTeX makes of the formula, before it is made portable.
  ///
  /// - Throws: ``MathError`` also for a formula of more than ``longest`` characters: KaTeX takes more than linear time.
  func answer(_ tex: String, display: Bool) throws(MathError) -> String {
    guard tex.utf8.count <= Self.longest else {
      throw MathError("a formula of more than \(Self.longest) characters", remedy: "make several of it")
    }
    let answer = try engine.call("asimovRender", tex, display)
    if answer.hasPrefix("<") { return answer }
    let parts = answer.split(separator: "\n", maxSplits: 1)
    let units = parts.first.flatMap { Int($0) }
    let mistake = TeXMistake(parts.count > 1 ? String(parts[1]) : "")
    throw MathError(
      mistake.message, offset: units.map { Self.characters(in: tex, before: $0) }, remedy: mistake.remedy)
  }

  private static func characters(in tex: String, before units: Int) -> Int {
    let index = tex.utf16.index(tex.startIndex, offsetBy: units, limitedBy: tex.endIndex) ?? tex.endIndex
    return tex.distance(from: tex.startIndex, to: index)
  }

  private static let longest = 5000

  /// `\slashed` is for missing transverse energy, which KaTeX's own macros cannot write.
  static let entry = #"""
    function asimovRender(tex, display) {
      try {
        return katex.renderToString(tex, {
          output: "mathml", displayMode: display, throwOnError: true, strict: "ignore", trust: false, maxSize: 100,
          macros: { "\\slashed": "{\\not{#1}}" }
        });
      } catch (error) {
        return (error && error.position !== undefined ? error.position : "") + "\n" + (error && error.message || error);
      }
    }
    """#
}
