import CHDF5

/// The group of an open file that holds its columns.
struct HDF5Group: ~Copyable {
  let path: String
  /// Names of the datasets in the group, sorted.
  let datasetNames: [String]
  // Which of the two is closed first does not matter: the library keeps a file open as long as an object in it.
  private let file: HDF5Handle
  private let handle: HDF5Handle

  var id: hid_t { handle.id }

  init(file path: String, group: String?) throws(EventFileError) {
    guard let file = HDF5Handle(asimov_h5_open_read_only(path), closedBy: H5Fclose) else {
      throw EventFileError(
        file: path, reason: .unreadable("cannot be opened as an HDF5 file: \(HDF5Library.lastError())"))
    }
    let name = group ?? "/"
    guard let handle = HDF5Handle(H5Gopen2(file.id, name, asimov_h5_default_properties()), closedBy: H5Gclose) else {
      // The file's own identifier stands for its root.
      let others = Self.names(in: file.id, of: H5I_GROUP)
      throw EventFileError(file: path, reason: .missingGroup(name, nearest: nearestName(to: name, among: others)))
    }
    self.path = path
    datasetNames = Self.names(in: handle.id, of: H5I_DATASET)
    self.file = file
    self.handle = handle
  }

  /// Names of the links in `group` that lead to an object of `kind`. A link that leads nowhere is none.
  private static func names(in group: hid_t, of kind: H5I_type_t) -> [String] {
    var info = H5G_info_t()
    guard H5Gget_info(group, &info) >= 0 else { return [] }
    var names: [String] = []
    for index in 0..<info.nlinks {
      guard let name = linkName(index, in: group),
        let object = HDF5Handle(H5Oopen(group, name, asimov_h5_default_properties()), closedBy: H5Oclose),
        H5Iget_type(object.id) == kind
      else { continue }
      names.append(name)
    }
    return names.sorted()
  }

  private static func linkName(_ index: UInt64, in group: hid_t) -> String? {
    let properties = asimov_h5_default_properties()
    let length = H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, index, nil, 0, properties)
    guard length > 0, length < 1 << 16 else { return nil }
    var bytes = [CChar](repeating: 0, count: length + 1)
    guard
      H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, index, &bytes, bytes.count, properties) == length
    else { return nil }
    return String(validating: bytes.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
