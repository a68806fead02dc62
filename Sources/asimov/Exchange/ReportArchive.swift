import Archive
import Foundation
import Notebook
import Report

/// What a report carries with it: the text that it was made from, its results, its trained models, and where they come from.
struct ReportArchive {
  /// By path: `provenance.json`, `numbers.json` as ``ReportNumbers``, `results.json`, `template/…`, and `models/…` as ONNX.
  private(set) var files: [(path: String, bytes: [UInt8])] = []
  let provenance: Provenance
  let numbers: ReportNumbers

  /// - Parameter results: files of the report, by path, of which results and models are taken.
  init(
    _ plan: Plan, _ provenance: Provenance, numbers: ReportNumbers, results: [(path: String, bytes: [UInt8])]
  ) throws {
    (self.provenance, self.numbers) = (provenance, numbers)
    let folders = SourceFolders(plan)
    files = [
      ("provenance.json", try StoredJSON.encode(provenance)), ("numbers.json", try StoredJSON.encode(numbers)),
    ]
    files += results.filter { $0.path == "results.json" || $0.path.hasPrefix("models/") }
    files += plan.sources.map { (Self.templateFolder + folders.place(of: $0.path), $0.bytes) }
  }

  static let templateFolder = "template/"

  var zip: [UInt8] { ZipWriter.zip(files) }
}

extension ReportArchive {
  /// The archive in the page at `path`.
  ///
  /// - Throws: ``Failure`` where there is no such file, or it carries none.
  init(page path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.badInput, "no report '\(path)'")
    }
    func damaged(_ why: String) -> Failure {
      Failure(.badInput, "'\(path)' carries no analysis that can be read: \(why)")
    }
    let mark = Data("<a id=\"\(PageOrigin.archiveID)\" href=\"data:application/zip;base64,".utf8)
    // Behind everything that the template's author wrote.
    guard let start = data.range(of: mark, options: .backwards)?.upperBound else {
      throw Failure(
        .badInput, "'\(path)' carries no analysis; a page that 'asimov build' has written does")
    }
    guard let end = data[start...].firstIndex(of: UInt8(ascii: "\"")),
      let zip = Data(base64Encoded: data[start..<end])
    else { throw damaged("it is cut short") }
    do {
      let archive = try ZipArchive(zip)
      for member in archive.members {
        guard Self.isInside(member.name) else { throw damaged("'\(member.name)' would lie outside of it") }
        files.append((member.name, Array(try archive.contents(of: member))))
      }
    } catch let fault as ZipArchive.Fault {
      throw damaged(fault.why)
    }
    do {
      provenance = try StoredJSON.decode(Provenance.self, from: try Self.bytes("provenance.json", files))
      numbers = try StoredJSON.decode(ReportNumbers.self, from: try Self.bytes("numbers.json", files))
    } catch {
      throw damaged("its list of contents is of another form, maybe of a later version of Asimov")
    }
    guard Self.isInside(provenance.template), files.contains(where: { $0.path == templatePath }) else {
      throw damaged("the template '\(provenance.template)' is not in it")
    }
  }

  /// Path of the template in the archive.
  var templatePath: String { Self.templateFolder + provenance.template }

  private struct Missing: Error {}

  private static func bytes(_ path: String, _ files: [(path: String, bytes: [UInt8])]) throws -> [UInt8] {
    guard let bytes = files.first(where: { $0.path == path })?.bytes else { throw Missing() }
    return bytes
  }

  /// Whether a path leads to a file below a folder, wherever that is.
  private static func isInside(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !parts.contains { $0.isEmpty || $0 == "." || $0 == ".." } && !path.contains("\0")
  }

  /// Writes all files below `directory`.
  func write(to directory: String) throws(WriteError) {
    for (path, bytes) in files { try AtomicFile.update(bytes, at: directory + "/" + path) }
  }
}
