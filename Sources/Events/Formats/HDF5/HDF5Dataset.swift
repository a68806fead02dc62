import CHDF5

/// An open dataset whose first dimension counts the events.
struct HDF5Dataset: ~Copyable {
  /// Within the file.
  let path: String
  let type: HDF5Type
  /// Empty for a single value.
  let dimensions: [Int]
  /// Of a type in the file, in bytes.
  let itemSize: Int
  let handle: HDF5Handle
  /// Where the values are.
  let storage: HDF5Storage

  /// - Returns: `nil` where there is no dataset that can be opened; the library's last error says why.
  init?(_ path: String, in file: hid_t) {
    guard let storage = Self.storage(path, in: file), let handle = storage.open(path, in: file) else { return nil }
    guard let type = HDF5Handle(H5Dget_type(handle.id), closedBy: H5Tclose),
      let space = HDF5Handle(H5Dget_space(handle.id), closedBy: H5Sclose)
    else { return nil }
    let rank = H5Sget_simple_extent_ndims(space.id)
    guard rank >= 0, rank <= H5S_MAX_RANK else { return nil }
    var sizes = [hsize_t](repeating: 0, count: Int(rank))
    guard rank == 0 || H5Sget_simple_extent_dims(space.id, &sizes, nil) == rank else { return nil }
    self.path = path
    self.type = HDF5Type(type.id)
    dimensions = sizes.map { Int(clamping: $0) }
    itemSize = H5Tget_size(type.id)
    self.handle = handle
    self.storage = storage
  }

  /// The dataset is closed again: the library keeps the cache with which an open one was opened first.
  private static func storage(_ path: String, in file: hid_t) -> HDF5Storage? {
    guard let handle = HDF5Handle(H5Dopen2(file, path, asimov_h5_default_properties()), closedBy: H5Dclose) else {
      return nil
    }
    return HDF5Storage(of: handle.id, in: file)
  }

  /// The number of events.
  var count: Int { dimensions.first ?? 0 }

  /// The dimensions of what an event has.
  var inner: [Int] { Array(dimensions.dropFirst()) }

  /// Records, one an event.
  var isTable: Bool { type.isRecord && dimensions.count == 1 }

  /// Why there are no columns in it, if there are none: the text goes on from its name.
  var unsuitable: String? {
    if case .other(let what) = type { return "holds \(what), and no numbers" }
    guard !dimensions.isEmpty else { return "is a single value; a column has one for each event" }
    guard !type.isRecord || isTable else { return "holds records in \(dimensions.count) dimensions; a table has one" }
    return nil
  }

  /// Why its values cannot be read, if that can be known without trying.
  var unreadable: String? {
    if let why = storage.unreadable { return why }
    guard let bytes = HDF5Type.product(dimensions + [itemSize]), storage.holds(bytes) else {
      return
        "\(storage.bytes) bytes are stored for \(HDF5Type.product(dimensions).map(String.init) ?? "too many") values"
    }
    return nil
  }
}
