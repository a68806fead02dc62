/// Where the numbers of a column are in a cluster, which is a run of events ("Page List Envelope").
struct NTuplePages {
  struct Page {
    let count: Int
    let hasChecksum: Bool
    let locator: NTupleLocator
  }

  var pages: [Page] = []

  /// Numbers in the pages.
  var count: Int { pages.reduce(0) { $0 + $1.count } }
}

/// A run of events, with the pages of those columns that are needed.
struct NTupleCluster {
  let firstEvent: Int
  let count: Int
  /// By their columns; without those that are not stored in this cluster.
  var columns: [Int: NTuplePages] = [:]
}

extension NTupleCluster {
  /// Reads one page list: some clusters one after the other.
  ///
  /// - Parameter columns: the columns that are needed, or `nil` for all.
  static func read(
    _ bytes: inout ROOTBytes, first: Int, columns: Set<Int>?, headerChecksum: UInt64
  ) throws(ROOTFault) -> [NTupleCluster] {
    guard try bytes.little(UInt64.self) == headerChecksum else {
      throw bytes.fault("the list of pages is of another header")
    }
    let summaries = try bytes.enterList(least: 24)
    var clusters: [NTupleCluster] = []
    var next = first
    for _ in 0..<summaries.count {
      let end = try bytes.enterRecord()
      let event = try bytes.littleSize()
      let countAndFlags = try bytes.little(UInt64.self)
      guard countAndFlags >> 56 & 1 == 0 else {
        throw bytes.fault("clusters whose columns are in several places, which this reader does not know")
      }
      let count = Int(countAndFlags & 0xFF_FFFF_FFFF_FFFF)
      guard event == next else { throw bytes.fault("a cluster begins at event \(event), and event \(next) is due") }
      next += count
      guard next < 1 << 60 else { throw bytes.fault("clusters of \(next) events") }
      clusters.append(NTupleCluster(firstEvent: event, count: count))
      try bytes.leaveFrame(end)
    }
    try bytes.leaveFrame(summaries.end)
    let list = try bytes.enterList(least: 12)
    guard list.count == clusters.count else {
      throw bytes.fault("pages of \(list.count) clusters, where \(clusters.count) are due")
    }
    for place in clusters.indices { try clusters[place].readColumns(&bytes, columns) }
    try bytes.leaveFrame(list.end)
    return clusters
  }

  private mutating func readColumns(_ bytes: inout ROOTBytes, _ needed: Set<Int>?) throws(ROOTFault) {
    let list = try bytes.enterList(least: 20)
    for column in 0..<list.count {
      let pages = try bytes.enterList(least: 16)
      if needed?.contains(column) ?? true {
        var found = NTuplePages()
        found.pages.reserveCapacity(pages.count)
        for _ in 0..<pages.count {
          // Its sign says that a checksum stands behind the page.
          let count = Int(try bytes.little(Int32.self))
          found.pages.append(.init(count: abs(count), hasChecksum: count < 0, locator: try NTupleLocator(&bytes)))
        }
        // Below 0 for a column that is not stored here.
        if try bytes.little(Int64.self) >= 0 { columns[column] = found }
      }
      try bytes.leaveFrame(pages.end)
    }
    try bytes.leaveFrame(list.end)
  }
}
