import Foundation

/// Memory that a file without a name stands behind: the system writes to it what it needs the room of.
public struct ScratchMemory: ~Copyable {
  /// Zeros at first, on a page's boundary.
  public let start: UnsafeMutableRawPointer
  public let count: Int

  /// - Parameters:
  ///   - count: bytes, at least one.
  ///   - folder: where there is room for them.
  /// - Throws: ``SystemError``, such as `ENOSPC` where the disk is too small.
  public init(count: Int, in folder: String) throws(SystemError) {
    let descriptor = try ScratchFile.open(in: folder)
    defer { close(descriptor) }
    // The room is taken at once: a disk that fills up later would end the process.
    #if os(Linux)
      let code = posix_fallocate(descriptor, 0, off_t(count))
      guard code == 0 else { throw SystemError(code: code) }
    #else
      guard ftruncate(descriptor, off_t(count)) == 0 else { throw SystemError.last }
    #endif
    guard let start = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), start != MAP_FAILED else {
      throw SystemError.last
    }
    (self.start, self.count) = (start, count)
  }

  deinit { munmap(start, count) }
}

/// How much memory to take before files are put in its place.
public enum MemoryLimit {
  /// The environment variable that sets it, in MB (10⁶ bytes).
  public static let variable = "ASIMOV_MEMORY"

  /// In bytes: half of what the machine has, unless the environment says otherwise.
  public static var bytes: Int {
    let environment = ProcessInfo.processInfo.environment[variable]
    if let environment, let megabytes = Int(environment), megabytes >= 0 {
      return megabytes.multipliedReportingOverflow(by: 1_000_000).overflow ? .max : megabytes * 1_000_000
    }
    return Int(clamping: ProcessInfo.processInfo.physicalMemory / 2)
  }
}
