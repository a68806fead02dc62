import Foundation

/// A CSV table of expected counts: a line of names, `signal`, `background` and perhaps `systematic` in any order, and a line of
/// numbers for each search.
struct CountsTable {
  let rows: [ExpectedCounts]

  /// - Throws: ``Failure`` that names the file, the line and the column.
  init(path: String, systematic: Double) throws {
    let text: String
    do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
      throw Failure(.badInput, "'\(path)' cannot be read as text: \(error.localizedDescription)")
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let names = lines.first ?? []
    func column(_ name: String) throws -> Int {
      guard let index = names.firstIndex(of: name) else {
        throw Failure(
          .badInput, "\(path):1: no column '\(name)'; begin with a line such as signal,background,systematic")
      }
      return index
    }
    let columns = (try column("signal"), try column("background"), names.firstIndex(of: "systematic"))
    rows = try lines.enumerated().dropFirst().filter { $0.element != [""] }.map { index, cells in
      func number(_ column: Int) throws -> Double {
        guard cells.indices.contains(column), let value = Double(cells[column]) else {
          let found = cells.indices.contains(column) ? "'\(cells[column])' is no number" : "there is nothing"
          throw Failure(.badInput, "\(path):\(index + 1): column '\(names[column])': \(found)")
        }
        return value
      }
      return ExpectedCounts(
        signal: try number(columns.0), background: try number(columns.1),
        systematic: try columns.2.map { try number($0) } ?? systematic)
    }
  }
}
