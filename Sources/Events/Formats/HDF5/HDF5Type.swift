import CHDF5

/// What the values of a dataset are, as far as columns are made of them.
indirect enum HDF5Type {
  /// Integers, floating-point numbers and enumerations of any width, which the library converts to `Float`; those of h5py's
  /// booleans are such enumerations.
  case number
  /// PyTables' booleans: bytes that the library calls bits and does not convert.
  case flag
  case array(of: HDF5Type, dimensions: [Int])
  case record([(name: String, type: HDF5Type)])
  /// No number; the text goes on from "holds".
  case other(String)

  /// Records within records beyond this depth are damage.
  private static let deepest = 8

  init(_ type: hid_t, depth: Int = 0) {
    self =
      switch H5Tget_class(type) {
      case H5T_INTEGER, H5T_FLOAT, H5T_ENUM:
        HDF5Number.isSound(type) ? .number : .other("numbers that the library cannot convert")
      case H5T_BITFIELD: H5Tget_size(type) == 1 ? .flag : .other("bits")
      case H5T_ARRAY: Self.array(type, depth)
      case H5T_COMPOUND: depth < Self.deepest ? Self.record(type, depth) : .other("records in records in records")
      case H5T_STRING: .other("texts")
      case H5T_VLEN: .other("lists of varying length")
      case H5T_REFERENCE: .other("references")
      case H5T_OPAQUE: .other("opaque bytes")
      default: .other("values of a type that is not known")
      }
  }

  private static func array(_ type: hid_t, _ depth: Int) -> HDF5Type {
    let rank = H5Tget_array_ndims(type)
    guard rank > 0, rank <= H5S_MAX_RANK, let base = HDF5Handle(H5Tget_super(type), closedBy: H5Tclose) else {
      return .other("arrays of no dimensions")
    }
    var sizes = [hsize_t](repeating: 0, count: Int(rank))
    guard H5Tget_array_dims2(type, &sizes) >= 0 else { return .other("arrays of no dimensions") }
    let dimensions = sizes.map { Int(clamping: $0) }
    guard let count = product(dimensions), count < 1 << 28 else { return .other("arrays that are too large") }
    guard count * H5Tget_size(base.id) == H5Tget_size(type) else { return .other("arrays of another size than theirs") }
    switch HDF5Type(base.id, depth: depth) {
    case .number: return .array(of: .number, dimensions: dimensions)
    case .flag: return .array(of: .flag, dimensions: dimensions)
    case .array(let element, let inner): return .array(of: element, dimensions: dimensions + inner)
    case .record: return .other("arrays of records")
    case .other(let what): return .other(what)
    }
  }

  private static func record(_ type: hid_t, _ depth: Int) -> HDF5Type {
    let count = H5Tget_nmembers(type)
    guard count > 0 else { return .other("records of nothing") }
    var members: [(name: String, type: HDF5Type)] = []
    for index in 0..<UInt32(count) {
      guard let text = H5Tget_member_name(type, index) else { continue }
      defer { H5free_memory(text) }
      guard let member = HDF5Handle(H5Tget_member_type(type, index), closedBy: H5Tclose),
        let name = String(validatingCString: text), !name.isEmpty
      else { continue }
      // The library does not look, and would read beyond the record of a damaged file.
      let (offset, room) = (H5Tget_member_offset(type, index), H5Tget_size(type))
      guard offset <= room, H5Tget_size(member.id) <= room - offset else { return .other("records beyond their size") }
      members.append((name, HDF5Type(member.id, depth: depth + 1)))
    }
    return .record(members)
  }

  /// - Returns: `nil` beyond all bounds.
  static func product(_ sizes: [Int]) -> Int? {
    var product = 1
    for size in sizes {
      let (next, overflows) = product.multipliedReportingOverflow(by: size)
      guard !overflows else { return nil }
      product = next
    }
    return product
  }

  /// Numbers of one kind within a type, one or an array of them.
  struct Leaf {
    /// The names of the members that lead to it; none where the type has no members.
    var path: [String]
    var dimensions: [Int]
    /// What it holds where it is no number.
    var other: String?

    /// As a column is named: `a.b` for the member b of the member a.
    var name: String { path.joined(separator: ".") }
  }

  /// All numbers within the type, and what is none.
  var leaves: [Leaf] {
    switch self {
    case .number, .flag: [Leaf(path: [], dimensions: [])]
    case .array(_, let dimensions): [Leaf(path: [], dimensions: dimensions)]
    case .other(let what): [Leaf(path: [], dimensions: [], other: what)]
    case .record(let members):
      members.flatMap { member in
        member.type.leaves.map {
          Leaf(path: [member.name] + $0.path, dimensions: $0.dimensions, other: $0.other)
        }
      }
    }
  }

  var isRecord: Bool { if case .record = self { true } else { false } }
}
