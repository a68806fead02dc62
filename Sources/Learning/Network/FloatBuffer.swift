import Storage

#if os(Linux)
  import Glibc
#endif

/// Zeroed floats on a cache-line boundary, freed with their owner.
///
/// The kernels want aligned memory that they may address without reference counts or exclusivity checks; `Array` gives
/// neither. A training owns a handful of these and passes them to nobody.
struct FloatBuffer: ~Copyable {
  /// The first float, aligned to 64 bytes.
  let start: UnsafeMutablePointer<Float>
  /// How many floats were asked for.
  let count: Int

  /// Behind the floats, where it is a file that is.
  private let file: ScratchMemory?

  /// - Parameter count: number of floats, rounded up to whole vectors.
  init(count: Int) {
    let size = Self.size(count)
    // Rows of a large sample are read in random order: huge pages spare most of the look-ups of addresses.
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: size < Self.hugePage ? 64 : Self.hugePage)
    #if os(Linux)
      if size >= Self.hugePage { _ = madvise(bytes, size, MADV_HUGEPAGE) }
    #endif
    self.count = count
    file = nil
    start = bytes.initializeMemory(as: Float.self, repeating: 0, count: size / MemoryLayout<Float>.size)
  }

  /// In a scratch file where that many floats take more bytes than `limit`.
  /// - Throws: `scratch`.
  init(count: Int, scratch folder: String?, limit: Int) throws(LearningError) {
    let size = Self.size(count)
    guard let folder, size > limit else {
      self.init(count: count)
      return
    }
    do throws(SystemError) {
      self.init(count: count, file: try ScratchMemory(count: size, in: folder))
    } catch {
      throw .scratch(error.reason)
    }
  }

  private init(count: Int, file: consuming ScratchMemory) {
    start = file.start.bindMemory(to: Float.self, capacity: file.count / MemoryLayout<Float>.size)
    self.count = count
    self.file = consume file
  }

  private static func size(_ count: Int) -> Int { max(1, (count + 7) / 8) * MemoryLayout<Vector>.size }

  deinit { if file == nil { UnsafeMutableRawPointer(start).deallocate() } }

  private static let hugePage = 1 << 21

  /// Puts as many floats in place as there are, at most `count`.
  func set(_ floats: [Float]) {
    for (index, value) in floats.prefix(count).enumerated() { start[index] = value }
  }

  /// The floats as a Swift array.
  var array: [Float] { Array(UnsafeBufferPointer(start: start, count: count)) }
}
