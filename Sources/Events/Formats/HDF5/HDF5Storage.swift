import CHDF5

/// How the values of a dataset lie in its file.
struct HDF5Storage {
  /// A damaged header may claim any length. Deflate, the densest common filter, packs at most 1032 bytes into one.
  static let densest = 1100

  /// That the values take, at most the whole file's.
  let bytes: Int
  /// The size of a chunk, whose first dimension counts events; `nil` where the values lie in one piece.
  let chunk: [Int]?
  /// Why the values cannot be read, whatever the bytes say.
  let unreadable: String?
  private let layout: H5D_layout_t
  private let itemSize: Int

  /// Whether so many bytes can be there. The library does not look whether compact values are.
  func holds(_ size: Int) -> Bool {
    switch layout {
    case H5D_COMPACT: size <= bytes
    // Values that were never written take no room.
    case H5D_CONTIGUOUS where bytes > 0: size <= bytes
    default: size / Self.densest <= bytes
    }
  }

  init(of dataset: hid_t, in file: hid_t) {
    var fileSize: hsize_t = 0
    _ = H5Fget_filesize(file, &fileSize)
    bytes = min(Int(clamping: H5Dget_storage_size(dataset)), Int(clamping: fileSize))
    if let type = HDF5Handle(H5Dget_type(dataset), closedBy: H5Tclose) {
      itemSize = H5Tget_size(type.id)
    } else {
      itemSize = 0
    }
    guard let properties = HDF5Handle(H5Dget_create_plist(dataset), closedBy: H5Pclose) else {
      (chunk, layout, unreadable) = (nil, H5D_LAYOUT_ERROR, HDF5Library.lastError())
      return
    }
    layout = H5Pget_layout(properties.id)
    chunk = layout == H5D_CHUNKED ? Self.chunk(properties.id) : nil
    unreadable =
      layout == H5D_VIRTUAL || H5Pget_external_count(properties.id) > 0
      ? "its values are in other files; name those, or copy them into one" : Self.missingFilter(properties.id)
  }

  private static func chunk(_ properties: hid_t) -> [Int]? {
    var sizes = [hsize_t](repeating: 0, count: Int(H5S_MAX_RANK))
    let rank = H5Pget_chunk(properties, H5S_MAX_RANK, &sizes)
    return rank > 0 ? sizes.prefix(Int(rank)).map { Int(clamping: $0) } : nil
  }

  private static func missingFilter(_ properties: hid_t) -> String? {
    for index in 0..<max(0, H5Pget_nfilters(properties)) {
      var (flags, configuration, count) = (UInt32(0), UInt32(0), 0)
      var name = [CChar](repeating: 0, count: 64)
      let filter = H5Pget_filter2(properties, UInt32(index), &flags, &count, nil, name.count, &name, &configuration)
      guard filter > 0, H5Zfilter_avail(filter) <= 0 else { continue }
      let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      return
        "it is packed by the filter \(text.isEmpty ? "" : "'\(text)', ")number \(filter), which libhdf5 lacks here; "
        + "write it with gzip (in pandas complib='zlib')"
    }
    return nil
  }

  /// Opens the dataset with a cache that holds two of its chunks, so that each is unpacked once, where the library's own of
  /// 1 MB is too small.
  func open(_ path: String, in file: hid_t) -> HDF5Handle? {
    guard let chunk, let size = HDF5Type.product(chunk + [itemSize]), size > 1 << 19 || chunk.count > 1,
      size / Self.densest <= bytes, size < 1 << 32,
      let properties = HDF5Handle(H5Pcreate(asimov_h5_dataset_access()), closedBy: H5Pclose),
      H5Pset_chunk_cache(properties.id, 521, max(2 * size, 1 << 23), 1) >= 0
    else { return HDF5Handle(H5Dopen2(file, path, asimov_h5_default_properties()), closedBy: H5Dclose) }
    return HDF5Handle(H5Dopen2(file, path, properties.id), closedBy: H5Dclose)
  }
}
