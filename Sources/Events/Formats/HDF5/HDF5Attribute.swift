import CHDF5

/// Attributes that are texts or booleans.
enum HDF5Attribute {
  /// No text that is read here is longer.
  private static let longest = 1 << 20

  /// The text of an attribute of an open object, if there is one and it is UTF-8.
  static func text(_ name: String, of object: hid_t) -> String? {
    bytes(name, of: object).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// The same in its own encoding, without the zeros at its end.
  static func bytes(_ name: String, of object: hid_t) -> [UInt8]? {
    guard H5Aexists(object, name) > 0,
      let attribute = HDF5Handle(H5Aopen(object, name, asimov_h5_default_properties()), closedBy: H5Aclose),
      let type = HDF5Handle(H5Aget_type(attribute.id), closedBy: H5Tclose),
      let space = HDF5Handle(H5Aget_space(attribute.id), closedBy: H5Sclose),
      H5Tget_class(type.id) == H5T_STRING, H5Sget_simple_extent_npoints(space.id) == 1
    else { return nil }
    return H5Tis_variable_str(type.id) > 0
      ? variable(of: attribute.id, type: type.id, space: space.id)
      : fixed(of: attribute.id, type: type.id)
  }

  /// Whether an attribute of one byte, as PyTables writes a boolean, is not 0.
  static func flag(_ name: String, of object: hid_t) -> Bool {
    guard H5Aexists(object, name) > 0,
      let attribute = HDF5Handle(H5Aopen(object, name, asimov_h5_default_properties()), closedBy: H5Aclose),
      let type = HDF5Handle(H5Aget_type(attribute.id), closedBy: H5Tclose),
      H5Tget_size(type.id) == 1, H5Aget_storage_size(attribute.id) == 1
    else { return false }
    var byte: UInt8 = 0
    return H5Aread(attribute.id, type.id, &byte) >= 0 && byte != 0
  }

  private static func variable(of attribute: hid_t, type: hid_t, space: hid_t) -> [UInt8]? {
    // Read as the type in the file: the library does not convert between its two encodings of text.
    var text: UnsafeMutablePointer<CChar>?
    guard H5Aread(attribute, type, &text) >= 0, let start = text else { return nil }
    defer { _ = H5Dvlen_reclaim(type, space, asimov_h5_default_properties(), &text) }
    var bytes: [UInt8] = []
    while start[bytes.count] != 0 { bytes.append(UInt8(bitPattern: start[bytes.count])) }
    return bytes
  }

  private static func fixed(of attribute: hid_t, type: hid_t) -> [UInt8]? {
    let size = H5Tget_size(type)
    guard size > 0, size <= longest else { return nil }
    var bytes = [UInt8](repeating: 0, count: size)
    guard H5Aread(attribute, type, &bytes) >= 0 else { return nil }
    return Array(bytes.prefix { $0 != 0 })
  }
}
