/// ROOT files with a `TTree` of numbers, as ROOT and uproot write them.
///
/// Branches of numbers of every type, arrays of fixed and varying length and `std::vector`s of numbers are read; all values are
/// converted to `Float`. Baskets may be uncompressed or packed by zlib, LZMA, LZ4 or Zstandard, and files may be larger than
/// 2 GB. ROOT files have no units.
public struct ROOTFormat: EventFormat {
  public let name = "ROOT"
  public let fileExtensions = ["root"]

  public init() {}

  /// The branches of the tree: those with one number an event by their names, arrays by theirs.
  public func columns(of file: EventFile) throws(EventFileError) -> EventColumns {
    try ROOTEvents(file).reader.eventColumns
  }

  /// - Throws: ``EventFileError`` that names tree, branch and byte for a file that is damaged or cut short, for a missing tree
  ///   or branch, for a branch of anything but numbers, and for an event whose array lacks an entry asked for.
  public func read(_ columns: [String], from file: EventFile) throws(EventFileError) -> EventTable {
    let events = try ROOTEvents(file)
    let values = try events.reader.read(columns, missing: file.missing)
    return try EventFileError.table(
      zip(columns, values).map { EventTable.Column(name: $0, values: $1) }, from: file.path)
  }
}

/// The tree of a ROOT file that is meant, opened.
private struct ROOTEvents {
  let reader: ROOTTreeReader

  init(_ events: EventFile) throws(EventFileError) {
    let file = try ROOTFile(events.path)
    let directory: ROOTDirectory
    do throws(ROOTFault) {
      directory = try ROOTDirectory(file)
    } catch {
      throw error.error(in: events.path)
    }
    let entry = try directory.entry(events.group, in: events.path)
    guard ROOTDirectory.treeClasses.contains(entry.key.className) else {
      throw EventFileError(file: events.path, reason: .tuple(entry.path))
    }
    reader = try ROOTTreeReader(entry, in: file)
  }
}
