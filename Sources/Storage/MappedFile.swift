import Foundation

/// The bytes of a file as memory, which the system reads when they are needed and takes back when memory is short.
///
/// They are those of the file that was opened, also after it has been replaced or removed.
final class MappedFile: Sendable {
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  /// - Throws: ``SystemError`` where the file cannot be read.
  convenience init(_ path: String) throws(SystemError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError.last }
    defer { close(descriptor) }
    try self.init(descriptor)
  }

  /// - Parameter descriptor: of an open file; it may be closed afterwards.
  init(_ descriptor: Int32) throws(SystemError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError.last }
    guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(code: EINVAL) }
    let count = Int(status.st_size)
    guard count > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      throw SystemError.last
    }
    bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  deinit {
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }
}

/// What the system said no with.
public struct SystemError: Error, Hashable, Sendable {
  public let code: Int32

  public init(code: Int32) { self.code = code }

  public static var last: SystemError { SystemError(code: errno) }

  public var reason: String { String(cString: strerror(code)) }
}
