/// A file of events, in the format that its name's ending says, and the friends that have more columns of the same events.
public struct EventFile: Hashable, Sendable {
  public let path: String
  /// Where in the file the columns are: the tree or RNTuple of a ROOT file, or the group or table of an HDF5 file; `nil` for the only one,
  /// or for the root of an HDF5 file. NumPy's and CSV files have no groups.
  public let group: String?
  /// What stands for an entry that an event's array does not have; without one such an event is an error.
  public let missing: Float?
  /// What stands before the names of this file's columns where friends have the same: `alias.column`. See ``qualifier``.
  public let alias: String?
  /// Files, or other trees of this one, whose rows are those of the same events in the same order, as ROOT's friend trees. A
  /// column is read from the one that has it; a name that several have needs its ``qualifier``.
  public let friends: [EventFile]

  public init(
    path: String, group: String? = nil, missing: Float? = nil, alias: String? = nil, friends: [EventFile] = []
  ) {
    self.path = path
    self.group = group
    self.missing = missing
    self.alias = alias
    self.friends = friends
  }

  /// The columns of the file and its friends, without reading their values.
  public func columns() throws(EventFileError) -> EventColumns {
    guard friends.isEmpty else { return try FriendColumns(of: self).columns }
    return try EventFormats.format(of: path).columns(of: self)
  }

  /// The names of the columns with one number an event.
  public func columnNames() throws(EventFileError) -> [String] { try columns().names }

  /// The given columns, in the order asked for; only they are read.
  public func table(columns: [String]) throws(EventFileError) -> EventTable {
    guard friends.isEmpty else { return try FriendColumns(of: self).table(columns: columns) }
    return try EventFormats.format(of: path).read(columns, from: self)
  }
}
