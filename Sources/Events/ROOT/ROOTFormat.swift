/// ROOT files with a `TTree` or `RNTuple` of numbers, as ROOT and uproot write them.
///
/// Of trees branches of numbers of every type, arrays of fixed and varying length and `std::vector`s of numbers are read, and of
/// RNTuples (format 1, from ROOT 6.34 on) these and collections of collections and records, whose members are named `jets.pt`; all
/// values are converted to `Float`. Bytes may be plain or packed by zlib, LZMA, LZ4 or Zstandard, and files may be larger than
/// 2 GB. ROOT files have no units.
public struct ROOTFormat: EventFormat {
  public let name = "ROOT"
  public let fileExtensions = ["root"]

  public init() {}

  /// The branches of the tree or fields of the RNTuple: those with one number an event by their names, arrays by theirs.
  public func columns(of file: EventFile) throws(EventFileError) -> EventColumns {
    try ROOTEvents(file).eventColumns
  }

  /// - Throws: ``EventFileError`` that names tree and branch, or RNTuple and field, and the byte for a file that is damaged or cut
  ///   short, for a missing tree or branch, for a branch of anything but numbers, and for an event whose array lacks an entry
  ///   asked for.
  public func read(_ columns: [String], from file: EventFile) throws(EventFileError) -> EventTable {
    let events = try ROOTEvents(file)
    let values = try events.read(columns, missing: file.missing)
    return try EventFileError.table(
      zip(columns, values).map { EventTable.Column(name: $0, values: $1) }, from: file.path)
  }
}

/// The tree or RNTuple of a ROOT file that is meant, opened.
private enum ROOTEvents {
  case tree(ROOTTreeReader)
  case tuple(NTupleReader)

  init(_ events: EventFile) throws(EventFileError) {
    let file = try ROOTFile(events.path)
    let directory: ROOTDirectory
    do throws(ROOTFault) {
      directory = try ROOTDirectory(file)
    } catch {
      throw error.error(in: events.path)
    }
    let entry = try directory.entry(events.group, in: events.path)
    if ROOTDirectory.treeClasses.contains(entry.key.className) {
      self = .tree(try ROOTTreeReader(entry, in: file))
    } else {
      self = .tuple(try NTupleReader(entry, in: file))
    }
  }

  var eventColumns: EventColumns {
    switch self {
    case .tree(let reader): reader.eventColumns
    case .tuple(let reader): reader.eventColumns
    }
  }

  func read(_ columns: [String], missing: Float?) throws(EventFileError) -> [[Float]] {
    switch self {
    case .tree(let reader): try reader.read(columns, missing: missing)
    case .tuple(let reader): try reader.read(columns, missing: missing)
    }
  }
}
