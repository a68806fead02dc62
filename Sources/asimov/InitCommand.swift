import ArgumentParser
import Foundation
import Notebook

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a small template with its data, to start from.",
    discussion: """
      Writes a search that builds in seconds: analysis.md, the simulated events in data/, and .gitignore. A file that is \
      there already is never overwritten.
      """)

  @Argument(help: "The folder to write to; made where there is none.", completion: .directory)
  var folder: String

  func run() throws {
    let taken = StarterFiles.all.map(\.path).filter { exists(path($0)) }
    guard taken.isEmpty else {
      throw Failure(
        .badInput,
        "'\(folder)' already holds \(taken.map { "'\($0)'" }.joined(separator: ", ")); name another folder, or move "
          + (taken.count == 1 ? "it" : "them") + " away")
    }
    do throws(WriteError) {
      for file in StarterFiles.all { try AtomicFile.write([Array(file.text.utf8)], to: path(file.path)) }
    } catch {
      throw Failure(.failed, "\(error)")
    }
    print(StarterFiles.all.map { "wrote " + path($0.path) }.joined(separator: "\n"))
    let template = quoted(path("analysis.md"))
    print("\nNext: asimov build \(template) --output \(quoted(path("report")))    writes the report")
    print("      asimov preview \(template)    shows it in a browser while you write")
  }

  private func path(_ name: String) -> String { folder + (folder.hasSuffix("/") ? "" : "/") + name }

  /// Whether anything is there, be it a link that leads nowhere.
  private func exists(_ path: String) -> Bool { (try? FileManager.default.attributesOfItem(atPath: path)) != nil }

  /// As a shell must be given it.
  private func quoted(_ path: String) -> String {
    let isPlain = path.unicodeScalars.allSatisfy {
      "/._-+,".unicodeScalars.contains($0) || $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }
}
