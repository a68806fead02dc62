/// A kind of file that holds events.
public protocol EventFormat: Sendable {
  /// What people call it.
  var name: String { get }
  /// Endings of its files' names, without the dot, in lower case.
  var fileExtensions: [String] { get }

  /// The columns of a file, without reading their values.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - group: where in the file the columns are; `nil` for its root.
  func columnNames(in path: String, group: String?) throws(EventFileError) -> [String]

  /// The given columns, in the order asked for, and only they are read.
  func read(_ columns: [String], from path: String, group: String?) throws(EventFileError) -> EventTable
}

/// The formats that Asimov reads.
public enum EventFormats {
  /// In the order in which messages name them.
  public static let all: [any EventFormat] = [HDF5Format(), CSVFormat()]

  /// The format of a file by the ending of its name.
  ///
  /// - Throws: ``EventFileError`` when no format has that ending.
  public static func format(of path: String) throws(EventFileError) -> any EventFormat {
    let file = path.split(separator: "/").last ?? ""
    let ending = file.contains(".") ? file.split(separator: ".").last?.lowercased() ?? "" : ""
    guard let format = all.first(where: { $0.fileExtensions.contains(ending) }) else {
      let known = all.flatMap(\.fileExtensions).map { "." + $0 }.joined(separator: ", ")
      throw EventFileError(file: path, reason: .unknownFormat(known: known))
    }
    return format
  }
}

/// A file of events, in the format that its name's ending says.
public struct EventFile: Hashable, Sendable {
  public let path: String
  /// Where in the file the columns are; `nil` for its root. Only HDF5 files have groups.
  public let group: String?

  public init(path: String, group: String? = nil) {
    self.path = path
    self.group = group
  }

  /// The columns of the file, without reading their values.
  public func columnNames() throws(EventFileError) -> [String] {
    try EventFormats.format(of: path).columnNames(in: path, group: group)
  }

  /// The given columns, in the order asked for; only they are read.
  public func table(columns: [String]) throws(EventFileError) -> EventTable {
    try EventFormats.format(of: path).read(columns, from: path, group: group)
  }
}
