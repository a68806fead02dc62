/// The fields of an RNTuple and the columns that hold their values ("Header Envelope", "Schema Extension Record Frame").
struct NTupleSchema {
  struct Field {
    /// As the format numbers them.
    enum Role: UInt16 { case leaf, collection, record, variant, streamer }

    let parent: Int
    /// `nil` for one that this reader does not know.
    let role: Role?
    let name: String
    let typeName: String
    /// Of a field of which every entry has this many copies.
    let copies: Int?
    let isProjected: Bool
  }

  struct Column {
    let field: Int
    /// `nil` for one that this reader does not know.
    let encoding: NTupleEncoding?
    /// Which of several ways of storing the field this is part of.
    let representation: Int
    /// It was added when there were events already, which have zeros in it.
    let isDeferred: Bool
  }

  /// Of an ntuple by its path in the file.
  private(set) var fields: [Field] = []
  private(set) var columns: [Column] = []
  /// Of projected fields: the columns that they take their values from.
  private(set) var aliases: [(column: Int, field: Int)] = []

  /// Adds a schema description, of the header or its extension.
  mutating func add(_ bytes: inout ROOTBytes) throws(ROOTFault) {
    try addFields(&bytes)
    try addColumns(&bytes)
    let list = try bytes.enterList(least: 16)
    for _ in 0..<list.count {
      let end = try bytes.enterRecord()
      aliases.append((column: Int(try bytes.little(UInt32.self)), field: Int(try bytes.little(UInt32.self))))
      try bytes.leaveFrame(end)
    }
    try bytes.leaveFrame(list.end)
    let types = try bytes.enterList(least: 8)
    try bytes.leaveFrame(types.end)
    guard columns.allSatisfy({ $0.field < fields.count }),
      aliases.allSatisfy({ $0.column < columns.count && $0.field < fields.count })
    else { throw bytes.fault("a column of a field that is not there") }
  }

  private mutating func addFields(_ bytes: inout ROOTBytes) throws(ROOTFault) {
    let list = try bytes.enterList(least: 40)
    for _ in 0..<list.count {
      let end = try bytes.enterRecord()
      try bytes.skip(8)
      let parent = Int(try bytes.little(UInt32.self))
      // Those of the top have themselves as parent.
      guard parent <= fields.count else {
        throw bytes.fault("field \(fields.count) stands before its parent, \(parent)")
      }
      let role = Field.Role(rawValue: try bytes.little(UInt16.self))
      let flags = try bytes.little(UInt16.self)
      let (name, typeName) = (try bytes.littleString(), try bytes.littleString())
      for _ in 0..<2 { _ = try bytes.littleString() }
      let copies = flags & 1 != 0 ? try bytes.littleSize() : nil
      fields.append(
        Field(
          parent: parent, role: role, name: name, typeName: typeName, copies: copies, isProjected: flags & 2 != 0))
      try bytes.leaveFrame(end)
    }
    try bytes.leaveFrame(list.end)
  }

  private mutating func addColumns(_ bytes: inout ROOTBytes) throws(ROOTFault) {
    let list = try bytes.enterList(least: 20)
    for _ in 0..<list.count {
      let end = try bytes.enterRecord()
      let (type, bits) = (try bytes.little(UInt16.self), try bytes.little(UInt16.self))
      let field = Int(try bytes.little(UInt32.self))
      let flags = try bytes.little(UInt16.self)
      let representation = Int(try bytes.little(UInt16.self))
      if flags & 1 != 0 { try bytes.skip(8) }
      var range: ClosedRange<Double>?
      if flags & 2 != 0 {
        let low = Double(bitPattern: try bytes.little(UInt64.self))
        let high = Double(bitPattern: try bytes.little(UInt64.self))
        guard low <= high, (high - low).isFinite else { throw bytes.fault("a column of values from \(low) to \(high)") }
        range = low...high
      }
      columns.append(
        Column(
          field: field, encoding: NTupleEncoding(type: type, bits: Int(bits), range: range),
          representation: representation, isDeferred: flags & 1 != 0))
      try bytes.leaveFrame(end)
    }
    try bytes.leaveFrame(list.end)
  }
}
