import CHDF5

/// What a group of an open file holds.
struct HDF5Group {
  /// Within the file, `/` for its root.
  let path: String
  /// Names, sorted.
  let datasets: [String]
  let groups: [String]
  /// The attribute by which pandas knows its frames.
  let pandasType: String?

  /// - Parameter object: the open group.
  init(_ object: hid_t, path: String) {
    self.path = path
    pandasType = HDF5Attribute.text("pandas_type", of: object)
    var info = H5G_info_t()
    var (datasets, groups) = ([String](), [String]())
    for index in 0..<(H5Gget_info(object, &info) >= 0 ? info.nlinks : 0) {
      // A link that leads nowhere is none.
      guard let name = Self.linkName(index, in: object) else { continue }
      guard let linked = HDF5Handle(H5Oopen(object, name, asimov_h5_default_properties()), closedBy: H5Oclose)
      else { continue }
      switch H5Iget_type(linked.id) {
      case H5I_DATASET: datasets.append(name)
      case H5I_GROUP: groups.append(name)
      default: break
      }
    }
    self.datasets = datasets.sorted()
    self.groups = groups.sorted()
  }

  func path(of name: String) -> String { path.hasSuffix("/") ? path + name : path + "/" + name }

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
