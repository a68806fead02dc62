/// Takes numbers one behind the other, and keeps them in memory, or in a ``ScratchFile`` once there are many.
public final class FloatWriter {
  /// Bytes that are kept in memory unless told otherwise.
  public static let limit = 1 << 24

  private let folder: String?
  private let limit: Int
  private var numbers: [Float] = []
  private var file: ScratchFile?

  /// - Parameters:
  ///   - folder: of the scratch file; `nil` keeps all numbers in memory.
  ///   - limit: bytes that are kept in memory.
  public init(scratch folder: String?, limit: Int = FloatWriter.limit) { (self.folder, self.limit) = (folder, limit) }

  /// - Throws: ``SystemError`` where the scratch file cannot be made or written.
  public func append(_ more: UnsafeBufferPointer<Float>) throws(SystemError) {
    if let file { return try file.append(UnsafeRawBufferPointer(more)) }
    numbers += more
    guard let folder, numbers.count * MemoryLayout<Float>.size > limit else { return }
    let file = try ScratchFile(in: folder)
    try numbers.withUnsafeBufferPointer { all throws(SystemError) in try file.append(UnsafeRawBufferPointer(all)) }
    numbers = []
    self.file = file
  }

  /// All of them. The writer is of no use afterwards.
  public func finish() throws(SystemError) -> StoredFloats {
    if let file { return StoredFloats(try file.stored()) }
    defer { numbers = [] }
    return StoredFloats(numbers)
  }
}
