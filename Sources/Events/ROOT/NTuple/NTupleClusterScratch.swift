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
        let lists = Lists(ends: try loadEnds(columns[source], of: file), column: columns[source])
        if let short = try pass(lists, entry: entry, &way, count: target.count, isLenient: missing != nil) {
          return short
        }
      }
    }
    try fill(layout, columns[layout.source], way, of: file, target, missing: missing ?? 0)
    return nil
  }

  /// Where the lists of a column end.
  private struct Lists {
    let ends: UnsafeMutableBufferPointer<Int>
    let column: NTupleStoredColumn?

    /// The entries of a list.
    @inline(__always)
    func entries(of list: Int) throws(ROOTFault) -> Range<Int> {
      let place = list &- (column?.zeros ?? 0)
      if list >= 0, place < 0 { return 0..<0 }
      guard ends.indices.contains(place) else {
        throw ROOTFault("list \(list) of \(ends.count) is due", at: column?.place ?? 0)
      }
      return (place == 0 ? 0 : ends[place - 1])..<ends[place]
    }
  }

  /// Goes on to the entries of lists.
  private func pass(
    _ lists: Lists, entry: Int, _ way: inout Way, count: Int, isLenient: Bool
  ) throws(ROOTFault) -> Short? {
    let next = way.places ?? places.numbers(count)
    for event in 0..<count {
      guard let list = way.entry(of: event) else { continue }
      let entries = try lists.entries(of: list)
      if entry < entries.count {
        next[event] = entries.lowerBound + entry
      } else {
        guard isLenient else { return Short(event: event, entry: entry, count: entries.count) }
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
      let lists = Lists(ends: try loadEnds(column, of: file), column: column)
      for event in target.indices {
        if let list = way.entry(of: event) {
          target[event] = Float(try lists.entries(of: list).count)
        } else {
          target[event] = missing
        }
      }
      return
    }
    let values = try loadValues(column, of: file)
    let zeros = column?.zeros ?? 0
    for event in target.indices {
      guard let place = way.entry(of: event) else {
        target[event] = missing
        continue
      }
      if values.indices.contains(place &- zeros) {
        target[event] = values[place &- zeros]
      } else if place >= 0, place < zeros {
        target[event] = 0
      } else {
        throw ROOTFault("number \(place) of \(values.count) is due", at: column?.place ?? 0)
      }
    }
  }

  private func loadValues(
    _ column: NTupleStoredColumn?, of file: ROOTFile
  ) throws(ROOTFault) -> UnsafeMutableBufferPointer<Float> {
    guard let column else { return values.numbers(0) }
    let numbers = values.numbers(column.count)
    var done = 0
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
    let numbers = ends.numbers(column.count)
    var done = 0
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
