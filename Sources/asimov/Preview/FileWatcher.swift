import Foundation

/// Sees that files have changed.
///
/// Files are looked at, not subscribed to: that works alike for editors that save by renaming, on network folders, and
/// for files that are not there yet.
struct FileWatcher {
  /// What tells one state of a file from another, without reading it.
  private struct Stamp: Hashable {
    var device: UInt64
    var node: UInt64
    var size: Int64
    var seconds: Int
    var nanoseconds: Int

    /// - Returns: `nil` where there is no such file.
    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = UInt64(status.st_dev)
      node = UInt64(status.st_ino)
      size = Int64(status.st_size)
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec)
    }
  }

  /// As of the last change that was told.
  private var known: [String: Stamp?] = [:]
  private var lastLook: [String: Stamp?] = [:]

  /// Goes on with these files. What was known of them still counts; a file new among them has not changed yet.
  mutating func watch(_ paths: some Sequence<String>) {
    let before = known
    known = [:]
    for path in paths { known.updateValue(before[path] ?? Stamp(path), forKey: path) }
  }

  /// Whether a file has changed since this was last true. A change counts once two looks in a row agree on it, so that
  /// a file being written is not read half.
  mutating func look() -> Bool {
    var look: [String: Stamp?] = [:]
    for path in known.keys { look.updateValue(Stamp(path), forKey: path) }
    defer { lastLook = look }
    guard look != known, look == lastLook else { return false }
    known = look
    return true
  }
}
