import ArgumentParser
import Notebook

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find everything that is wrong with a template, and run nothing.",
    discussion: "Each mistake is a line 'file:line:column: error: what is wrong; what to do', as editors read it.")

  @OptionGroup var arguments: TemplateArguments

  func run() throws {
    let checked = try arguments.check()
    try TemplateArguments.refuse(TemplateArguments.mistakes(in: checked))
    let count = checked.template.directives.count
    print("\(arguments.template): \(count) directive\(count == 1 ? "" : "s"), no mistakes")
  }
}
