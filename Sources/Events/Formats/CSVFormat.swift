import Archive
import Foundation

/// Comma-separated values after RFC 4180: a row of column names, then a row of numbers for each event.
///
/// Lines end in LF or CRLF; fields may be quoted; a byte-order mark is skipped. Numbers are decimal, with a point, whatever the
/// locale; spaces around them are an error, as is a missing value. The file may be packed by gzip.
public struct CSVFormat: EventFormat {
  public let name = "CSV"
  public let fileExtensions = ["csv", "csv.gz"]

  public init() {}

  /// The names in the first row.
  public func columns(of file: EventFile) throws(EventFileError) -> EventColumns {
    try refuse(file.group, of: file.path)
    return EventColumns(names: try columnNames(in: file.path))
  }

  private func columnNames(in path: String) throws(EventFileError) -> [String] {
    let (start, isWhole) = try beginning(of: path, length: 1 << 16)
    if !isWhole, !start.contains(UInt8(ascii: "\n")) {
      return try names(of: contents(of: path), in: path)
    }
    do {
      return try names(of: start, in: path)
    } catch {
      // A quoted name may run on beyond what was read.
      if isWhole { throw error }
      return try names(of: contents(of: path), in: path)
    }
  }

  /// - Throws: ``EventFileError`` that names line and column for a row with too few or too many fields, for a value that is
  ///   missing, no number, or beyond the range of `Float`, and for broken quoting.
  public func read(_ columns: [String], from file: EventFile) throws(EventFileError) -> EventTable {
    let path = file.path
    try refuse(file.group, of: path)
    let values = try contents(of: path).withUnsafeBufferPointer { bytes throws(EventFileError) in
      var rows = try CSVRows(bytes, of: path)
      return try rows.columns(columns)
    }
    return try EventFileError.table(
      zip(columns, values).map { EventTable.Column(name: $0, values: $1) }, from: path)
  }

  private func names(of bytes: [UInt8], in path: String) throws(EventFileError) -> [String] {
    try bytes.withUnsafeBufferPointer { buffer throws(EventFileError) in try CSVRows(buffer, of: path).names }
  }

  private func refuse(_ group: String?, of path: String) throws(EventFileError) {
    if let group { throw EventFileError(file: path, reason: .missingGroup(group, nearest: nil)) }
  }

  private func contents(of path: String) throws(EventFileError) -> [UInt8] {
    let bytes: [UInt8]
    do {
      bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw EventFileError(file: path, reason: .unreadable(error.localizedDescription))
    }
    guard Self.isPacked(path) else { return bytes }
    guard let unpacked = Deflate.gunzip(bytes) else {
      throw EventFileError(file: path, reason: .unreadable("no gzip file, or damaged or cut short"))
    }
    return unpacked
  }

  private static func isPacked(_ path: String) -> Bool { path.lowercased().hasSuffix(".gz") }

  private func beginning(of path: String, length: Int) throws(EventFileError) -> (bytes: [UInt8], isWhole: Bool) {
    if Self.isPacked(path) { return (try contents(of: path), true) }
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? file.close() }
      let bytes = try [UInt8](file.read(upToCount: length) ?? Data())
      return (bytes, bytes.count < length)
    } catch {
      throw EventFileError(file: path, reason: .unreadable(error.localizedDescription))
    }
  }
}
