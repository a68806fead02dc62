import Foundation

/// What lies in a store.
public struct StoreInventory: Sendable {
  /// A result, of one or two files.
  public struct Entry: Sendable {
    public let key: String
    /// Size of its files together.
    public fileprivate(set) var bytes = 0
    /// When it was last written.
    public fileprivate(set) var modified = Date.distantPast
    /// The steps whose result it is in the last builds: `search.md: train asimov`.
    public fileprivate(set) var uses: [String] = []
    fileprivate(set) var paths: [String] = []
  }

  /// Something in the store that no build can use.
  public struct Damage: Hashable, Sendable {
    public var path: String
    /// What is wrong with it.
    public var reason: String
  }

  public let store: Store
  /// Sorted by what uses them, unused ones last, then by key.
  public private(set) var entries: [Entry] = []
  /// Files that save work and that nothing depends on.
  private var memos: [String] = []
  /// Temporary files, with the time they were last written.
  private var leftovers: [(path: String, bytes: Int, modified: Date)] = []

  /// - Throws: ``WriteError`` where the folder cannot be listed; a store that is not there yet is empty.
  public init(_ store: Store) throws {
    self.store = store
    let manager = FileManager.default
    guard manager.fileExists(atPath: store.directory) else { return }
    var found: [String: Entry] = [:]
    for name in try manager.subpathsOfDirectory(atPath: store.directory) {
      let path = store.directory + "/" + name
      guard let attributes = try? manager.attributesOfItem(atPath: path),
        attributes[.type] as? FileAttributeType == .typeRegular
      else { continue }
      let bytes = attributes[.size] as? Int ?? 0
      let modified = attributes[.modificationDate] as? Date ?? .distantPast
      let file = (name as NSString).lastPathComponent
      if file.hasPrefix(".") {
        leftovers.append((path, bytes, modified))
      } else if file.hasSuffix(".memo") {
        memos.append(path)
      } else if let key = Self.key(file) {
        var entry = found[key] ?? Entry(key: key)
        entry.bytes += bytes
        entry.modified = max(entry.modified, modified)
        entry.paths.append(path)
        found[key] = entry
      }
    }
    for record in store.records() {
      for (name, step) in record.steps.sorted(by: { $0.key < $1.key }) {
        found[step.key]?.uses.append("\(record.template): \(step.kind) \(name)")
      }
    }
    entries = found.values.sorted {
      ($0.uses.first ?? "\u{10FFFF}", $0.key) < ($1.uses.first ?? "\u{10FFFF}", $1.key)
    }
  }

  private static func key(_ file: String) -> String? {
    guard let dot = file.firstIndex(of: "."), ["result", "data"].contains(file[file.index(after: dot)...]) else {
      return nil
    }
    let key = String(file[..<dot])
    return OptionLeaves.isDigest(key) ? key : nil
  }

  /// Reads every file and compares it with its digest.
  ///
  /// - Parameter progress: called before each entry with its place in ``entries``.
  public func damages(progress: (Int) -> Void = { _ in }) -> [Damage] {
    let lost = memos.sorted().filter { !store.isWhole($0) }
    return entries.enumerated().flatMap { place, entry -> [Damage] in
      progress(place)
      var damages = entry.paths.sorted().compactMap { path in
        store.isWhole(path) ? nil : Damage(path: path, reason: "its bytes are not those of its digest")
      }
      if entry.paths.count < 2, damages.isEmpty {
        damages.append(Damage(path: entry.paths[0], reason: "its other half is missing"))
      }
      return damages
    } + lost.map { Damage(path: $0, reason: "its bytes are not those of its digest") }
  }

  /// What ``prune(unusedFor:isDry:)`` removed.
  public struct Pruned: Sendable {
    public var entries = 0
    public var leftovers = 0
    public var bytes = 0
  }

  /// Removes entries that no template's last build uses, damaged ones, and what killed builds left behind.
  ///
  /// - Parameters:
  ///   - age: Nothing is removed that was written within this many seconds: a build that is running may be about to use it.
  ///   - isDry: Counts and removes nothing.
  public func prune(unusedFor age: Double, isDry: Bool = false) throws -> Pruned {
    var pruned = Pruned()
    let limit = Date(timeIntervalSinceNow: -age)
    for entry in entries where entry.modified <= limit {
      let isDamaged = !entry.uses.isEmpty && (entry.paths.count < 2 || !entry.paths.allSatisfy(store.isWhole))
      guard entry.uses.isEmpty || isDamaged else { continue }
      // The result goes first: without it the entry does not exist.
      for path in entry.paths.sorted(by: >) where !isDry { try FileManager.default.removeItem(atPath: path) }
      pruned.entries += 1
      pruned.bytes += entry.bytes
    }
    for leftover in leftovers where leftover.modified <= limit {
      if !isDry { try FileManager.default.removeItem(atPath: leftover.path) }
      pruned.leftovers += 1
      pruned.bytes += leftover.bytes
    }
    return pruned
  }
}
