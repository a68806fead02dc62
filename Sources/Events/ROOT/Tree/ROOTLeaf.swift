/// A leaf of a branch: how one quantity stands in it (`TLeaf` and what is derived from it).
struct ROOTLeaf: Hashable {
  let name: String
  let className: String
  /// Numbers in one event, or in one entry of an array of variable length.
  let length: Int
  /// `nil` for what is no number.
  let number: ROOTNumber?
  /// Entries vary in number from event to event.
  let isVariable: Bool
  /// Fixed dimensions, from the outermost; empty for a single number.
  let dimensions: [Int]
  /// Of a member of a class: its type as ROOT numbers it.
  let streamerType: Int?

  static let classes: Set<String> = [
    "TLeaf", "TLeafO", "TLeafB", "TLeafS", "TLeafI", "TLeafL", "TLeafG", "TLeafF", "TLeafD", "TLeafF16", "TLeafD32",
    "TLeafC", "TLeafElement", "TLeafObject",
  ]

  init(
    name: String, title: String, className: String, length: Int, isUnsigned: Bool, isVariable: Bool, streamerType: Int?
  ) {
    self.name = name
    self.className = className
    self.length = length
    self.isVariable = isVariable
    self.streamerType = streamerType
    number =
      switch className {
      case "TLeafO": .bool
      case "TLeafB": isUnsigned ? .uint8 : .int8
      case "TLeafS": isUnsigned ? .uint16 : .int16
      case "TLeafI": isUnsigned ? .uint32 : .int32
      case "TLeafL", "TLeafG": isUnsigned ? .uint64 : .int64
      case "TLeafF": .float
      case "TLeafD": .double
      case "TLeafF16": ROOTNumber.float16(title)
      case "TLeafD32": ROOTNumber.double32(title)
      // Members of a class come as a number, an array of them (+20), or a pointer to some (+40).
      case "TLeafElement":
        streamerType.flatMap { ROOTNumber(streamerType: $0 < 60 ? $0 % 20 : $0, title: "") }
      default: nil
      }
    let written = Self.dimensions(in: title)
    dimensions =
      written.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue } == length
      ? written : length == 1 ? [] : [length]
  }

  /// The numbers in brackets of a title such as `x[2][3]` or `x[n][3]`.
  private static func dimensions(in title: String) -> [Int] {
    title.split(separator: "[").dropFirst().compactMap { part in
      part.firstIndex(of: "]").flatMap { Int(part[..<$0]) }
    }
  }
}

/// The leaves that a tree's record has shown so far, by the place that references to them give.
typealias ROOTLeaves = [Int: ROOTLeaf]

extension ROOTObjects {
  /// A leaf that a pointer leads to; `nil` for no leaf.
  mutating func leaf(_ known: inout ROOTLeaves, depth: Int = 0) throws(ROOTFault) -> ROOTLeaf? {
    switch try pointer() {
    case .null: return nil
    case .reference(let place): return known[place]
    case .object(let className, let place, let end):
      guard ROOTLeaf.classes.contains(className), depth < 8 else {
        try finish(end: end)
        return nil
      }
      let leaf = try leafObject(className, &known, depth: depth)
      try finish(end: end)
      known[place] = leaf
      return leaf
    }
  }

  private mutating func leafObject(
    _ className: String, _ known: inout ROOTLeaves, depth: Int
  ) throws(ROOTFault) -> ROOTLeaf {
    if className != "TLeaf" { _ = try enter() }
    let base = try enter()
    let (name, title) = try named()
    let length = try bytes.size(Int32.self)
    try bytes.skip(8)
    try bytes.skip(1)
    let isUnsigned = try bytes.big(UInt8.self) != 0
    let place = bytes.position
    // Where there is a count, this array's length varies, whatever leaf the count is.
    let isVariable = try bytes.big(UInt32.self) != 0
    try bytes.move(to: place)
    _ = try leaf(&known, depth: depth + 1)
    try leave(base)
    var streamerType: Int?
    if className == "TLeafElement" {
      try bytes.skip(4)
      streamerType = Int(try bytes.big(Int32.self))
    }
    return ROOTLeaf(
      name: name, title: title, className: className, length: length, isUnsigned: isUnsigned, isVariable: isVariable,
      streamerType: streamerType)
  }
}
