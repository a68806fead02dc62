import CHDF5

/// Which datasets of a file hold the columns.
extension HDF5Catalogue {
  /// Groups that hold nothing but one group are followed as far as this.
  private static let deepest = 16

  /// The columns of one place of an open file.
  ///
  /// - Parameter place: path of a group or of a table, `nil` for the root.
  static func columns(of place: String?, in file: hid_t) throws(HDF5Fault) -> HDF5Catalogue {
    let path = place ?? "/"
    guard let object = HDF5Handle(H5Oopen(file, path, asimov_h5_default_properties()), closedBy: H5Oclose) else {
      let root = HDF5Group(file, path: "/")
      throw HDF5Fault(.missingGroup(path, nearest: nearestName(to: path, among: root.groups + root.datasets)))
    }
    switch H5Iget_type(object.id) {
    case H5I_GROUP: return try columns(of: HDF5Group(object.id, path: path), in: file, depth: 0)
    case H5I_DATASET:
      let dataset = try opened(path, in: file)
      guard dataset.isTable else {
        let why = dataset.unsuitable ?? "is a dataset of numbers; name the group that it is in, where it is a column"
        throw HDF5Fault(.unsuitableGroup(path, why: why))
      }
      return try columns(ofTable: dataset)
    default: throw HDF5Fault(.unsuitableGroup(path, why: "is neither a group nor a table"))
    }
  }

  private static func columns(of group: HDF5Group, in file: hid_t, depth: Int) throws(HDF5Fault) -> HDF5Catalogue {
    if let frame = try columns(ofPandas: group, in: file) { return frame }
    var (flat, tables) = datasets(of: group, in: file)
    if !flat.hasPlaces, let table = tables.first {
      guard tables.count == 1 else { throw HDF5Fault(.severalPlaces(kind: "tables", tables)) }
      return try columns(ofTable: opened(table, in: file))
    }
    for table in tables {
      let name = String(table.dropFirst(group.path(of: "").count))
      flat.add(name, unsuitable: "holds records; say tree: \(table) to read their members")
    }
    guard group.datasets.isEmpty else { return flat }
    guard let only = group.groups.first, depth < deepest else {
      throw HDF5Fault(.unsuitableGroup(group.path, why: "holds no datasets"))
    }
    guard group.groups.count == 1 else {
      throw HDF5Fault(.severalPlaces(kind: "groups", group.groups.map(group.path(of:))))
    }
    let path = group.path(of: only)
    guard let object = HDF5Handle(H5Oopen(file, path, asimov_h5_default_properties()), closedBy: H5Oclose) else {
      throw HDF5Fault(.missingGroup(path, nearest: nil))
    }
    return try columns(of: HDF5Group(object.id, path: path), in: file, depth: depth + 1)
  }

  /// The datasets of numbers as columns, and the paths of the tables.
  private static func datasets(of group: HDF5Group, in file: hid_t) -> (flat: HDF5Catalogue, tables: [String]) {
    var (flat, tables) = (HDF5Catalogue(), [String]())
    for name in group.datasets {
      guard let dataset = HDF5Dataset(group.path(of: name), in: file) else {
        flat.add(name, unsuitable: "cannot be opened: \(HDF5Library.lastError())")
        continue
      }
      if let why = dataset.unsuitable {
        flat.add(name, unsuitable: why)
      } else if dataset.isTable {
        tables.append(dataset.path)
      } else {
        for leaf in dataset.type.leaves { flat.add(name, leaf, of: dataset.path, inner: dataset.inner) }
      }
    }
    return (flat, tables)
  }

  static func opened(_ path: String, in file: hid_t) throws(HDF5Fault) -> HDF5Dataset {
    guard let dataset = HDF5Dataset(path, in: file) else {
      throw HDF5Fault(.unsuitableGroup(path, why: "cannot be read: \(HDF5Library.lastError())"))
    }
    return dataset
  }
}
