import Foundation

/// Writes files so that a reader sees either all of the new bytes or what was there before.
public enum AtomicFile {
  /// Writes `pieces`, one behind the other, to a temporary file beside `path`, syncs it and renames it.
  ///
  /// - Throws: a Cocoa error where the folder cannot be made or written to, or the disk is full; no temporary file is
  ///   left behind.
  public static func write(_ pieces: [[UInt8]], to path: String) throws {
    let target = URL(fileURLWithPath: path)
    let folder = target.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let temporary = folder.appendingPathComponent(".\(target.lastPathComponent).\(UUID().uuidString)")
    guard FileManager.default.createFile(atPath: temporary.path, contents: nil) else {
      throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: path])
    }
    do {
      let handle = try FileHandle(forWritingTo: temporary)
      defer { try? handle.close() }
      for piece in pieces { try handle.write(contentsOf: piece) }
      try handle.synchronize()
      guard rename(temporary.path, target.path) == 0 else {
        throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
      }
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw error
    }
  }

  /// As ``write(_:to:)``, but leaves a file alone that holds these bytes already.
  public static func update(_ bytes: [UInt8], at path: String) throws {
    if let present = FileManager.default.contents(atPath: path), present.elementsEqual(bytes) { return }
    try write([bytes], to: path)
  }
}
