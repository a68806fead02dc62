import CHDF5
import Synchronization

/// The one door to libhdf5.
///
/// Whether libhdf5 may be called from several threads is a choice of who built it (Debian's serial build may, Homebrew's and
/// conda's may not), and its parallel reads wait for each other inside anyway. So every use goes through one lock.
enum HDF5Library {
  private static let lock = Mutex(())

  /// Runs `body` while no other thread uses the library, with the library's own printing of errors turned off.
  static func withLock<Result: Sendable>(
    _ body: () throws(EventFileError) -> Result
  ) throws(EventFileError) -> Result {
    try lock.withLock { _ throws(EventFileError) -> Result in
      H5open()
      // The setting belongs to the calling thread where the library is thread-safe, so it is made every time.
      H5Eset_auto2(asimov_h5_error_stack(), nil, nil)
      return try body()
    }
  }

  /// The library's reason for its last failure on this thread, the most specific one.
  static func lastError() -> String {
    var text = "the HDF5 library gives no reason"
    withUnsafeMutablePointer(to: &text) { pointer in
      _ = H5Ewalk2(
        asimov_h5_error_stack(), H5E_WALK_UPWARD,
        { position, error, data in
          guard position == 0, let description = error?.pointee.desc, let data else { return 0 }
          data.assumingMemoryBound(to: String.self).pointee = String(cString: description)
          return 0
        }, pointer)
    }
    return text
  }
}

/// An open object of the library, closed when it goes. Use it under ``HDF5Library/withLock(_:)`` only.
struct HDF5Handle: ~Copyable {
  let id: hid_t
  private let close: (hid_t) -> herr_t

  /// - Returns: `nil` when the library could not open the object.
  init?(_ id: hid_t, closedBy close: @escaping (hid_t) -> herr_t) {
    guard id >= 0 else { return nil }
    self.id = id
    self.close = close
  }

  deinit { _ = close(id) }
}
