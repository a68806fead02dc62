import Foundation

/// One array of a NumPy file (numpy.lib.format, versions 1 to 3): events run along its first axis.
struct NumPyArray {
  struct Fault: Error { var why: String }

  /// Numbers of one event that have a name of their own.
  private struct Field {
    var type: NumPyType
    /// Bytes from the start of the event's record.
    var offset: Int
    /// Of an array in each event; empty for one number.
    var dimensions: [Int]
  }

  let columns: EventColumns
  /// Number of events.
  let count: Int
  private let fields: [String: Field]
  private let contents: Data
  private let start: Int
  private let itemSize: Int
  /// Whether the first axis runs fastest.
  private let isColumnMajor: Bool

  /// - Parameter name: of the columns of an array without names of its own.
  init(_ contents: Data, name: String) throws(Fault) {
    self.contents = contents
    let (header, start) = try Self.header(contents)
    self.start = start
    guard case .dictionary(let entries)? = PythonLiteral(header), let description = entries["descr"],
      case .bool(let isColumnMajor)? = entries["fortran_order"], case .list(let shape)? = entries["shape"]
    else { throw Fault(why: "the header is damaged") }
    let sizes = shape.compactMap { if case .integer(let size) = $0 { size } else { nil } }
    guard sizes.count == shape.count, let count = sizes.first else {
      throw Fault(why: sizes.isEmpty && shape.isEmpty ? "holds one number, and no events" : "the header is damaged")
    }
    self.count = count
    self.isColumnMajor = isColumnMajor && sizes.count > 1
    let inner = Array(sizes.dropFirst())
    var others: [String: String] = [:]
    (fields, others, itemSize) = try Self.fields(description, inner, name)
    columns = EventColumns(names: Self.names(fields), arrays: Self.arrays(fields), others: others)
    guard let bytes = Self.product([count, itemSize] + inner), bytes <= contents.count - start else {
      throw Fault(why: "the numbers are cut short")
    }
  }

  /// `nil` beyond all bounds.
  private static func product(_ sizes: [Int]) -> Int? {
    var product = 1
    for size in sizes {
      let (next, overflows) = product.multipliedReportingOverflow(by: size)
      guard !overflows, size >= 0 else { return nil }
      product = next
    }
    return product
  }

  /// The text of the header, and where the numbers begin.
  private static func header(_ contents: Data) throws(Fault) -> (String, Int) {
    let bytes = [UInt8](contents.prefix(12))
    guard bytes.count >= 10, bytes[..<6].elementsEqual([0x93] + Array("NUMPY".utf8)) else {
      throw Fault(why: "no NumPy file")
    }
    let isShort = bytes[6] == 1
    guard (1...3).contains(bytes[6]), isShort || bytes.count == 12 else {
      throw Fault(why: "version \(bytes[6]) of the format is not known")
    }
    let length =
      isShort ? Int(bytes[8]) | Int(bytes[9]) << 8 : (0..<4).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
    let start = isShort ? 10 : 12
    guard length <= contents.count - start else { throw Fault(why: "the header is cut short") }
    let text = contents.subdata(in: contents.startIndex + start..<contents.startIndex + start + length)
    return (String(decoding: text, as: UTF8.self), start + length)
  }

  private static func fields(
    _ description: PythonLiteral, _ inner: [Int], _ name: String
  ) throws(Fault) -> ([String: Field], others: [String: String], itemSize: Int) {
    if case .text(let code) = description {
      guard let type = NumPyType(code) else {
        guard let size = otherSize(code) else { throw Fault(why: "the header is damaged") }
        return ([:], [name: "the type \(code)"], size)
      }
      return ([name: Field(type: type, offset: 0, dimensions: inner)], [:], type.size)
    }
    guard case .list(let entries) = description else { throw Fault(why: "the header is damaged") }
    guard inner.isEmpty else { throw Fault(why: "records in more than one dimension are no events") }
    var fields: [String: Field] = [:]
    var others: [String: String] = [:]
    var offset = 0
    for entry in entries {
      guard case .list(let parts) = entry, parts.count >= 2 else { throw Fault(why: "the header is damaged") }
      // A name may have a title before it.
      let named = if case .list(let pair) = parts[0], let last = pair.last { last } else { parts[0] }
      guard case .text(let field) = named, case .text(let code) = parts[1] else {
        throw Fault(why: "records within records are not read")
      }
      var dimensions: [Int] = []
      if parts.count > 2 {
        let sizes = if case .list(let sizes) = parts[2] { sizes } else { [parts[2]] }
        dimensions = sizes.compactMap { if case .integer(let size) = $0 { size } else { nil } }
      }
      guard let size = NumPyType(code)?.size ?? otherSize(code),
        let all = product([size] + dimensions),
        offset <= Int.max - all
      else { throw Fault(why: "the header is damaged") }
      if let type = NumPyType(code) {
        fields[field] = Field(type: type, offset: offset, dimensions: dimensions)
      } else if !field.isEmpty {
        others[field] = "the type \(code)"
      }
      offset += all
    }
    return (fields, others, offset)
  }

  /// Bytes of what is no number, such as padding (`|V4`) and texts (`<U8`, four bytes a character).
  private static func otherSize(_ code: String) -> Int? {
    let rest = code.drop { "<>|=".contains($0) }
    guard let letter = rest.first, let size = Int(rest.dropFirst().prefix { $0.isNumber }), size < 1 << 30 else {
      return nil
    }
    return letter == "U" ? 4 * size : "VScfmM".contains(letter) ? size : nil
  }

  /// One number an event, and the entries of lists of them.
  private static func names(_ fields: [String: Field]) -> [String] {
    fields.keys.sorted().flatMap { name -> [String] in
      let dimensions = fields[name]?.dimensions ?? []
      switch dimensions.count {
      case 0: return [name]
      case 1 where dimensions[0] <= 10_000: return (0..<dimensions[0]).map { "\(name)[\($0)]" }
      default: return []
      }
    }
  }

  private static func arrays(_ fields: [String: Field]) -> [String: [Int?]] {
    fields.filter { !$0.value.dimensions.isEmpty }.mapValues { $0.dimensions.map(Optional.some) }
  }

  /// The values of a column that ``columns`` has.
  func values(_ column: String) -> [Float] {
    let element = fields[column] == nil ? ArrayElement(column) : nil
    guard let field = fields[element?.array ?? column],
      let place = element.map({ $0.offset(in: field.dimensions.map(Optional.some)) }) ?? 0
    else { return [] }
    let size = field.type.size
    let (first, stride) =
      isColumnMajor
      ? (columnMajorPlace(element?.indices ?? [], field.dimensions) * count * size, size)
      : (field.offset + place * size, fields.count == 1 && field.offset == 0 ? rowSize(field) : itemSize)
    return contents.withUnsafeBytes { bytes -> [Float] in
      guard count > 0, let base = bytes.baseAddress else { return [] }
      return (0..<count).map { field.type.value(base + start + first + $0 * stride) }
    }
  }

  private func rowSize(_ field: Field) -> Int {
    // Of a record the dimensions are within the item; of a plain array they are items.
    itemSize == field.type.size ? field.dimensions.reduce(itemSize, *) : itemSize
  }

  /// The number of the column in an array whose first axis runs fastest.
  private func columnMajorPlace(_ indices: [Int], _ dimensions: [Int]) -> Int {
    var (place, step) = (0, 1)
    for (index, size) in zip(indices, dimensions) {
      place += index * step
      step *= size
    }
    return place
  }
}
