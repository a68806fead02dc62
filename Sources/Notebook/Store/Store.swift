import Foundation
import Storage

/// Results of steps on disk, found by the digest of all that they depend on.
///
/// An entry is two files: `KEY.result`, which holds what the page shows, and `KEY.data`, which holds what other steps
/// read and is opened only when one of these runs. Every file begins with the digest of what follows, so that damage is
/// seen, and is written to a temporary name, synced and renamed, so that builds may share a store and be killed at any
/// time.
public struct Store: Sendable {
  /// Raised when entries written before can no longer be read; part of every key.
  static let formatVersion = 2

  /// The store's folder, `.asimov` beside the template unless told otherwise.
  public let directory: String

  public init(directory: String) { self.directory = directory }

  /// What the page shows of the step, without blobs; `nil` where there is no entry, or a damaged one.
  func result(for key: String) -> StepResult? {
    guard let header = read(path(key, "result")), let entry = try? ResultEntry(header) else { return nil }
    guard FileManager.default.fileExists(atPath: path(key, "data")) else { return nil }
    return entry.result
  }

  /// Whether what the page shows of the step is there, undamaged.
  func holdsResult(for key: String) -> Bool { result(for: key) != nil }

  /// Whether what other steps read of the step is there, undamaged.
  func holdsData(for key: String) -> Bool { read(path(key, "data")) != nil }

  /// What other steps read of the step; `nil` where there is no entry, or a damaged one.
  func blobs(for key: String) -> [String: StoredBytes]? {
    read(path(key, "data")).flatMap { try? BlobArchive.decode($0) }
  }

  /// A result with what other steps read of it; `nil` where either is missing or damaged.
  func wholeResult(for key: String) -> StepResult? {
    guard var result = result(for: key), let blobs = blobs(for: key) else { return nil }
    result.blobs = blobs
    return result
  }

  /// Keeps a result, and forgets the unfinished work on it. The data goes first: an entry without its `.result` does not
  /// exist.
  ///
  /// - Throws: ``WriteError`` where the store cannot be written to.
  func keep(_ result: StepResult, for key: String) throws {
    try write(BlobArchive.encode(result.blobs), to: path(key, "data"))
    try write(try ResultEntry(result).encoded(), to: path(key, "result"))
    removeDraft(for: key)
  }

  /// Bytes that save work and that nothing depends on, by name; `nil` where there are none, or damaged ones.
  public func memo(_ name: String) -> [UInt8]? { read(memoPath(name))?.array }

  /// - Throws: ``WriteError`` where the store cannot be written to.
  public func keep(memo bytes: [UInt8], named name: String) throws {
    try write([StoredBytes(bytes)], to: memoPath(name))
  }

  func removeMemo(_ name: String) { try? FileManager.default.removeItem(atPath: memoPath(name)) }

  private func memoPath(_ name: String) -> String { "\(directory)/memos/\(name).memo" }

  /// Whether the file at `path` holds the bytes of its digest.
  func isWhole(_ path: String) -> Bool { read(path) != nil }

  func path(_ key: String, _ kind: String) -> String { "\(directory)/\(key.prefix(2))/\(key).\(kind)" }

  private static let digestLength = 64
  /// The digest and the end of its line.
  static let headerLength = digestLength + 1

  func write(_ pieces: [StoredBytes], to path: String) throws {
    try AtomicFile.write([StoredBytes(Array((Digest.sha256(of: pieces) + "\n").utf8))] + pieces, to: path)
  }

  /// The bytes behind the digest, if it is theirs; of a large file as memory that the system fills when it is read.
  func read(_ path: String) -> StoredBytes? {
    guard let file = try? StoredBytes(mapping: path), file.count >= Self.headerLength,
      file[Self.digestLength..<Self.headerLength] == [UInt8(ascii: "\n")]
    else { return nil }
    let bytes = file[Self.headerLength..<file.count]
    let digest = String(decoding: file[0..<Self.digestLength].array, as: UTF8.self)
    guard Digest.sha256(of: [bytes]) == digest else { return nil }
    return bytes.count < Self.leastMapped ? StoredBytes(bytes.array) : bytes
  }

  /// Smaller files are copied, since a mapping takes whole pages and a call to the system.
  private static let leastMapped = 1 << 16
}
