import Foundation
import Storage

/// A claim on a store: builds share it, pruning has it alone. The system takes it back however the process ends.
public struct StoreUse: ~Copyable {
  private let descriptor: Int32

  /// - Throws: ``SystemError``; `EWOULDBLOCK` where the claim cannot be had now.
  fileprivate init(_ path: String, _ operation: Int32) throws(SystemError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw SystemError.last }
    while flock(descriptor, operation) != 0 {
      switch errno {
      case EINTR: continue
      // Nothing is lost without locks but the guard against pruning under a build.
      case ENOLCK, ENOSYS, EOPNOTSUPP, EINVAL: return
      case let code:
        close(descriptor)
        throw SystemError(code: code)
      }
    }
  }

  deinit { close(descriptor) }

  /// Gives the claim up; so does the end of the value's life, for those who need not say when.
  public consuming func end() {}
}

extension Store {
  private static let lockFile = "asimov.lock"

  private var lockPath: String { directory + "/" + Self.lockFile }

  /// Whether a build has used the folder as its store.
  public static func isStore(_ directory: String) -> Bool {
    FileManager.default.fileExists(atPath: directory + "/" + lockFile)
  }

  /// Keeps ``StoreInventory/prune(unusedFor:isDry:)`` off until the claim ends; waits for one that is under way.
  ///
  /// - Throws: ``WriteError`` where the store cannot be written to.
  public func use() throws(WriteError) -> StoreUse {
    try AtomicFile.prepareFolder(directory)
    do {
      return try StoreUse(lockPath, LOCK_SH)
    } catch {
      throw WriteError(path: directory, reason: error.reason)
    }
  }

  /// The store for oneself; `nil` while a build uses it.
  ///
  /// - Throws: ``WriteError`` where the store cannot be written to.
  func useAlone() throws(WriteError) -> StoreUse? {
    do {
      return try StoreUse(lockPath, LOCK_EX | LOCK_NB)
    } catch {
      if error.code == EWOULDBLOCK { return nil }
      throw WriteError(path: directory, reason: error.reason)
    }
  }
}
