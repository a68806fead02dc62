/// A branch of a tree, as its record describes it (`TBranch`, `TBranchElement`).
struct ROOTBranch {
  /// What the branch of a class says of it.
  struct Element {
    /// The class whose member this is, or that the branch holds.
    var className: String
    /// Of the class.
    var version: Int
    /// Which member of the class; below 0 for the whole of it.
    var member: Int
    /// 3 and 4 lead collections, 31 and 41 are members of what these hold.
    var kind: Int
    /// How the member is stored, as ROOT numbers types.
    var streamerType: Int
  }

  /// Some events of the branch.
  struct Basket {
    enum Storage {
      /// Bytes of the record that the file has at a place.
      case record(place: Int, length: Int)
      /// In the tree's own record.
      case embedded(ROOTBasketContents)
    }

    let firstEvent: Int
    let count: Int
    let storage: Storage

    /// Where it is in the file.
    var place: Int {
      switch storage {
      case .record(let place, _): place
      case .embedded(let contents): contents.place
      }
    }
  }

  var name = ""
  /// Where in the file its own record is, or the tree's.
  var place = 0
  var className: String
  var element: Element?
  var leaves: [ROOTLeaf] = []
  var children: [ROOTBranch] = []
  /// Number of events.
  var entries = 0
  /// In the order of the events, which they cover without gaps.
  var baskets: [Basket] = []
  /// The file that its events are in, where that is another one.
  var otherFile = ""

  init(className: String) { self.className = className }
}

/// The bytes of a basket, unpacked.
struct ROOTBasketContents {
  /// Where in the file they are, or the record of the tree.
  let place: Int
  var bytes: [UInt8]
  /// Where each event begins in `bytes`; `nil` where all events are of one length.
  var offsets: [Int]?
}

extension ROOTObjects {
  private static let branchClasses: Set<String> = ["TBranch", "TBranchElement"]

  /// The branches in a list.
  mutating func branches(_ leaves: inout ROOTLeaves, depth: Int = 0) throws(ROOTFault) -> [ROOTBranch] {
    guard depth < 32 else { throw bytes.fault("branches nested deeper than 32") }
    let (frame, count) = try enterArray()
    var branches: [ROOTBranch] = []
    for _ in 0..<count {
      guard case .object(let className, _, let end) = try pointer() else { continue }
      if Self.branchClasses.contains(className) {
        branches.append(try branch(className, &leaves, depth: depth))
      } else {
        var other = ROOTBranch(className: className)
        // What all of them begin with.
        if try enter().version > 0, try enter().version > 0 { other.name = try named().name }
        branches.append(other)
      }
      try finish(end: end)
    }
    try leave(frame)
    return branches
  }

  private mutating func branch(
    _ className: String, _ leaves: inout ROOTLeaves, depth: Int
  ) throws(ROOTFault) -> ROOTBranch {
    var branch = ROOTBranch(className: className)
    branch.place = bytes.place
    guard className == "TBranchElement" else {
      try readBase(&branch, &leaves, depth: depth)
      return branch
    }
    let frame = try enter()
    try readBase(&branch, &leaves, depth: depth)
    guard frame.version >= 8 else { return branch }
    let name = try bytes.string()
    _ = try bytes.string()
    _ = try bytes.string()
    try bytes.skip(4)
    let version = frame.version >= 10 ? Int(try bytes.big(Int16.self)) : Int(try bytes.big(Int32.self))
    branch.element = ROOTBranch.Element(
      className: name, version: version, member: Int(try bytes.big(Int32.self)), kind: Int(try bytes.big(Int32.self)),
      streamerType: Int(try bytes.big(Int32.self)))
    return branch
  }

  /// `TBranch`, of versions 10 (ROOT 5.0) to 13.
  private mutating func readBase(
    _ branch: inout ROOTBranch, _ leaves: inout ROOTLeaves, depth: Int
  ) throws(ROOTFault) {
    let frame = try enter()
    branch.name = try named().name
    guard frame.version >= 10 else {
      throw bytes.fault("branch '\(branch.name)' is of version \(frame.version), from before ROOT 5")
    }
    try skipObject()
    try bytes.skip(12)
    let current = try bytes.size(Int32.self)
    try bytes.skip(8)
    if frame.version >= 13 { try skipObject() }
    try bytes.skip(4)
    let slots = try bytes.size(Int32.self)
    try bytes.skip(4)
    branch.entries = try bytes.size(Int64.self)
    try bytes.skip(frame.version >= 11 ? 24 : 16)
    branch.children = try branches(&leaves, depth: depth + 1)
    try readLeaves(&branch, &leaves)
    let embedded = try embeddedBaskets()
    try readBaskets(&branch, slots: slots, current: current, embedded: embedded)
    branch.otherFile = try bytes.string()
    try leave(frame)
  }

  private mutating func readLeaves(_ branch: inout ROOTBranch, _ leaves: inout ROOTLeaves) throws(ROOTFault) {
    let (frame, count) = try enterArray()
    for _ in 0..<count {
      if let leaf = try leaf(&leaves) { branch.leaves.append(leaf) }
    }
    try leave(frame)
  }

  /// The three lists of where the baskets are.
  private mutating func readBaskets(
    _ branch: inout ROOTBranch, slots: Int, current: Int, embedded: [Int: (ROOTBasketContents, count: Int)]
  ) throws(ROOTFault) {
    try bytes.skip(1)
    let lengths = try bytes.array(of: Int32.self, count: slots)
    try bytes.skip(1)
    let firsts = try bytes.array(of: Int64.self, count: slots)
    try bytes.skip(1)
    let places = try bytes.array(of: Int64.self, count: slots)
    for index in 0..<slots where index <= current {
      let first = Int(firsts[index])
      let next = index + 1 < slots && index < current ? Int(firsts[index + 1]) : branch.entries
      if let (contents, count) = embedded[index] {
        branch.baskets.append(.init(firstEvent: first, count: count, storage: .embedded(contents)))
      } else if places[index] > 0, 0 <= first, first < next {
        let record = ROOTBranch.Basket.Storage.record(place: Int(places[index]), length: Int(lengths[index]))
        branch.baskets.append(.init(firstEvent: first, count: next - first, storage: record))
      }
    }
  }

  /// Baskets that were not full when the tree was written, by their place among all baskets.
  private mutating func embeddedBaskets() throws(ROOTFault) -> [Int: (ROOTBasketContents, count: Int)] {
    let (frame, count) = try enterArray()
    var baskets: [Int: (ROOTBasketContents, count: Int)] = [:]
    for index in 0..<count {
      guard case .object("TBasket", _, let end) = try pointer() else { continue }
      if let basket = try basket() { baskets[index] = basket }
      try finish(end: end)
    }
    try leave(frame)
    return baskets
  }

  /// `TBasket`, as its `Streamer` writes it into another object.
  private mutating func basket() throws(ROOTFault) -> (ROOTBasketContents, count: Int)? {
    let place = bytes.place
    let key = try ROOTKey(&bytes)
    let end = try ROOTBasketEnd(&bytes)
    var offsets: [Int32]?
    // Tens say what stands before the bytes, from 80 on that offsets can be made from a count.
    if end.flag < 80, end.flag != 0, end.flag % 10 != 2 {
      offsets = try bytes.array(of: Int32.self, count: try bytes.size(Int32.self))
      if end.flag > 40 { _ = try bytes.array(of: Int32.self, count: try bytes.size(Int32.self)) }
    }
    guard end.flag == 1 || end.flag > 10, end.count > 0 else { return nil }
    // The bytes begin with room for the key.
    let data = try bytes.take(end.last)
    guard key.keyLength <= data.count else { throw bytes.fault("a basket that ends within its key") }
    let isFixed = end.entryLength * end.count + key.keyLength == end.last
    var contents = ROOTBasketContents(place: place, bytes: Array(data[key.keyLength...]))
    if !isFixed, let offsets, offsets.count >= end.count {
      contents.offsets = offsets.prefix(end.count).map { Int($0 & 0x00FF_FFFF) - key.keyLength }
    }
    return (contents, end.count)
  }
}

/// What a basket's key has behind that of other records.
struct ROOTBasketEnd {
  static let length = 2 + 4 * 4 + 1
  /// Bytes of an event where all are of one length.
  let entryLength: Int
  /// Number of events.
  let count: Int
  /// Where the events end, counted from the start of the key.
  let last: Int
  let flag: Int

  init(_ bytes: inout ROOTBytes) throws(ROOTFault) {
    _ = try bytes.big(Int16.self)
    try bytes.skip(4)
    var length = Int(try bytes.big(Int32.self))
    if length < 0 {
      // Its sign says that a list of bits follows.
      length = -length
      try bytes.skip(1)
    }
    entryLength = length
    count = try bytes.size(Int32.self)
    last = try bytes.size(Int32.self)
    flag = Int(try bytes.big(UInt8.self))
  }
}
