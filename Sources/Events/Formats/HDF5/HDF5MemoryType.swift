import CHDF5

/// How the members of a type that are wanted stand in memory, close to each other: numbers as `Float`, flags as bytes.
struct HDF5MemoryType: ~Copyable {
  /// Where the numbers of a leaf begin.
  struct Place {
    var offset: Int
    var isFlag: Bool
    /// Bytes of one number.
    var stride: Int { isFlag ? 1 : 4 }
  }

  let handle: HDF5Handle
  /// Bytes.
  let size: Int
  /// By the paths of the leaves.
  private(set) var places: [[String]: Place] = [:]

  /// - Parameters:
  ///   - wanted: paths of leaves that are numbers, as ``HDF5Type/leaves`` has them.
  ///   - path: of `type` itself.
  /// - Returns: `nil` where the library makes no such type, or nothing of the type is wanted.
  init?(_ type: HDF5Type, keeping wanted: Set<[String]>, path: [String] = []) {
    switch type {
    case .other: return nil
    case .number, .flag:
      let isFlag = if case .flag = type { true } else { false }
      guard let handle = HDF5Handle(H5Tcopy(Self.element(isFlag)), closedBy: H5Tclose) else { return nil }
      self.handle = handle
      places[path] = Place(offset: 0, isFlag: isFlag)
      size = isFlag ? 1 : 4
    case .array(let element, let dimensions):
      let isFlag = if case .flag = element { true } else { false }
      let sizes = dimensions.map { hsize_t($0) }
      guard
        let handle = HDF5Handle(
          H5Tarray_create2(Self.element(isFlag), UInt32(sizes.count), sizes), closedBy: H5Tclose)
      else { return nil }
      self.handle = handle
      places[path] = Place(offset: 0, isFlag: isFlag)
      size = dimensions.reduce(isFlag ? 1 : 4, *)
    case .record(let members):
      let size = Self.size(of: type, keeping: wanted, path: path)
      guard size > 0, let record = HDF5Handle(H5Tcreate(H5T_COMPOUND, size), closedBy: H5Tclose) else { return nil }
      var offset = 0
      var places: [[String]: Place] = [:]
      for member in members where Self.isWanted(path + [member.name], wanted) {
        guard let part = HDF5MemoryType(member.type, keeping: wanted, path: path + [member.name]),
          H5Tinsert(record.id, member.name, offset, part.handle.id) >= 0
        else { return nil }
        for (path, place) in part.places {
          places[path] = Place(offset: offset + place.offset, isFlag: place.isFlag)
        }
        offset += part.size
      }
      handle = record
      self.size = size
      self.places = places
    }
  }

  private static func element(_ isFlag: Bool) -> hid_t {
    isFlag ? asimov_h5_native_byte_of_bits() : asimov_h5_native_float()
  }

  /// Whether a leaf that is wanted lies at the path or below.
  private static func isWanted(_ path: [String], _ wanted: Set<[String]>) -> Bool {
    wanted.contains { $0.starts(with: path) }
  }

  private static func size(of type: HDF5Type, keeping wanted: Set<[String]>, path: [String]) -> Int {
    switch type {
    case .other: 0
    case .number: 4
    case .flag: 1
    case .array(let element, let dimensions): dimensions.reduce(size(of: element, keeping: wanted, path: path), *)
    case .record(let members):
      members.reduce(0) { sum, member in
        let place = path + [member.name]
        return isWanted(place, wanted) ? sum + size(of: member.type, keeping: wanted, path: place) : sum
      }
    }
  }
}
