import Foundation
import Storage

/// A file that is written beside the one it will replace, as `.NAME.UUID`.
///
/// Its writer holds a lock on it, which the system takes back however the process ends. So a temporary file without a lock
/// was left by a build that was killed, and can go at once; how old it is does not matter.
struct TemporaryFile: ~Copyable {
  let path: String
  private let descriptor: Int32
  private var isMoved = false

  /// - Throws: ``SystemError`` where no file can be made beside `target`.
  init(for target: String) throws(SystemError) {
    let (folder, name) = Self.split(target)
    path = "\(folder)/.\(name).\(UUID().uuidString)"
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw SystemError.last }
    // A file system without locks leaves it unlocked, and ``state(of:)`` unknown.
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    if !isMoved { unlink(path) }
  }

  /// Writes all of `bytes` behind what was written before.
  func append(_ bytes: StoredBytes) throws(SystemError) { try bytes.write(to: descriptor) }

  /// Brings the bytes to the disk and puts the file in the place of `target`.
  mutating func move(to target: String) throws(SystemError) {
    guard fsync(descriptor) == 0, rename(path, target) == 0 else { throw SystemError.last }
    isMoved = true
  }

  /// Who a temporary file belongs to.
  enum State {
    case inUse
    case abandoned
    /// The file system knows no locks, or the file is gone.
    case unknown
  }

  static func state(of path: String) -> State {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return .unknown }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return .abandoned }
    return errno == EWOULDBLOCK ? .inUse : .unknown
  }

  /// Removes what killed builds left of writing `target`.
  static func removeAbandoned(for target: String) {
    let (folder, name) = split(target)
    for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where self.target(of: file) == name
    {
      let path = folder + "/" + file
      if state(of: path) == .abandoned { unlink(path) }
    }
  }

  /// The name of the file that a temporary one of that name would replace; `nil` for other names.
  static func target(of file: String) -> String? {
    guard file.hasPrefix("."), let dot = file.lastIndex(of: "."), dot > file.startIndex,
      UUID(uuidString: String(file[file.index(after: dot)...])) != nil
    else { return nil }
    return String(file[..<dot].dropFirst())
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    let url = URL(fileURLWithPath: path)
    return (url.deletingLastPathComponent().path, url.lastPathComponent)
  }
}
