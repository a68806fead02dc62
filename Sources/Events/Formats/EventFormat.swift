/// A kind of file that holds events.
public protocol EventFormat: Sendable {
  /// What people call it.
  var name: String { get }
  /// Endings of its files' names, without the dot, in lower case.
  var fileExtensions: [String] { get }

  /// The columns of a file, without reading their values. The file's friends are none of its business.
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
    if let format = all.first(where: { $0.fileExtensions.contains { file.hasSuffix("." + $0) } }) { return format }
    if let foreign = ForeignFormat(of: file) {
      throw EventFileError(file: path, reason: .unreadable(foreign.remedy(for: path)))
    }
    let known = all.flatMap(\.fileExtensions).map { "." + $0 }.joined(separator: ", ")
    throw EventFileError(file: path, reason: .unknownFormat(known: known))
  }
}
