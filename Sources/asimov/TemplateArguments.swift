import Analysis
import ArgumentParser
import Foundation
import Notebook
import Report

/// The template and its parameters, as `build` and `check` take them.
struct TemplateArguments: ParsableArguments {
  @Argument(help: "The template, a Markdown file.", completion: .file(extensions: ["md"]))
  var template: String

  @Option(
    name: [.customShort("P"), .customLong("param")],
    help: ArgumentHelp(
      "Set a parameter of the template. May be given several times.",
      discussion: "A bare number keeps the unit that the template gives: -P luminosity=300.", valueName: "name=value"))
  var parameters: [String] = []

  /// Reads the template and finds all that is wrong with it.
  ///
  /// - Throws: ``Failure`` where it cannot be read or an argument has no `=`.
  func check() throws -> CheckedTemplate {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: template, isDirectory: &isDirectory) else {
      throw Failure(.badInput, "no template '\(template)'")
    }
    guard !isDirectory.boolValue else {
      throw Failure(.badInput, "'\(template)' is a folder; name a Markdown file in it")
    }
    guard let data = FileManager.default.contents(atPath: template) else {
      throw Failure(.badInput, "cannot read '\(template)'; check its permissions")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Failure(.badInput, "'\(template)' is not UTF-8 text; save it as UTF-8")
    }
    return Planner(kinds: Kinds.all).check(text, file: template, overriding: try overrides())
  }

  /// The plan of a template that is in order.
  ///
  /// - Throws: ``Failure`` as ``check()`` does, ``ExitStatus/badInput`` where anything is wrong, which is then told.
  func plan(_ math: MathTypesetter = MathTypesetter()) throws -> Plan {
    let checked = try check()
    try Self.refuse(Self.mistakes(in: checked, math: math))
    do {
      return try Planner(kinds: Kinds.all).plan(checked)
    } catch let diagnostics as Diagnostics {
      try Self.refuse(diagnostics.all)
      throw ExitStatus.badInput
    }
  }

  private func overrides() throws -> [(name: String, value: String)] {
    try parameters.map { text in
      guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
        throw Failure(.badInput, "-P takes name=value, not '\(text)'")
      }
      return (String(text[..<sign]), String(text[text.index(after: sign)...]))
    }
  }

  /// Everything that is wrong with the template, the page's own mistakes included, in the order of the text.
  static func mistakes(in checked: CheckedTemplate, math: MathTypesetter = MathTypesetter()) -> [Diagnostic] {
    let known = checked.knowsParameters ? ["params": StepResult(values: checked.parameters)] : [:]
    return Diagnostics(checked.diagnostics + Page.check(checked.template, known: known, math: math)).all
  }

  /// Says what is wrong, if anything is.
  ///
  /// - Throws: ``ExitStatus/badInput`` if anything is.
  static func refuse(_ mistakes: [Diagnostic]) throws {
    guard !mistakes.isEmpty else { return }
    var excerpts = Excerpts()
    for mistake in mistakes { Terminal.standardError(excerpts.text(mistake)) }
    Terminal.standardError("\(mistakes.count) error\(mistakes.count == 1 ? "" : "s"); nothing was run")
    throw ExitStatus.badInput
  }
}
