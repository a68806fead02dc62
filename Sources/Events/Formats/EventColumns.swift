/// What columns a file of events has, found without reading their values.
public struct EventColumns: Hashable, Sendable {
  /// How a name fares among the columns.
  public enum Finding: Hashable, Sendable {
    case column
    case missing
    /// What is there is no column; `why` goes on from its name.
    case unsuitable(why: String)
  }

  /// Columns with one number an event: what is taken where no columns are named.
  public let names: [String]
  /// Arrays, whose elements are columns under `name[0]`, `name[1][2]`: their dimensions, `nil` for one that varies from event to
  /// event.
  public let arrays: [String: [Int?]]
  /// What is there and holds no numbers, with the name of its type.
  public let others: [String: String]
  /// More columns with one number an event, which are taken only where they are named: what numbers the rows of a table, and
  /// longer names of columns in ``names``.
  public let unlisted: [String]
  /// What is there and is no column for another reason, which goes on from its name.
  public let unsuitable: [String: String]

  public init(
    names: [String], arrays: [String: [Int?]] = [:], others: [String: String] = [:], unlisted: [String] = [],
    unsuitable: [String: String] = [:]
  ) {
    self.names = names
    self.arrays = arrays
    self.others = others
    self.unlisted = unlisted
    self.unsuitable = unsuitable
  }

  /// What there is under a name.
  public func find(_ name: String) -> Finding {
    if isScalar(name) { return .column }
    if let why = unsuitable[name] { return .unsuitable(why: why) }
    if let type = others[name] { return .unsuitable(why: "holds \(type), and no numbers") }
    if let dimensions = arrays[name] {
      let first = name + dimensions.map { _ in "[0]" }.joined()
      return .unsuitable(why: "is an array (\(Self.text(dimensions))); name one of its entries, such as '\(first)'")
    }
    guard let element = ArrayElement(name) else { return .missing }
    if let why = unsuitable[element.array] { return .unsuitable(why: why) }
    if let type = others[element.array] { return .unsuitable(why: "holds \(type), and no numbers") }
    guard let dimensions = arrays[element.array] else {
      return isScalar(element.array)
        ? .unsuitable(why: "has an index, and '\(element.array)' is one number an event; leave the index out")
        : .missing
    }
    guard element.offset(in: dimensions) != nil else {
      return .unsuitable(why: "is beyond the array '\(element.array)', whose entries are \(Self.text(dimensions))")
    }
    return .column
  }

  private func isScalar(_ name: String) -> Bool { names.contains(name) || unlisted.contains(name) }

  /// All names that stand for something, of arrays the first entry's, to suggest one from.
  public var known: [String] {
    names + unlisted + arrays.map { $0.key + $0.value.map { _ in "[0]" }.joined() }.sorted()
  }

  private static func text(_ dimensions: [Int?]) -> String {
    dimensions.map { size in size.map { $0 == 1 ? "[0]" : "[0] to [\($0 - 1)]" } ?? "[0], [1] and on" }
      .joined(separator: " × ")
  }
}

/// An element of an array by its name, such as `x[1][2]`.
struct ArrayElement {
  let array: String
  /// Counted from 0.
  let indices: [Int]

  /// - Returns: `nil` for a name without indices.
  init?(_ name: String) {
    guard let start = name.firstIndex(of: "["), name.last == "]" else { return nil }
    let written = name[name.index(after: start)...].dropLast().split(separator: "][", omittingEmptySubsequences: false)
    let indices = written.compactMap { $0.allSatisfy(\.isASCII) && $0.first != "+" ? Int($0) : nil }
    guard indices.count == written.count, indices.allSatisfy({ $0 >= 0 }) else { return nil }
    array = String(name[..<start])
    self.indices = indices
  }

  /// The place among all entries, the last index running fastest.
  ///
  /// - Returns: `nil` when there are more or fewer indices than `dimensions`, or one is beyond its own.
  func offset(in dimensions: [Int?]) -> Int? {
    guard indices.count == dimensions.count else { return nil }
    var offset = 0
    for (index, size) in zip(indices, dimensions) {
      if let size, index >= size { return nil }
      let (product, isTooLarge) = offset.multipliedReportingOverflow(by: size ?? 1)
      let (sum, overflows) = product.addingReportingOverflow(index)
      guard !isTooLarge, !overflows else { return nil }
      offset = sum
    }
    return offset
  }
}
