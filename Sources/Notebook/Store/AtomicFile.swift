import Foundation
import Storage

/// Writes files so that a reader sees either all of the new bytes or what was there before.
public enum AtomicFile {
  /// Writes `pieces`, one behind the other, to a temporary file beside `path`, syncs it and renames it.
  ///
  /// - Throws: ``WriteError`` where the folder cannot be made or written to, or the disk is full; no temporary file is
  ///   left behind.
  public static func write(_ pieces: [[UInt8]], to path: String) throws(WriteError) {
    try write(pieces.map { StoredBytes($0) }, to: path)
  }

  /// As the other, of pieces that need not be in memory.
  static func write(_ pieces: [StoredBytes], to path: String) throws(WriteError) {
    // Someone may clean up meanwhile: the folder, or the file before it is locked.
    for _ in 1...3 {
      do throws(WriteError) { return try replace(path, by: pieces) } catch  where error.isVanished {}
    }
    try replace(path, by: pieces)
  }

  private static func replace(_ path: String, by pieces: [StoredBytes]) throws(WriteError) {
    try prepareFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    do {
      var temporary = try TemporaryFile(for: path)
      for piece in pieces { try temporary.append(piece) }
      try temporary.move(to: path)
    } catch {
      throw WriteError(path: path, reason: error.reason)
    }
  }

  /// As ``write(_:to:)``, but leaves a file alone that holds these bytes already, and removes what killed builds left of
  /// writing it.
  public static func update(_ bytes: [UInt8], at path: String) throws(WriteError) {
    defer { TemporaryFile.removeAbandoned(for: path) }
    if let present = FileManager.default.contents(atPath: path), present == Data(bytes) { return }
    try write([bytes], to: path)
  }

  /// Makes the folder at `path`, with those above it, and sees that files can be made in it.
  ///
  /// - Throws: ``WriteError`` that says why not.
  public static func prepareFolder(_ path: String) throws(WriteError) {
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) {
      guard isDirectory.boolValue else { throw WriteError(path: path, reason: "it is a file, not a folder") }
    } else {
      do throws(SystemError) { try makeFolder(path) } catch { throw WriteError(path: path, reason: error.reason) }
    }
    guard FileManager.default.isWritableFile(atPath: path) else {
      throw WriteError(path: path, reason: "no permission to write there")
    }
  }

  /// Foundation's own does not tell the system's reason.
  private static func makeFolder(_ path: String) throws(SystemError) {
    guard mkdir(path, 0o777) != 0, errno != EEXIST else { return }
    let error = SystemError.last
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard error.code == ENOENT, !FileManager.default.fileExists(atPath: parent) else { throw error }
    try makeFolder(parent)
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw SystemError.last }
  }
}

/// Why a file or folder could not be written.
public struct WriteError: Error, Hashable, Sendable, CustomStringConvertible {
  public var path: String
  /// In the system's words.
  public var reason: String

  public var description: String { "cannot write '\(path)': \(reason)" }

  /// Whether a folder or file on the way was not there any more.
  fileprivate var isVanished: Bool { reason == SystemError(code: ENOENT).reason }

  /// The system's reason behind Foundation's error.
  static func reason(for error: any Error) -> String {
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(error.code))) }
    guard let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError else { return error.localizedDescription }
    return reason(for: underlying)
  }
}
