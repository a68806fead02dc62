import Foundation
import Testing

/// A template with the files it reads, in a folder of its own.
struct Project {
  let folder: String
  /// `search.md` has a sweep, a picture, a citation and formulas; `small.md` has one network.
  let name: String

  var template: String { folder + "/" + name + ".md" }
  var store: Store { Store(folder: folder + "/.asimov") }

  private static let files = [
    "small.md", "search.md", "sweep.md", "works.bib", "sketch.svg", "signal.csv", "background.csv",
  ]

  /// Copies the templates to `folder`.
  init(_ name: String = "search", in folder: String) throws {
    (self.folder, self.name) = (folder, name)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for file in Self.files {
      let source = try #require(Bundle.module.path(forResource: file, ofType: nil, inDirectory: "Fixtures"))
      try FileManager.default.copyItem(atPath: source, toPath: folder + "/" + file)
    }
  }

  static func temporary(_ name: String = "search", _ body: (Project) throws -> Void) throws {
    try Command.inFolder { try body(Project(name, in: $0 + "/project")) }
  }

  // MARK: Editing

  func edit(_ old: String, _ new: String, in file: String? = nil) throws {
    let path = folder + "/" + (file ?? name + ".md")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.contains(old), "nothing to edit")
    try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
  }

  // MARK: Building

  /// Arguments of a build into `out` in the project's folder.
  func arguments(_ more: [String] = []) -> [String] { ["build", template, "-o", folder + "/out"] + more }

  func build(_ more: String..., in surroundings: Surroundings = Surroundings()) throws -> Command {
    try Command.asimov(arguments(more), in: surroundings)
  }

  /// As ``build(_:in:)``, for builds that have to end well.
  @discardableResult
  func builds(
    _ more: String..., sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> Command {
    let command = try Command.asimov(arguments(more))
    #expect(command.status == 0, "\(command.errors)", sourceLocation: sourceLocation)
    return command
  }

  /// What the last build wrote, by path.
  func report() throws -> [String: Data] { try Self.contents(folder + "/out") }

  /// All files below `folder`, hidden ones as well; none where it is not there.
  static func contents(_ folder: String) throws -> [String: Data] {
    guard FileManager.default.fileExists(atPath: folder) else { return [:] }
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        FileManager.default.contents(atPath: folder + "/" + name).map { (name, $0) }
      })
  }

  /// The steps that `plan` would run, each with its reasons.
  func plan(_ more: String...) throws -> [String: [String]] {
    struct Row: Decodable {
      var name: String
      var because: [String]
    }
    let command = try Command.asimov(["plan", template, "--json"] + more)
    #expect(command.status == 0, "\(command.errors)")
    let rows = try JSONDecoder().decode([Row].self, from: Data(command.output.utf8))
    return Dictionary(uniqueKeysWithValues: rows.filter { !$0.because.isEmpty }.map { ($0.name, $0.because) })
  }
}

extension Command {
  /// Names of the steps that a build says it ran, sorted.
  var ran: [String] {
    errors.split(separator: "\n").compactMap { line in
      // `[3/7] train network  0.1 s`
      let words = line.split(separator: " ")
      return line.hasPrefix("[") && words.count == 5 && words[4] == "s" ? String(words[2]) : nil
    }.sorted()
  }
}
