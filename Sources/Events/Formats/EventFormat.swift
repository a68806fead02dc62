/// A kind of file that holds events.
public protocol EventFormat: Sendable {
  /// What people call it.
  var name: String { get }
  /// Endings of its files' names, without the dot, in lower case.
  var fileExtensions: [String] { get }

  /// The columns of a file, without reading their values.
  func columns(of file: EventFile) throws(EventFileError) -> EventColumns

  /// The given columns, in the order asked for, and only they are read.
  func read(_ columns: [String], from file: EventFile) throws(EventFileError) -> EventTable
}

/// The formats that Asimov reads.
public enum EventFormats {
  /// In the order in which messages name them.
  public static let all: [any EventFormat] = [HDF5Format(), ROOTFormat(), NumPyFormat(), CSVFormat()]

  /// The format of a file by the ending of its name.
  ///
  /// - Throws: ``EventFileError`` when no format has that ending.
  public static func format(of path: String) throws(EventFileError) -> any EventFormat {
    let file = (path.split(separator: "/").last ?? "").lowercased()
    guard let format = all.first(where: { $0.fileExtensions.contains { file.hasSuffix("." + $0) } }) else {
      let known = all.flatMap(\.fileExtensions).map { "." + $0 }.joined(separator: ", ")
      throw EventFileError(file: path, reason: .unknownFormat(known: known))
    }
    return format
  }
}

/// A file of events, in the format that its name's ending says.
public struct EventFile: Hashable, Sendable {
  public let path: String
  /// Where in the file the columns are: the group of an HDF5 file, `nil` for its root, or the tree or RNTuple of a ROOT file,
  /// `nil` for the only one. CSV files have no groups.
  public let group: String?
  /// What stands for an entry that an event's array does not have; without one such an event is an error.
  public let missing: Float?

  public init(path: String, group: String? = nil, missing: Float? = nil) {
    self.path = path
    self.group = group
    self.missing = missing
  }

  /// The columns of the file, without reading their values.
  public func columns() throws(EventFileError) -> EventColumns {
    try EventFormats.format(of: path).columns(of: self)
  }

  /// The names of the columns with one number an event.
  public func columnNames() throws(EventFileError) -> [String] { try columns().names }

  /// The given columns, in the order asked for; only they are read.
  public func table(columns: [String]) throws(EventFileError) -> EventTable {
    try EventFormats.format(of: path).read(columns, from: self)
  }
}
