/// Why events cannot be read from a file.
public struct EventFileError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable {
    /// The file cannot be opened, or is not what its name says.
    case unreadable(String)
    /// No format has this ending; `known` lists those there are.
    case unknownFormat(known: String)
    case missingGroup(String, nearest: String?)
    /// What is there under the name of the group has no columns.
    case unsuitableGroup(String, why: String)
    /// Several places of a file could be meant, and none is named: `kind` says what they are.
    case severalPlaces(kind: String, [String])
    case missingColumn(String, nearest: String?)
    /// The column is there but is no list of numbers.
    case unsuitableColumn(String, why: String)
    /// The column's values cannot be read: a damaged or truncated file.
    case damagedColumn(String, why: String)
    /// The bytes of a tree or branch, where these are known, cannot be read: `offset` counts from the start of the file.
    case damaged(tree: String?, branch: String?, offset: Int, why: String)
    /// A ROOT file holds no events.
    case noTree
    /// Several trees, and none is named.
    case severalTrees([String])
    case missingTree(String, known: [String])
    /// An event's array ends before the entry that is asked for; `event` and `entry` count from 0.
    case missingEntry(tree: String, branch: String, event: Int, entry: Int, count: Int)
    /// A branch that is read otherwise than this reader can.
    case unsuitableBranch(tree: String, branch: String, why: String)
    /// The same of an RNTuple and a field of it.
    case damagedField(ntuple: String, field: String?, offset: Int, why: String)
    case missingFieldEntry(ntuple: String, field: String, event: Int, entry: Int, count: Int)
    case unsuitableField(ntuple: String, field: String?, why: String)
    /// A fault of the text at `line` (from 1); `column` is the name of the column or its number (from 1).
    case syntax(line: Int, column: String?, why: String)
    /// The columns do not make a table.
    case table(EventTableError)
    /// A file of the same events cannot be read.
    indirect case friend(EventFileError)
    /// A file of the same events has another number of them.
    case differentCounts(count: Int, friend: String, friendCount: Int)
  }

  public let file: String
  public let reason: Reason

  public init(file: String, reason: Reason) {
    self.file = file
    self.reason = reason
  }

  public var description: String { description(naming: file) }

  /// The same, with another name for the file: the one that its reader knows it by.
  public func description(naming file: String) -> String {
    switch reason {
    case .unreadable(let why): "\(file): \(why)"
    case .unknownFormat(let known): "\(file): the ending names no format of events; known are \(known)"
    case .missingGroup(let group, let nearest): "\(file): there is no group '\(group)'" + suggestion(nearest)
    case .unsuitableGroup(let group, let why): "\(file): '\(group)' \(why)"
    case .severalPlaces(let kind, let names):
      "\(file): several \(kind) are in the file: \(Self.list(names)); say under tree: which one"
    case .missingColumn(let column, let nearest): "\(file): there is no column '\(column)'" + suggestion(nearest)
    case .unsuitableColumn(let column, let why): "\(file): column '\(column)' \(why)"
    case .damagedColumn(let column, let why): "\(file): column '\(column)' cannot be read: \(why)"
    case .damaged(let tree, let branch, let offset, let why):
      "\(file): \(Self.place(tree, branch))\(Self.damage(offset, why))"
    case .damagedField(let ntuple, let field, let offset, let why):
      "\(file): \(Self.place(ntuple: ntuple, field))\(Self.damage(offset, why))"
    case .noTree: "\(file): there is no TTree and no RNTuple in the file; name one that holds events"
    case .severalTrees(let trees):
      Self(file: file, reason: .severalPlaces(kind: "trees", trees)).description
    case .missingTree(let tree, let known):
      "\(file): there is no tree '\(tree)'"
        + (known.isEmpty ? ", nor any other" : "; there is \(Self.list(known))")
    case .missingEntry(let tree, let branch, let event, let entry, let count):
      "\(file): \(Self.place(tree, branch))\(Self.missing(event, entry, count))"
    case .missingFieldEntry(let ntuple, let field, let event, let entry, let count):
      "\(file): \(Self.place(ntuple: ntuple, field))\(Self.missing(event, entry, count))"
    case .unsuitableField(let ntuple, let field, let why): "\(file): \(Self.place(ntuple: ntuple, field))\(why)"
    case .unsuitableBranch(let tree, let branch, let why): "\(file): \(Self.place(tree, branch))\(why)"
    case .syntax(let line, let column?, let why): "\(file):\(line): column '\(column)': \(why)"
    case .syntax(let line, nil, let why): "\(file):\(line): \(why)"
    case .table(let error): "\(file): \(error)"
    case .friend(let error): "\(file): its friend \(error)"
    case .differentCounts(let count, let friend, let friendCount):
      "\(file) has \(count) events and its friend \(friend) has \(friendCount); a friend has the same events in the same order"
    }
  }

  private static func place(_ tree: String?, _ branch: String?) -> String {
    (tree.map { "tree '\($0)': " } ?? "") + (branch.map { "branch '\($0)': " } ?? "")
  }

  private static func place(ntuple: String, _ field: String?) -> String {
    "RNTuple '\(ntuple)': " + (field.map { "field '\($0)': " } ?? "")
  }

  private static func damage(_ offset: Int, _ why: String) -> String {
    "byte \(offset): \(why); the file is damaged: copy it again, or make it anew"
  }

  private static func missing(_ event: Int, _ entry: Int, _ count: Int) -> String {
    "event \(event) (counted from 0) has \(count) \(count == 1 ? "entry" : "entries"), and [\(entry)] is asked for; "
      + "give a value for such events, such as missing: 0, or drop them"
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(12).map { "'\($0)'" }.joined(separator: ", ") + (names.count > 12 ? ", …" : "")
  }

  /// The table of columns read from `file`, with the table's errors as this file's.
  static func table(_ columns: [EventTable.Column], from file: String) throws(EventFileError) -> EventTable {
    do {
      return try EventTable(columns: columns)
    } catch {
      throw EventFileError(file: file, reason: .table(error))
    }
  }
}

extension EventColumns {
  /// - Parameter unsuitable: the reason to give where what is there is no column, made of why.
  /// - Throws: ``EventFileError`` where there is no such column in `file`.
  func check(
    _ name: String, in file: String, unsuitable: ((String) -> EventFileError.Reason)? = nil
  ) throws(EventFileError) {
    switch find(name) {
    case .column: break
    case .missing:
      throw EventFileError(file: file, reason: .missingColumn(name, nearest: nearestName(to: name, among: known)))
    case .unsuitable(let why):
      throw EventFileError(file: file, reason: unsuitable?(why) ?? .unsuitableColumn(name, why: why))
    }
  }
}
