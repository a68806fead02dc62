import CHDF5

/// The layouts in which pandas writes its frames (`DataFrame.to_hdf`, pandas/io/pytables.py).
///
/// `format="table"` is a group with a dataset `table` of records, which PyTables reads and writes. Members named `values_block_0`
/// and so on hold several columns of one type, whose names are a pickled list in an attribute; see ``PickledNames``. With
/// `data_columns=True` each column is a member. `format="fixed"` is a group with one matrix for each type, `block0_values`, and
/// the names of its columns, `block0_items`. Both have an index, which numbers the rows: a column only where it is named.
extension HDF5Catalogue {
  private static let index = "index"
  private static let remedy =
    "write the frame with to_hdf(…, format='table', data_columns=True), and names that are texts"

  /// - Returns: `nil` for a group that is no frame of pandas.
  static func columns(ofPandas group: HDF5Group, in file: hid_t) throws(HDF5Fault) -> HDF5Catalogue? {
    switch group.pandasType {
    case "frame_table", "series_table": try columns(ofTable: opened(group.path(of: "table"), in: file))
    case "frame": try columns(ofFixedFrame: group, in: file)
    default: nil
    }
  }

  /// The members of records, under the names that pandas gives them if it wrote them.
  static func columns(ofTable dataset: borrowing HDF5Dataset) throws(HDF5Fault) -> HDF5Catalogue {
    let object = dataset.handle.id
    let hasIndex = H5Aexists(object, "index_kind") > 0
    var catalogue = HDF5Catalogue()
    for var leaf in dataset.type.leaves {
      let member = leaf.name
      if let other = otherType(HDF5Attribute.text(member + "_dtype", of: object))
        ?? (HDF5Attribute.text(member + "_meta", of: object) == "category" ? "categories" : nil)
      {
        leaf.other = other
      }
      guard hasIndex, member.hasPrefix("values_block_") else {
        catalogue.add(member, leaf, of: dataset.path, isListed: !hasIndex || member != index)
        continue
      }
      guard let names = HDF5Attribute.bytes(member + "_kind", of: object).flatMap(PickledNames.init)?.names,
        leaf.other != nil || [names.count] == leaf.dimensions
      else {
        let why = "has columns in '\(member)' whose names only Python can read; \(remedy)"
        throw HDF5Fault(.unsuitableGroup(dataset.path, why: why))
      }
      catalogue.add(names, leaf, of: dataset.path)
    }
    return catalogue
  }

  private static func columns(ofFixedFrame group: HDF5Group, in file: hid_t) throws(HDF5Fault) -> HDF5Catalogue {
    var catalogue = HDF5Catalogue()
    if group.datasets.contains("axis1") {
      let axis = try opened(group.path(of: "axis1"), in: file)
      if axis.unsuitable == nil, let leaf = axis.type.leaves.first, axis.inner.isEmpty {
        catalogue.add(index, leaf, of: axis.path, isListed: false)
      }
    }
    for name in group.datasets where name.hasPrefix("block") && name.hasSuffix("_values") {
      let items = group.path(of: name.dropLast("values".count) + "items")
      let values = try opened(group.path(of: name), in: file)
      guard let names = HDF5Dataset(items, in: file)?.labels() else {
        let why = "has columns in '\(name)' whose names are no texts; \(remedy)"
        throw HDF5Fault(.unsuitableGroup(group.path, why: why))
      }
      var leaf = HDF5Type.Leaf(path: [], dimensions: values.inner)
      if case .other(let what) = values.type {
        leaf.other = what == "lists of varying length" ? "pickled objects" : what
      }
      if let other = otherType(HDF5Attribute.text("value_type", of: values.handle.id)) { leaf.other = other }
      guard
        leaf.other != nil
          || (leaf.dimensions == [names.count] && HDF5Attribute.flag("transposed", of: values.handle.id))
      else {
        throw HDF5Fault(.unsuitableGroup(group.path, why: "has '\(name)' in an order that is not known; \(remedy)"))
      }
      catalogue.add(names, leaf, of: values.path)
    }
    return catalogue
  }

  /// What pandas stores as whole numbers, and means otherwise.
  private static func otherType(_ type: String?) -> String? {
    guard let type else { return nil }
    if type.hasPrefix("datetime") || type == "date" { return "dates" }
    return type.hasPrefix("timedelta") ? "spans of time" : nil
  }

  /// Adds the numbers of a list as a column each.
  private mutating func add(_ names: [String], _ leaf: HDF5Type.Leaf, of dataset: String) {
    for (element, name) in names.enumerated() {
      if let other = leaf.other {
        add(name, unsuitable: "holds \(other), and no numbers")
      } else {
        add(name, Place(dataset: dataset, path: leaf.path, dimensions: [], element: element))
      }
    }
  }
}
