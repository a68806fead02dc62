import Storage

/// What the page shows of a step, as the store keeps it: JSON for values and tables, and the figure's files as they are.
struct ResultEntry {
  var result: StepResult

  init(_ result: StepResult) { self.result = result }

  /// - Throws: where `bytes` are not of this form.
  init(_ bytes: StoredBytes) throws {
    let parts = try BlobArchive.decode(bytes).mapValues(\.array)
    guard let json = parts["result.json"] else { throw BlobArchive.Malformed() }
    let stored = try StoredJSON.decode(Stored.self, from: json)
    result = StepResult(values: stored.values, summary: stored.summary, table: stored.table, explorer: stored.explorer)
    result.files = try (stored.files ?? []).enumerated().map { index, file in
      guard let bytes = parts[Self.file(index)] else { throw BlobArchive.Malformed() }
      return AccompanyingFile(folder: file.folder, ending: file.ending, bytes: bytes)
    }
    if let figure = stored.figure {
      guard let png = parts["png"], let pdf = parts["pdf"], let svg = parts["svg"] else {
        throw BlobArchive.Malformed()
      }
      result.figure = FigureFiles(
        png: png, pdf: pdf, svg: svg, csv: parts["csv"] ?? [], width: figure.width, height: figure.height,
        alternativeText: figure.alternativeText)
    }
  }

  func encoded() throws -> [StoredBytes] {
    let figure = result.figure
    let stored = Stored(
      values: result.values, summary: result.summary, table: result.table,
      files: result.files.isEmpty ? nil : result.files.map { Stored.File(folder: $0.folder, ending: $0.ending) },
      figure: figure.map { Stored.Figure(width: $0.width, height: $0.height, alternativeText: $0.alternativeText) },
      explorer: result.explorer)
    var parts = ["result.json": try StoredJSON.encode(stored)]
    for (index, file) in result.files.enumerated() { parts[Self.file(index)] = file.bytes }
    if let figure {
      parts.merge(["png": figure.png, "pdf": figure.pdf, "svg": figure.svg, "csv": figure.csv]) { $1 }
    }
    return BlobArchive.encode(parts.mapValues { StoredBytes($0) })
  }

  private static func file(_ index: Int) -> String { "file.\(index)" }

  private struct Stored: Codable {
    struct File: Codable {
      var folder: String
      var ending: String
    }
    struct Figure: Codable {
      var width: Double
      var height: Double
      var alternativeText: String
    }

    var values: Value
    var summary: String
    var table: ResultTable?
    var files: [File]?
    var figure: Figure?
    var explorer: Explorer?
  }
}
