import Foundation
import Storage

extension StoreInventory {
  /// What ``prune(unusedFor:isDry:)`` removed.
  public struct Pruned: Sendable {
    public var entries = 0
    public var leftovers = 0
    public var bytes = 0
  }

  /// Why nothing can be removed.
  public enum PruningError: Error, CustomStringConvertible {
    case inUse(store: String)
    /// What uses which result cannot be told.
    case damagedRecord(path: String)
    case write(WriteError)

    public var description: String {
      switch self {
      case .inUse(let store): "a build is running on '\(store)'; prune when it has ended"
      case .damagedRecord(let path):
        "'\(path)' is damaged: it says which results a template uses; build that template again, or delete the file"
      case .write(let error): "\(error)"
      }
    }
  }

  /// Removes entries that no template's last build uses, damaged ones, and what killed builds left behind.
  ///
  /// - Parameters:
  ///   - age: Nothing is removed that was written within this many seconds.
  ///   - isDry: Counts and removes nothing.
  public func prune(unusedFor age: Double, isDry: Bool = false) throws(PruningError) -> Pruned {
    if isDry { return try remove(olderThan: age, isDry: true) }
    let use = try claim()
    // What a build has finished since the list was made counts as well.
    let pruned = try renewed().remove(olderThan: age, isDry: false)
    use.end()
    return pruned
  }

  private func claim() throws(PruningError) -> StoreUse {
    do {
      if let use = try store.useAlone() { return use }
    } catch {
      throw .write(error)
    }
    throw .inUse(store: store.directory)
  }

  private func renewed() throws(PruningError) -> StoreInventory {
    do { return try StoreInventory(store) } catch { throw .write(error) }
  }

  private func remove(olderThan age: Double, isDry: Bool) throws(PruningError) -> Pruned {
    if let record = damagedRecords.first { throw .damagedRecord(path: record.path) }
    var pruned = Pruned()
    let limit = Date(timeIntervalSinceNow: -age)
    for entry in entries where entry.modified <= limit && (entry.uses.isEmpty || isDamaged(entry)) {
      // The result goes first: without it the entry does not exist.
      let files = entry.files.filter { $0.kind == .result } + entry.files.filter { $0.kind == .data }
      for file in files where !isDry { try Self.remove(file) }
      pruned.entries += 1
      pruned.bytes += entry.bytes
    }
    for file in leftovers where file.modified <= limit {
      // A preview writes outside of builds.
      if file.kind == .temporary, TemporaryFile.state(of: file.path) == .inUse { continue }
      if !isDry { try Self.remove(file) }
      // The folder of a submission goes with the last of its files.
      if !isDry, file.kind == .submission { rmdir(URL(fileURLWithPath: file.path).deletingLastPathComponent().path) }
      pruned.leftovers += 1
      pruned.bytes += file.bytes
    }
    return pruned
  }

  /// Removes a file that may have gone meanwhile.
  private static func remove(_ file: StoreFile) throws(PruningError) {
    guard unlink(file.path) != 0, errno != ENOENT else { return }
    throw .write(WriteError(path: file.path, reason: SystemError.last.reason))
  }
}
