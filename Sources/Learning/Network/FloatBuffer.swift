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

  /// - Parameter count: number of floats, rounded up to whole vectors.
  init(count: Int) {
    let vectors = max(1, (count + 7) / 8)
    let size = vectors * MemoryLayout<Vector>.size
    // Rows of a large sample are read in random order: huge pages spare most of the look-ups of addresses.
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: size < Self.hugePage ? 64 : Self.hugePage)
    #if os(Linux)
      if size >= Self.hugePage { _ = madvise(bytes, size, MADV_HUGEPAGE) }
    #endif
    self.count = count
    start = bytes.initializeMemory(as: Float.self, repeating: 0, count: vectors * 8)
  }

  deinit { UnsafeMutableRawPointer(start).deallocate() }

  private static let hugePage = 1 << 21

  /// Puts as many floats in place as there are, at most `count`.
  func set(_ floats: [Float]) {
    for (index, value) in floats.prefix(count).enumerated() { start[index] = value }
  }

  /// The floats as a Swift array.
  var array: [Float] { Array(UnsafeBufferPointer(start: start, count: count)) }
}
