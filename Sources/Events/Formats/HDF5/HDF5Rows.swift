import CHDF5

/// Reads columns of a dataset, block by block: besides the columns themselves, a few megabytes are held.
struct HDF5Rows: ~Copyable {
  /// One number of every event.
  struct Column: Hashable {
    /// Of the leaf, see ``HDF5Type/Leaf``.
    var path: [String]
    /// The place among the numbers of the leaf in one event.
    var element: Int
  }

  /// Bytes of a block.
  private static let blockSize = 1 << 22

  private let dataset: HDF5Dataset
  private let memory: HDF5MemoryType
  /// Bytes of an event in memory.
  private let rowSize: Int

  /// - Returns: `nil` where the library makes no type for the columns.
  init?(_ dataset: consuming HDF5Dataset, reading columns: [Column]) {
    guard let memory = HDF5MemoryType(dataset.type, keeping: Set(columns.map(\.path))),
      let rowSize = HDF5Type.product(dataset.inner + [memory.size]), rowSize > 0, rowSize < 1 << 32
    else { return nil }
    self.rowSize = rowSize
    self.dataset = dataset
    self.memory = memory
  }

  /// The values of the columns, or `nil` where the library fails.
  func values(of columns: [Column]) -> [[Float]]? {
    var rows = max(1, min(dataset.count, Self.blockSize / rowSize))
    // A chunk on the edge of two blocks would be unpacked for each.
    if let chunk = dataset.storage.chunk?.first, chunk > 0, rows > chunk { rows -= rows % chunk }
    var values = columns.map { _ in [Float]() }
    for index in values.indices { values[index].reserveCapacity(dataset.count) }
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: rows * rowSize, alignment: 16)
    defer { block.deallocate() }
    var start = 0
    while start < dataset.count {
      let count = min(rows, dataset.count - start)
      guard read(start, count, into: block) else { return nil }
      for (index, column) in columns.enumerated() {
        guard let place = memory.places[column.path] else { return nil }
        let offset = place.offset + column.element * place.stride
        guard offset >= 0, offset + place.stride <= rowSize else { return nil }
        append(&values[index], UnsafeRawBufferPointer(block), offset, count, place.isFlag)
      }
      start += count
    }
    return values
  }

  private func append(
    _ values: inout [Float], _ block: UnsafeRawBufferPointer, _ offset: Int, _ count: Int, _ isFlag: Bool
  ) {
    for row in 0..<count {
      let place = row * rowSize + offset
      values.append(
        isFlag
          ? (block.load(fromByteOffset: place, as: UInt8.self) == 0 ? 0 : 1)
          : block.loadUnaligned(fromByteOffset: place, as: Float.self))
    }
  }

  private func read(_ start: Int, _ count: Int, into block: UnsafeMutableRawBufferPointer) -> Bool {
    let first = [hsize_t(start)] + dataset.inner.map { _ in 0 }
    let sizes = ([count] + dataset.inner).map { hsize_t($0) }
    guard let chosen = HDF5Handle(H5Dget_space(dataset.handle.id), closedBy: H5Sclose),
      H5Sselect_hyperslab(chosen.id, H5S_SELECT_SET, first, nil, sizes, nil) >= 0,
      let space = HDF5Handle(H5Screate_simple(Int32(sizes.count), sizes, nil), closedBy: H5Sclose)
    else { return false }
    return H5Dread(
      dataset.handle.id, memory.handle.id, space.id, chosen.id, asimov_h5_default_properties(), block.baseAddress) >= 0
  }
}
