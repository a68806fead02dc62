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
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: vectors * MemoryLayout<Vector>.size, alignment: 64)
    self.count = count
    start = bytes.initializeMemory(as: Float.self, repeating: 0, count: vectors * 8)
  }

  deinit { UnsafeMutableRawPointer(start).deallocate() }

  /// The floats as a Swift array.
  var array: [Float] { Array(UnsafeBufferPointer(start: start, count: count)) }
}
