import Foundation

extension FenceCollector {
  private static let includeOptions = ["literal", "lang"]

  /// More files than this are refused: files that include each other twice ask for any number.
  static let mostIncludes = 1000

  /// An `include` directive: another file's blocks in its place, or its text as code.
  ///
  /// As everywhere in a template, the file is named from the template's folder, also within an included file.
  func include(_ fence: MarkdownReader.Fence, _ reader: inout MarkdownReader) -> [Block] {
    let options = FenceOptions(fence)
    report(options.unknown(but: Self.includeOptions))
    if !options.text.trimmingSpaces().isEmpty {
      report("include has no text of its own", at: options.textLocation, remedy: "write it behind the fence")
    }
    let name = fence.argument.trimmingSpaces()
    let file = IncludedFile(name, fromTemplate: template)
    do throws(Mistake) {
      if let start = including.firstIndex(where: { $0.canonical == file.canonical }) {
        let names = (including[start...].map(\.name) + [name]).map { "'\($0)'" }
        throw Mistake("cycle: " + names.joined(separator: " includes "), remedy: "no file may include itself")
      }
      includes += 1
      guard includes <= Self.mostIncludes else {
        throw Mistake("more than \(Self.mostIncludes) included files", remedy: "include fewer")
      }
      let text = try file.read()
      if !sources.contains(file.path) { sources.append(file.path) }
      // MyST: naming a language makes an include literal.
      if options["literal"].map({ $0.value != "false" }) ?? (options["lang"] != nil) {
        return [.code(language: options["lang"]?.value ?? "", text)]
      }
      return try blocks(of: file, text, &reader)
    } catch {
      isComplete = false
      report(error.message, at: fence.argumentLocation, remedy: error.remedy)
      return []
    }
  }

  private func blocks(
    of file: IncludedFile, _ text: String, _ reader: inout MarkdownReader
  ) throws(Mistake) -> [Block] {
    let lines = text.lines
    guard FrontMatter.extent(in: lines) == nil else {
      throw Mistake("the included file '\(file.name)' has front matter", remedy: "move it to the template")
    }
    including.append(file)
    defer { including.removeLast() }
    return reader.blocks(text, at: SourceLocation(file: file.path, line: 1, column: 1))
  }
}

/// A text file that a template names.
struct IncludedFile {
  /// As the author wrote it.
  let name: String
  /// Where it is, in the words in which the template was named.
  let path: String

  /// - Parameter template: The template's path, whose folder the name starts from.
  init(_ name: String, fromTemplate template: String) {
    self.name = name
    let folder = template.lastIndex(of: "/").map { String(template[...$0]) } ?? ""
    path = name.hasPrefix("/") ? name : folder + name
  }

  /// The template itself.
  init(template: String) {
    name = template.split(separator: "/").last.map(String.init) ?? template
    path = template
  }

  /// The same for each of the ways to name one file.
  var canonical: String { URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path }

  /// The text, with `\n` line ends.
  ///
  /// - Throws: ``Mistake`` where there is no such file, or it is not text.
  func read() throws(Mistake) -> String {
    guard !name.isEmpty else { throw Mistake("include names no file", remedy: "write ```{include} part.md") }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw missing }
    guard !isFolder.boolValue else {
      throw Mistake("'\(name)' is a folder", remedy: nearest ?? "name a Markdown file in it")
    }
    // A pipe or a device would keep us waiting.
    let type = try? FileManager.default.attributesOfItem(atPath: canonical)[.type] as? FileAttributeType
    guard type == .typeRegular, let data = FileManager.default.contents(atPath: path) else {
      throw Mistake("cannot read '\(name)'", remedy: "check its permissions")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Mistake("'\(name)' is not UTF-8 text", remedy: "save it as UTF-8")
    }
    return text.replacingLineEnds()
  }

  private var missing: Mistake {
    Mistake("no file '\(name)'", remedy: nearest ?? "files are named from the template's folder")
  }

  private var nearest: String? {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent()
    let beside = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { entry in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: folder.appendingPathComponent(entry).path, isDirectory: &isFolder)
      return exists && !isFolder.boolValue
    }
    guard let near = Suggestion.nearest(to: url.lastPathComponent, among: beside.sorted()) else { return nil }
    let written = name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
    return "did you mean '\(written)\(near)'?"
  }
}
