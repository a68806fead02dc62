/// An RNTuple of version 1 as its header and footer describe it; pages are found when they are needed.
struct NTuple {
  /// In the file, for messages.
  let path: String
  private(set) var schema = NTupleSchema()
  let anchor: NTupleAnchor
  private let headerChecksum: UInt64
  private var groups: [Group] = []

  /// Some clusters, and where the list of their pages is.
  private struct Group {
    let clusters: Int
    let pageList: NTupleLocator
    let length: Int
  }

  /// - Parameter anchor: of epoch 1.
  init(_ anchor: NTupleAnchor, path: String, in file: ROOTFile) throws(ROOTFault) {
    self.path = path
    self.anchor = anchor
    var (header, checksum) = try NTupleEnvelope.header.open(
      anchor.header, length: anchor.headerLength, of: anchor, in: file)
    headerChecksum = checksum
    try Self.checkFeatures(&header)
    // Name, description and writer.
    for _ in 0..<3 { _ = try header.littleString() }
    try schema.add(&header)
    var footer = try NTupleEnvelope.footer.open(anchor.footer, length: anchor.footerLength, of: anchor, in: file).bytes
    try Self.checkFeatures(&footer)
    guard try footer.little(UInt64.self) == headerChecksum else {
      throw footer.fault("the footer is of another header")
    }
    let end = try footer.enterRecord()
    if footer.position < end { try schema.add(&footer) }
    try footer.leaveFrame(end)
    try readGroups(&footer)
  }

  private static func checkFeatures(_ bytes: inout ROOTBytes) throws(ROOTFault) {
    let flags = try bytes.little(UInt64.self)
    guard flags == 0 else {
      throw bytes.fault("features of a later version (\(String(flags, radix: 2))), which this reader does not know")
    }
  }

  private mutating func readGroups(_ footer: inout ROOTBytes) throws(ROOTFault) {
    let list = try footer.enterList(least: 48)
    for _ in 0..<list.count {
      let end = try footer.enterRecord()
      // The events that they are of, which the list of pages says too.
      try footer.skip(16)
      let clusters = Int(try footer.little(UInt32.self))
      let length = try footer.littleSize()
      groups.append(
        Group(clusters: clusters, pageList: try NTupleLocator(&footer), length: length))
      try footer.leaveFrame(end)
    }
    try footer.leaveFrame(list.end)
  }

  /// Where the lists of pages are.
  var pageLists: [NTupleLocator] { groups.map(\.pageList) }

  /// All clusters, in the order of the events.
  ///
  /// - Parameter columns: whose pages are needed.
  func clusters(of columns: Set<Int>?, in file: ROOTFile) throws(ROOTFault) -> [NTupleCluster] {
    var clusters: [NTupleCluster] = []
    for group in groups {
      var bytes = try NTupleEnvelope.pageList.open(group.pageList, length: group.length, of: anchor, in: file).bytes
      let next = clusters.last.map { $0.firstEvent + $0.count } ?? 0
      let more = try NTupleCluster.read(&bytes, first: next, columns: columns, headerChecksum: headerChecksum)
      guard more.count == group.clusters else {
        throw bytes.fault("\(more.count) clusters, where the footer has \(group.clusters)")
      }
      clusters += more
    }
    return clusters
  }
}
