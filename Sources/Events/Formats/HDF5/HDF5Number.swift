import CHDF5

/// Whether the library can convert the numbers of a type.
///
/// Release 1.10.8 does not look, and writes beyond its own memory where a damaged file says that the bits of a number lie outside
/// it, or that an integer or an exponent has more than 64 bits.
enum HDF5Number {
  /// - Parameter type: of the class of integers or floating-point numbers, or of an enumeration of integers.
  static func isSound(_ type: hid_t) -> Bool {
    switch H5Tget_class(type) {
    case H5T_INTEGER: return H5Tget_size(type) <= 8 && isWithin(type)
    case H5T_FLOAT: return H5Tget_size(type) <= 16 && isWithin(type) && hasSoundFields(type)
    case H5T_ENUM:
      guard let base = HDF5Handle(H5Tget_super(type), closedBy: H5Tclose) else { return false }
      return H5Tget_class(base.id) == H5T_INTEGER && H5Tget_size(base.id) == H5Tget_size(type) && isSound(base.id)
    default: return false
    }
  }

  private static func isWithin(_ type: hid_t) -> Bool {
    let (bits, precision, offset) = (8 * H5Tget_size(type), H5Tget_precision(type), Int(H5Tget_offset(type)))
    return precision > 0 && precision <= bits && offset >= 0 && offset <= bits - precision
  }

  private static func hasSoundFields(_ type: hid_t) -> Bool {
    var (sign, exponent, exponentSize, mantissa, mantissaSize) = (0, 0, 0, 0, 0)
    guard H5Tget_fields(type, &sign, &exponent, &exponentSize, &mantissa, &mantissaSize) >= 0 else { return false }
    let precision = H5Tget_precision(type)
    func isWithin(_ start: Int, _ size: Int) -> Bool { start >= 0 && start <= precision && size <= precision - start }
    return isWithin(sign, 1) && isWithin(exponent, exponentSize) && isWithin(mantissa, mantissaSize)
      && (1..<32).contains(exponentSize) && mantissaSize > 0
  }
}
