import CHDF5

/// The names of the columns of a matrix.
extension HDF5Dataset {
  /// Texts of one length or whole numbers, as texts; `nil` where there is anything else.
  borrowing func labels() -> [String]? {
    guard dimensions.count == 1, unreadable == nil else { return nil }
    if case .number = type { return numbers() }
    guard let type = HDF5Handle(H5Dget_type(handle.id), closedBy: H5Tclose), H5Tget_class(type.id) == H5T_STRING,
      H5Tis_variable_str(type.id) == 0, let size = HDF5Type.product([count, itemSize])
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: size)
    let all = asimov_h5_all()
    guard H5Dread(handle.id, type.id, all, all, asimov_h5_default_properties(), &bytes) >= 0 else { return nil }
    let texts = stride(from: 0, to: size, by: max(1, itemSize)).map { start in
      String(validating: bytes[start..<start + itemSize].prefix { $0 != 0 }, as: UTF8.self)
    }
    return texts.contains(nil) ? nil : texts.compactMap(\.self)
  }

  private borrowing func numbers() -> [String]? {
    var numbers = [Int](repeating: 0, count: count)
    let all = asimov_h5_all()
    let status = H5Dread(
      handle.id, asimov_h5_native_integer(), all, all, asimov_h5_default_properties(), &numbers)
    return status >= 0 ? numbers.map(String.init) : nil
  }
}
