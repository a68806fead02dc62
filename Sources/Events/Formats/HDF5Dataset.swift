import CHDF5

/// One column of an open file: a flat dataset of numbers.
struct HDF5Dataset: ~Copyable {
  let path: String
  let name: String
  private let handle: HDF5Handle
  private let count: Int

  /// - Throws: ``EventFileError`` when there is no such dataset, or it is not flat or not numeric.
  init(_ name: String, in group: borrowing HDF5Group) throws(EventFileError) {
    // A name with a slash would be looked up in other groups.
    let names = group.datasetNames
    guard names.contains(name) else {
      throw EventFileError(
        file: group.path, reason: .missingColumn(name, nearest: nearestName(to: name, among: names)))
    }
    guard let handle = HDF5Handle(H5Dopen2(group.id, name, asimov_h5_default_properties()), closedBy: H5Dclose)
    else {
      throw EventFileError(file: group.path, reason: .damagedColumn(name, why: HDF5Library.lastError()))
    }
    let (length, why) = Self.flatLength(of: handle.id)
    guard let length else {
      throw EventFileError(file: group.path, reason: .unsuitableColumn(name, why: why))
    }
    path = group.path
    self.name = name
    self.handle = handle
    count = length
  }

  /// The number of values, or why the dataset is no column.
  private static func flatLength(of dataset: hid_t) -> (count: Int?, why: String) {
    guard let type = HDF5Handle(H5Dget_type(dataset), closedBy: H5Tclose) else {
      return (nil, "has no type: \(HDF5Library.lastError())")
    }
    let typeClass = H5Tget_class(type.id)
    guard typeClass == H5T_INTEGER || typeClass == H5T_FLOAT else {
      return (nil, "does not hold numbers; give a dataset of integers or floating-point numbers")
    }
    guard let space = HDF5Handle(H5Dget_space(dataset), closedBy: H5Sclose) else {
      return (nil, "has no shape: \(HDF5Library.lastError())")
    }
    let rank = H5Sget_simple_extent_ndims(space.id)
    guard rank == 1 else { return (nil, "has \(rank) dimensions; a column has one") }
    guard let count = Int(exactly: H5Sget_simple_extent_npoints(space.id)), count >= 0 else {
      return (nil, "has no length: \(HDF5Library.lastError())")
    }
    return (count, "")
  }

  /// The text of the attribute `units`, if there is one.
  func unit() -> String? {
    guard H5Aexists(handle.id, "units") > 0,
      let attribute = HDF5Handle(
        H5Aopen(handle.id, "units", asimov_h5_default_properties()), closedBy: H5Aclose),
      let type = HDF5Handle(H5Aget_type(attribute.id), closedBy: H5Tclose),
      let space = HDF5Handle(H5Aget_space(attribute.id), closedBy: H5Sclose),
      H5Tget_class(type.id) == H5T_STRING, H5Sget_simple_extent_npoints(space.id) == 1
    else { return nil }
    return H5Tis_variable_str(type.id) > 0
      ? Self.variableText(of: attribute.id, type: type.id, space: space.id)
      : Self.fixedText(of: attribute.id, type: type.id)
  }

  private static func variableText(of attribute: hid_t, type: hid_t, space: hid_t) -> String? {
    // Read as the type in the file: the library does not convert between its two encodings of text.
    var text: UnsafeMutablePointer<CChar>?
    guard H5Aread(attribute, type, &text) >= 0, let start = text else { return nil }
    defer { _ = H5Dvlen_reclaim(type, space, asimov_h5_default_properties(), &text) }
    return String(validatingCString: start)
  }

  private static func fixedText(of attribute: hid_t, type: hid_t) -> String? {
    let size = H5Tget_size(type)
    guard size > 0, size <= 1 << 16 else { return nil }
    var bytes = [UInt8](repeating: 0, count: size)
    guard H5Aread(attribute, type, &bytes) >= 0 else { return nil }
    return String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// All values.
  func values() throws(EventFileError) -> [Float] {
    // A damaged header may claim any length. Deflate, the densest common filter, packs at most 1032 bytes into one.
    let stored = Int(clamping: H5Dget_storage_size(handle.id))
    guard count / 1100 <= stored else {
      throw EventFileError(
        file: path, reason: .damagedColumn(name, why: "\(stored) bytes are stored for \(count) values"))
    }
    var values = [Float](repeating: 0, count: count)
    let all = asimov_h5_all()
    let status = values.withUnsafeMutableBytes { bytes in
      H5Dread(
        handle.id, asimov_h5_native_float(), all, all, asimov_h5_default_properties(), bytes.baseAddress)
    }
    guard status >= 0 else {
      throw EventFileError(file: path, reason: .damagedColumn(name, why: HDF5Library.lastError()))
    }
    return values
  }
}
