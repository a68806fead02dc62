/// A tree, as its record describes it (`TTree`).
struct ROOTTree {
  /// In the file, for messages.
  let path: String
  /// Number of events.
  let entries: Int
  let branches: [ROOTBranch]

  /// Reads the tree's record, and of events nothing but those that stand in it.
  init(_ entry: ROOTDirectory.Entry, in file: ROOTFile) throws(ROOTFault) {
    var objects = try file.object(entry.key)
    path = entry.path
    let outer = entry.key.className == "TTree" ? nil : try objects.enter()
    let frame = try objects.enter()
    guard 16...20 ~= frame.version else {
      throw objects.bytes.fault("a tree of version \(frame.version); known are 16 (ROOT 5.0) to 20")
    }
    _ = try objects.named()
    for _ in 0..<3 { try objects.skipObject() }
    entries = try objects.bytes.size(Int64.self)
    try objects.skipToBranches(version: frame.version)
    var leaves: ROOTLeaves = [:]
    branches = try objects.branches(&leaves)
    try objects.leave(frame)
    _ = outer
  }
}

extension ROOTObjects {
  /// Steps over the sizes and intervals of a tree, behind its number of events.
  fileprivate mutating func skipToBranches(version: Int) throws(ROOTFault) {
    switch version {
    case 16: try bytes.skip(3 * 8 + 8 + 3 * 4 + 5 * 8)
    case 17: try bytes.skip(3 * 8 + 8 + 4 * 4 + 5 * 8)
    case 18: try bytes.skip(4 * 8 + 8 + 4 * 4 + 6 * 8)
    default:
      try bytes.skip(4 * 8 + 8 + 4 * 4)
      let ranges = try bytes.size(Int32.self)
      try bytes.skip(6 * 8)
      for _ in 0..<2 {
        try bytes.skip(1)
        _ = try bytes.array(of: Int64.self, count: ranges)
      }
      if version >= 20 { try skipObject() }
    }
  }
}
