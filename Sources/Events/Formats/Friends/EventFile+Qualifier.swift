/// What stands before the names of a file's columns where friends have the same.
extension EventFile {
  /// The alias; without one the last part of the tree's or group's path, as in ROOT; without that the file's name without its
  /// ending.
  public var qualifier: String {
    if let alias { return alias }
    if let part = group?.split(separator: "/").last?.split(separator: ";").first { return String(part) }
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix { $0 != "." })
  }

  /// The file by itself.
  var withoutFriends: EventFile { EventFile(path: path, group: group, missing: missing, alias: alias) }

  /// The file, and the place in it where one is named.
  var place: String { group.map { "\(path), '\($0)'" } ?? path }
}
