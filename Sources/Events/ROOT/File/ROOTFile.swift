import Foundation

/// An open ROOT file (root/io/doc/TFile/header.md). Bytes are read where they are needed and never mapped, so that a file that
/// shrinks meanwhile is an error and no crash.
final class ROOTFile: Sendable {
  let path: String
  /// In bytes.
  let length: Int
  /// Where the record of the top directory is.
  let topDirectory: Int
  /// Where the list of classes is; 0 for none.
  let classRecord: Int
  private let descriptor: Int32

  init(_ path: String) throws(EventFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.unreadable(path, String(cString: strerror(errno))) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Self.unreadable(path, "it is no plain file")
    }
    self.path = path
    self.descriptor = descriptor
    length = Int(status.st_size)
    do {
      (topDirectory, classRecord) = try Self.header(descriptor, length: length)
    } catch {
      // The descriptor is closed by `deinit` only once all members are set.
      close(descriptor)
      throw error.offset == 0 ? Self.unreadable(path, error.why) : error.error(in: path)
    }
  }

  deinit { close(descriptor) }

  private static func unreadable(_ path: String, _ why: String) -> EventFileError {
    EventFileError(file: path, reason: .unreadable("cannot be opened as a ROOT file: \(why)"))
  }

  private static func header(
    _ descriptor: Int32, length: Int
  ) throws(ROOTFault) -> (topDirectory: Int, classRecord: Int) {
    var header = ROOTBytes(
      try read(descriptor, at: 0, count: min(64, length), length: length), fileOffset: 0)
    guard header.remaining >= 45, try header.take(4) == Array("root".utf8) else {
      throw ROOTFault("it does not begin as one; name a file that ROOT or uproot wrote", at: 0)
    }
    let version = try header.big(Int32.self)
    let begin = try header.size(Int32.self)
    // fEND, fSeekFree and fSeekInfo are of eight bytes in files that have outgrown 2 GB.
    let end: Int
    if version >= 1_000_000 {
      end = try header.size(Int64.self)
      try header.skip(8 + 4 + 4)
    } else {
      end = try header.size(Int32.self)
      try header.skip(4 + 4 + 4)
    }
    guard end <= length else {
      throw ROOTFault("\(length) bytes of \(end) are there: the file was cut short", at: length)
    }
    let nameLength = try header.size(Int32.self)
    guard begin > 0, begin + nameLength < length else {
      throw ROOTFault("the top directory lies beyond the end of the file", at: 8)
    }
    try header.skip(1 + 4)
    let classes = version >= 1_000_000 ? try header.size(Int64.self) : try header.size(Int32.self)
    return (begin + nameLength, classes)
  }

  /// The bytes at a place.
  func bytes(at offset: Int, count: Int) throws(ROOTFault) -> [UInt8] {
    try Self.read(descriptor, at: offset, count: count, length: length)
  }

  /// What can be read at a place: `count` bytes, or fewer at the end of the file.
  func record(at offset: Int, upTo count: Int) throws(ROOTFault) -> ROOTBytes {
    guard offset >= 0, offset < length else {
      throw ROOTFault("a record lies there, and the file has \(length) bytes", at: offset)
    }
    return ROOTBytes(try bytes(at: offset, count: min(count, length - offset)), fileOffset: offset)
  }

  /// Fills `buffer` with the bytes at a place.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(ROOTFault) {
    try Self.read(descriptor, into: buffer, at: offset, length: length)
  }

  private static func read(
    _ descriptor: Int32, at offset: Int, count: Int, length: Int
  ) throws(ROOTFault) -> [UInt8] {
    try checkRange(offset, count, length)
    // Zeroed first: what the records of a file hold is small.
    var bytes = [UInt8](repeating: 0, count: count)
    var fault: ROOTFault?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(ROOTFault) {
        try read(descriptor, into: buffer, at: offset, length: length)
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
    return bytes
  }

  private static func checkRange(_ offset: Int, _ count: Int, _ length: Int) throws(ROOTFault) {
    guard offset >= 0, count >= 0, offset <= length, count <= length - offset else {
      throw ROOTFault("\(count) bytes should be there, and the file has \(length)", at: offset)
    }
  }

  private static func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int, length: Int
  ) throws(ROOTFault) {
    try checkRange(offset, buffer.count, length)
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let why = count < 0 ? String(cString: strerror(errno)) : "the file was cut short while it was read"
        throw ROOTFault(why, at: offset + done)
      }
      done += count
    }
  }
}
