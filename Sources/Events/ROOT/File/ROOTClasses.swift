/// The members of the classes that a file says its objects are of (`TStreamerInfo`).
struct ROOTClasses {
  struct Member {
    let title: String
    let typeName: String
  }

  private struct Version: Hashable {
    let className: String
    let version: Int
  }

  private var members: [Version: [Member]] = [:]

  static let none = ROOTClasses()

  private init() {}

  /// - Parameter file: of which a damaged list counts as none: most branches need no class.
  init(_ file: ROOTFile) {
    guard file.classRecord > 0 else { return }
    do throws(ROOTFault) {
      var record = try file.record(at: file.classRecord, upTo: 1024)
      let key = try ROOTKey(&record)
      var objects = try file.object(key.at(file.classRecord))
      try read(&objects)
    } catch {
      members = [:]
    }
  }

  /// A member by its place in a class.
  func member(_ place: Int, of className: String, version: Int) -> Member? {
    guard let list = members[Version(className: className, version: version)], list.indices.contains(place) else {
      return nil
    }
    return list[place]
  }

  /// A `TList` of `TStreamerInfo`.
  private mutating func read(_ objects: inout ROOTObjects) throws(ROOTFault) {
    _ = try objects.enter()
    try objects.skipBase()
    _ = try objects.bytes.string()
    let count = try objects.bytes.size(Int32.self)
    for _ in 0..<count {
      let pointer = try objects.pointer()
      if case .object(let className, _, let end) = pointer {
        if className == "TStreamerInfo" { try readClass(&objects) }
        try objects.finish(end: end)
      }
      // Each has an option, a text.
      try objects.bytes.skip(Int(try objects.bytes.big(UInt8.self)))
    }
  }

  private mutating func readClass(_ objects: inout ROOTObjects) throws(ROOTFault) {
    _ = try objects.enter()
    let name = try objects.named().name
    try objects.bytes.skip(4)
    let version = Int(try objects.bytes.big(Int32.self))
    guard case .object = try objects.pointer() else { return }
    let (_, count) = try objects.enterArray()
    var list: [Member] = []
    for _ in 0..<count {
      guard case .object(_, _, let end) = try objects.pointer() else { continue }
      list.append(try Self.member(&objects))
      try objects.finish(end: end)
    }
    members[Version(className: name, version: version)] = list
  }

  /// `TStreamerElement`, which every kind of member begins with.
  private static func member(_ objects: inout ROOTObjects) throws(ROOTFault) -> Member {
    _ = try objects.enter()
    let base = try objects.enter()
    let title = try objects.named().title
    try objects.bytes.skip(12)
    // Of the first versions an array's dimensions are a list, and then five numbers.
    let dimensions = try objects.bytes.size(Int32.self)
    if base.version == 1 {
      try objects.bytes.skip(4)
      _ = try objects.bytes.array(of: Int32.self, count: dimensions)
    } else {
      try objects.bytes.skip(20)
    }
    return Member(title: title, typeName: try objects.bytes.string())
  }
}
