import ArgumentParser
import Foundation
import Notebook
import Report

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find everything that is wrong with a template, and run nothing.",
    discussion: """
      Each mistake is a line 'file:line:column: error: what is wrong; what to do', as editors read it, with the line of \
      the template below. With --json the mistakes are an array of { file, line, column, severity, message, remedy } on \
      standard output, with 1-based lines and columns counted in characters.
      """)

  @OptionGroup var arguments: TemplateArguments

  @OptionGroup var store: StoreArguments

  @Flag(help: "Print the mistakes as JSON.")
  var json = false

  func run() throws {
    let checked = try arguments.check()
    let math = MathTypesetter(store: store.store(besideTemplate: arguments.template))
    let mistakes = TemplateArguments.mistakes(in: checked, math: math)
    if json {
      print(try Self.json(mistakes))
      if !mistakes.isEmpty { throw ExitStatus.badInput }
      return
    }
    try TemplateArguments.refuse(mistakes)
    let count = checked.template.directives.count
    print("\(arguments.template): \(count) directive\(count == 1 ? "" : "s"), no mistakes")
  }

  private struct Entry: Encodable {
    var file: String
    var line: Int
    var column: Int
    var severity = "error"
    var message: String
    var remedy: String?
  }

  private static func json(_ mistakes: [Diagnostic]) throws -> String {
    let entries = mistakes.map {
      Entry(
        file: $0.location.file, line: $0.location.line, column: $0.location.column, message: $0.message,
        remedy: $0.remedy)
    }
    guard !entries.isEmpty else { return "[]" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(entries), as: UTF8.self)
  }
}
