/// The columns of one cluster that lead to a field's numbers, one at a time.
final class NTupleClusterScratch {
  let pages = NTuplePageScratch()
  private let ends = GrowingNumbers<Int>()
  private let values = GrowingNumbers<Float>()
  private let places = GrowingNumbers<Int>()

  /// An event whose list is too short.
  struct Short {
    /// Counted from the cluster's first one.
    let event: Int
    let entry: Int
    let count: Int
  }

  /// Which number of a column each event has: the column's entry at `scale` · place + `offset`, where the places are
  /// the events' own numbers until a list has been passed.
  private struct Way {
    var scale = 1
    var offset = 0
    var places: UnsafeMutableBufferPointer<Int>?

    /// `nil` for an event that has none.
    @inline(__always)
    func entry(of event: Int) -> Int? {
      guard let place = places?[event] else { return event &* scale &+ offset }
      return place < 0 ? nil : place &* scale &+ offset
    }
  }

  /// One number an event.
  ///
  /// - Parameters:
  ///   - indices: one for each dimension of the field.
  ///   - columns: those of this cluster.
  ///   - missing: for events whose lists have fewer entries.
  /// - Returns: the first event that has fewer when there is no `missing`.
  func read(
    _ layout: NTupleColumns.Layout, indices: [Int], columns: [NTupleColumns.Source: NTupleStoredColumn],
    of file: ROOTFile, into target: UnsafeMutableBufferPointer<Float>, missing: Float?
  ) throws(ROOTFault) -> Short? {
    var way = Way()
    var dimension = 0
    for step in layout.steps {
      var entry = 0
      if case .optional = step {
      } else {
        entry = indices[dimension]
        dimension += 1
      }
      switch step {
      case .array(let size):
        way.offset = way.offset &* size &+ entry
        way.scale = way.scale &* size
      case .list(let source), .optional(let source):
        let ends = try loadEnds(columns[source], of: file)
        if let short = try pass(ends, entry: entry, &way, count: target.count, isLenient: missing != nil) {
          return short
        }
      }
    }
    try fill(layout, columns[layout.source], way, of: file, target, missing: missing ?? 0)
    return nil
  }

  /// Goes on to the entries of lists.
  private func pass(
    _ ends: UnsafeMutableBufferPointer<Int>, entry: Int, _ way: inout Way, count: Int, isLenient: Bool
  ) throws(ROOTFault) -> Short? {
    let next = way.places ?? places.numbers(count)
    for event in 0..<count {
      guard let list = way.entry(of: event) else { continue }
      guard ends.indices.contains(list) else {
        throw ROOTFault("list \(list) of \(ends.count) is due", at: 0)
      }
      let start = list == 0 ? 0 : ends[list - 1]
      if entry < ends[list] - start {
        next[event] = start + entry
      } else {
        guard isLenient else { return Short(event: event, entry: entry, count: ends[list] - start) }
        next[event] = -1
      }
    }
    way = Way(places: next)
    return nil
  }

  private func fill(
    _ layout: NTupleColumns.Layout, _ column: NTupleStoredColumn?, _ way: Way, of file: ROOTFile,
    _ target: UnsafeMutableBufferPointer<Float>, missing: Float
  ) throws(ROOTFault) {
    if layout.isLength {
      let ends = try loadEnds(column, of: file)
      for event in target.indices {
        guard let list = way.entry(of: event) else {
          target[event] = missing
          continue
        }
        guard ends.indices.contains(list) else { throw ROOTFault("list \(list) of \(ends.count) is due", at: 0) }
        target[event] = Float(ends[list] - (list == 0 ? 0 : ends[list - 1]))
      }
      return
    }
    let values = try loadValues(column, of: file)
    for event in target.indices {
      guard let place = way.entry(of: event) else {
        target[event] = missing
        continue
      }
      guard values.indices.contains(place) else {
        throw ROOTFault("number \(place) of \(values.count) is due", at: column?.place ?? 0)
      }
      target[event] = values[place]
    }
  }

  private func loadValues(
    _ column: NTupleStoredColumn?, of file: ROOTFile
  ) throws(ROOTFault) -> UnsafeMutableBufferPointer<Float> {
    guard let column else { return values.numbers(0) }
    let numbers = values.numbers(column.zeros + column.count)
    numbers.prefix(column.zeros).update(repeating: 0)
    var done = column.zeros
    for page in column.pages where page.count > 0 {
      guard let bytes = try pages.load(page, column.encoding, of: file), let start = numbers.baseAddress else {
        continue
      }
      column.encoding.read(page.count, from: bytes, into: start + done)
      done += page.count
    }
    return numbers
  }

  private func loadEnds(
    _ column: NTupleStoredColumn?, of file: ROOTFile
  ) throws(ROOTFault) -> UnsafeMutableBufferPointer<Int> {
    guard let column else { return ends.numbers(0) }
    let numbers = ends.numbers(column.zeros + column.count)
    numbers.prefix(column.zeros).update(repeating: 0)
    var done = column.zeros
    var last = 0
    for page in column.pages where page.count > 0 {
      guard let bytes = try pages.load(page, column.encoding, of: file), let start = numbers.baseAddress else {
        continue
      }
      column.encoding.readEnds(page.count, from: bytes, into: start + done)
      for end in numbers[done..<done + page.count] {
        guard end >= last else {
          throw ROOTFault("a list ends at entry \(end), and begins at \(last)", at: page.locator.place)
        }
        last = end
      }
      done += page.count
    }
    return numbers
  }
}
