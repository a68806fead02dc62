import Foundation

/// The works that a template may cite, from the BibTeX files that its front matter names.
///
/// They are part of how the page looks: no step depends on them.
public struct Bibliography: Sendable {
  private var entries: [String: BibliographyEntry] = [:]
  /// The files' paths in the order of the front matter; empty where it names none.
  public private(set) var files: [String] = []
  /// Whether every file could be read. Where one could not, that has been told, and a key may stand in it.
  public internal(set) var isComplete = true

  public init() {}

  /// - Parameters:
  ///   - entries: Their keys differ.
  ///   - files: Where they are from.
  public init(_ entries: [BibliographyEntry], files: [String]) {
    self.entries = Dictionary(entries.map { ($0.key, $0) }) { first, _ in first }
    self.files = files
  }

  public subscript(key: String) -> BibliographyEntry? { entries[key] }

  /// Sorted.
  public var keys: [String] { entries.keys.sorted() }

  /// Reads the files.
  ///
  /// - Parameter names: As the front matter has them.
  init(_ names: [FrontMatter.FileName], diagnostics: inout [Diagnostic]) {
    for name in names {
      let folder = (name.location.file as NSString).deletingLastPathComponent
      let path = name.text.hasPrefix("/") || folder.isEmpty ? name.text : folder + "/" + name.text
      files.append(path)
      do throws(Mistake) {
        let reader = BibTeXReader(try Self.read(path, named: name.text), file: path)
        diagnostics += reader.diagnostics
        add(reader.entries, &diagnostics)
      } catch {
        isComplete = false
        diagnostics.append(Diagnostic(error.message, at: name.location, remedy: error.remedy))
      }
    }
    let written = self
    for (key, entry) in written.entries { entries[key] = written.inheriting(entry, &diagnostics) }
  }

  private mutating func add(_ new: [BibliographyEntry], _ diagnostics: inout [Diagnostic]) {
    for entry in new {
      if let first = entries[entry.key] {
        diagnostics.append(
          Diagnostic(
            "key '\(entry.key)' stands twice", at: entry.location,
            remedy: "\(first.location.file):\(first.location.line) has it; choose another"))
      } else {
        entries[entry.key] = entry
      }
    }
  }

  /// With what the entry named by `crossref` says where this one says nothing; its title is the title of the book.
  private func inheriting(_ entry: BibliographyEntry, _ diagnostics: inout [Diagnostic]) -> BibliographyEntry {
    guard let reference = entry.field("crossref") else { return entry }
    let key = String(reference.text.filter { !$0.isWhitespace })
    guard let parent = entries[key] else {
      let remedy = Suggestion.remedy(for: key, among: keys)
      diagnostics.append(
        Diagnostic("no entry has the key '\(key)'", at: reference.location, remedy: isComplete ? remedy : nil))
      return entry
    }
    var result = entry
    result.fields.merge(parent.fields) { own, _ in own }
    if entry.fields["title"] == nil { result.fields["title"] = nil }
    if entry.fields["booktitle"] == nil, let title = parent.field("booktitle", "title") {
      result.fields["booktitle"] = title
    }
    return result
  }

  // MARK: Files

  /// Beyond this a file is not what somebody's references stand in.
  private static let largest = 64_000_000

  private static func read(_ path: String, named name: String) throws(Mistake) -> String {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Mistake(
        "no file '\(name)'", remedy: nearest(path, named: name) ?? "files are named from the template's folder")
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: (path as NSString).resolvingSymlinksInPath)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else {
      throw Mistake("'\(name)' is not a file", remedy: "name a BibTeX file")
    }
    guard let size = attributes?[.size] as? Int, size <= largest else {
      throw Mistake("'\(name)' is too large for a bibliography", remedy: "name a BibTeX file")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Mistake("cannot read '\(name)'", remedy: "check its permissions")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Mistake("'\(name)' is not UTF-8 text", remedy: "save it as UTF-8")
    }
    return text
  }

  private static func nearest(_ path: String, named name: String) -> String? {
    let url = URL(fileURLWithPath: path)
    let beside = (try? FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)) ?? []
    let wanted = url.lastPathComponent
    let near =
      beside.contains(wanted + ".bib")
      ? wanted + ".bib" : Suggestion.nearest(to: wanted, among: beside.filter { $0.hasSuffix(".bib") }.sorted())
    let folder = (name as NSString).deletingLastPathComponent
    return near.map { "did you mean '\(folder.isEmpty ? $0 : folder + "/" + $0)'?" }
  }
}
