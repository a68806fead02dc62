import Analysis
import ArgumentParser
import Notebook

struct DirectivesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "directives",
    abstract: "What may stand in a template: every kind of directive, its options and values.",
    discussion:
      "Without a kind, lists them all. With one, prints its options, an example, and the values that it makes.")

  @Argument(help: "A kind of directive, such as 'train'.", completion: .list(Manual.asimov.entries.flatMap(\.kinds)))
  var kind: String?

  @Flag(help: "Print the manual of every kind as Markdown.")
  var markdown = false

  func validate() throws {
    if markdown, kind != nil { throw ValidationError("--markdown prints every kind; leave '\(kind ?? "")' out") }
  }

  func run() throws {
    let manual = Manual.asimov
    if markdown {
      print(ManualMarkdown(manual).text, terminator: "")
      return
    }
    let page = ManualText(width: Terminal.outputColumns, isBold: Terminal.outputIsInteractive)
    guard let kind else {
      print(page.overview(of: manual))
      return
    }
    do throws(Mistake) {
      print(page.text(of: try manual.entry(kind), commonOptions: manual.commonOptions))
    } catch {
      throw Failure(.badInput, "\(error)")
    }
  }
}
