/// The columns of a file and of its friends, and which of them has each.
struct FriendColumns {
  /// Where a column is.
  private struct Owner: Hashable {
    /// Among ``files``.
    var file: Int
    /// As the file has it.
    var name: String
  }

  private let main: EventFile
  /// The main file by itself, then its friends.
  private let files: [EventFile]
  /// By every name that can be said: each column's own, and that with the qualifier before it.
  private let owners: [String: [Owner]]
  /// The names that each file has, and those with qualifiers.
  let columns: EventColumns

  /// - Throws: ``EventFileError`` of the first file that cannot be opened.
  init(of main: EventFile) throws(EventFileError) {
    self.main = main
    files = [main.withoutFriends] + main.friends
    var found: [EventColumns] = []
    for (index, file) in files.enumerated() {
      do throws(EventFileError) {
        found.append(try file.columns())
      } catch {
        throw index == 0 ? error : EventFileError(file: main.path, reason: .friend(error))
      }
    }
    var owners: [String: [Owner]] = [:]
    for (index, columns) in found.enumerated() {
      for name in columns.all {
        owners[name, default: []].append(Owner(file: index, name: name))
        owners[files[index].qualifier + "." + name, default: []].append(Owner(file: index, name: name))
      }
    }
    self.owners = owners
    columns = Self.union(of: found, files: files, owners)
  }

  /// A name that one file has stands for its column; one that several have for none, and is listed with its qualifiers.
  private static func union(
    of found: [EventColumns], files: [EventFile], _ owners: [String: [Owner]]
  ) -> EventColumns {
    var (names, unlisted) = ([String](), [String]())
    var arrays: [String: [Int?]] = [:]
    var (others, unsuitable) = ([String: String](), [String: String]())
    for (index, columns) in found.enumerated() {
      let scalars = Set(columns.names)
      for name in columns.all {
        let qualified = files[index].qualifier + "." + name
        for said in [name, qualified] where owners[said]?.count == 1 {
          if scalars.contains(name), said == name || owners[name]?.count != 1 {
            names.append(said)
          } else if scalars.contains(name) || columns.unlisted.contains(name) {
            unlisted.append(said)
          } else if let dimensions = columns.arrays[name] {
            arrays[said] = dimensions
          } else if let type = columns.others[name] {
            others[said] = type
          } else {
            unsuitable[said] = columns.unsuitable[name]
          }
        }
      }
    }
    for (said, owners) in owners where owners.count > 1 { unsuitable[said] = ambiguity(owners, files) }
    return EventColumns(names: names, arrays: arrays, others: others, unlisted: unlisted, unsuitable: unsuitable)
  }

  private static func ambiguity(_ owners: [Owner], _ files: [EventFile]) -> String {
    let places = owners.map { files[$0.file].place }.joined(separator: " and in ")
    let said = owners.map { "'\(files[$0.file].qualifier).\($0.name)'" }
    return "is in \(places); "
      + (Set(said).count == said.count
        ? "say \(said.joined(separator: " or "))" : "give each friend an alias of its own")
  }

  /// The file of a column and its name there, for a name that ``columns`` finds to be one.
  private func owner(of name: String) -> Owner? {
    if let owner = owners[name]?.first { return owner }
    guard let element = ArrayElement(name), let owner = owners[element.array]?.first else { return nil }
    return Owner(file: owner.file, name: owner.name + name.dropFirst(element.array.count))
  }

  /// The given columns, in the order asked for, each read from the file that has it.
  ///
  /// - Throws: ``EventFileError`` also where a friend, even one of which nothing is asked, has another number of events.
  func table(columns wanted: [String]) throws(EventFileError) -> EventTable {
    guard !wanted.isEmpty else { return try EventFileError.table([], from: main.path) }
    var places: [(name: String, owner: Owner)] = []
    for name in wanted {
      try columns.check(name, in: main.path)
      if let owner = owner(of: name) { places.append((name, owner)) }
    }
    var tables: [EventTable] = []
    for index in files.indices {
      var names: [String] = []
      for place in places where place.owner.file == index && !names.contains(place.owner.name) {
        names.append(place.owner.name)
      }
      let table = try read(names, from: index)
      if let first = tables.first, first.count != table.count {
        throw EventFileError(
          file: main.path,
          reason: .differentCounts(count: first.count, friend: files[index].place, friendCount: table.count))
      }
      tables.append(table)
    }
    let read = places.compactMap { name, owner in
      tables[owner.file][owner.name].map { EventTable.Column(name: name, unit: $0.unit, values: $0.values) }
    }
    return try EventFileError.table(read, from: main.path)
  }

  private func read(_ names: [String], from index: Int) throws(EventFileError) -> EventTable {
    do throws(EventFileError) {
      return names.isEmpty ? try files[index].anyColumn() : try files[index].table(columns: names)
    } catch {
      throw index == 0 ? error : EventFileError(file: main.path, reason: .friend(error))
    }
  }
}

extension EventFile {
  /// One column, for the number of events.
  fileprivate func anyColumn() throws(EventFileError) -> EventTable {
    let found = try columns()
    let array = found.arrays.sorted { $0.key < $1.key }.first { !$0.value.contains(0) }
    let element = array.map { $0.key + $0.value.map { _ in "[0]" }.joined() }
    guard let name = found.names.first ?? found.unlisted.first ?? element else {
      throw EventFileError(file: path, reason: .unreadable("holds no columns"))
    }
    return try EventFile(path: path, group: group, missing: missing ?? 0, friends: friends).table(columns: [name])
  }
}

extension EventColumns {
  /// Every name there is, arrays by theirs, each once.
  fileprivate var all: [String] {
    var seen: Set<String> = []
    let rest = Array(arrays.keys) + Array(others.keys) + Array(unsuitable.keys)
    return (names + unlisted + rest.sorted()).filter { seen.insert($0).inserted }
  }
}
