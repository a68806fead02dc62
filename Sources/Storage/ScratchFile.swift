import Foundation

/// A file without a name, for what does not fit into memory on its way; it is gone when the process ends, however that ends.
public final class ScratchFile {
  private let descriptor: Int32
  /// Bytes written so far, those that wait in memory among them.
  public private(set) var count = 0
  private var waiting: [UInt8] = []

  private static let pieceSize = 1 << 20

  /// - Parameter folder: has to be there and be writable.
  /// - Throws: ``SystemError``.
  public init(in folder: String) throws(SystemError) { descriptor = try Self.open(in: folder) }

  /// Opens a new one.
  static func open(in folder: String) throws(SystemError) -> Int32 {
    let path = "\(folder)/.scratch.\(UUID().uuidString)"
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemError.last }
    unlink(path)
    return descriptor
  }

  deinit { close(descriptor) }

  /// Puts bytes behind those before.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    count += bytes.count
    if waiting.isEmpty, bytes.count >= Self.pieceSize { return try Self.write(bytes, to: descriptor) }
    waiting += bytes
    if waiting.count >= Self.pieceSize { try flush() }
  }

  private func flush() throws(SystemError) {
    try waiting.withUnsafeBufferPointer { bytes throws(SystemError) in
      try Self.write(UnsafeRawBufferPointer(bytes), to: descriptor)
    }
    waiting.removeAll(keepingCapacity: true)
  }

  /// All that has been written. More may be appended afterwards, and is not part of it.
  public func stored() throws(SystemError) -> StoredBytes {
    try flush()
    return StoredBytes(try MappedFile(descriptor))
  }

  /// Writes all of `bytes`.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SystemError) {
    var start = 0
    while start < bytes.count {
      // No more than systems write at once.
      let size = min(bytes.count - start, 1 << 30)
      let count = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: start), size)
      if count >= 0 {
        start += count
      } else if errno != EINTR {
        throw SystemError.last
      }
    }
  }
}
