/// Reads columns of an RNTuple: pages are unpacked on all cores, of the fields that are asked for alone.
struct NTupleReader: Sendable {
  private let file: ROOTFile
  private let tuple: NTuple
  private let columns: NTupleColumns
  let eventColumns: EventColumns

  init(_ entry: ROOTDirectory.Entry, in file: ROOTFile) throws(EventFileError) {
    self.file = file
    let anchor: NTupleAnchor
    do throws(ROOTFault) {
      anchor = try NTupleAnchor(entry.key, in: file)
    } catch {
      throw error.error(in: file.path, ntuple: entry.path)
    }
    guard anchor.epoch == 1 else {
      let why =
        "is of format \(anchor.version), and only 1 is read, which ROOT writes from 6.34 on; write its events again"
      throw EventFileError(file: file.path, reason: .unsuitableField(ntuple: entry.path, field: nil, why: why))
    }
    do throws(ROOTFault) {
      tuple = try NTuple(anchor, path: entry.path, in: file)
    } catch {
      throw error.error(in: file.path, ntuple: entry.path)
    }
    columns = NTupleColumns(tuple.schema)
    let arrays = columns.layouts.mapValues(\.dimensions).filter { !$0.value.isEmpty }
    eventColumns = EventColumns(
      names: columns.names.filter { arrays[$0] == nil }, arrays: arrays, others: columns.others)
  }

  /// One column that is asked for.
  struct Wanted {
    let name: String
    let layout: NTupleColumns.Layout
    /// One for each dimension.
    let indices: [Int]
    /// Place among the columns asked for.
    let slot: Int
  }

  /// Some numbers of one field.
  private enum Piece {
    /// A page whose numbers are those of events, one each.
    case page(NTuplePages.Page, NTupleEncoding, firstEvent: Int, columns: [Wanted])
    /// Events that lie before a column was added.
    case zeros(firstEvent: Int, count: Int, columns: [Wanted])
    /// A cluster's lists and arrays.
    case cluster(firstEvent: Int, count: Int, [NTupleColumns.Source: NTupleStoredColumn], columns: [Wanted])
  }

  func read(_ names: [String], missing: Float?) throws(EventFileError) -> [[Float]] {
    var wanted: [Wanted] = []
    for (slot, name) in names.enumerated() { wanted.append(try self.wanted(name, slot: slot)) }
    guard !names.isEmpty else { return [] }
    let needed = Set(wanted.flatMap(\.layout.sources).flatMap(\.columns))
    let clusters: [NTupleCluster]
    do throws(ROOTFault) {
      // Events of a column that was added later are counted by the others.
      let hasDeferred = needed.contains { tuple.schema.columns[$0].isDeferred }
      clusters = try tuple.clusters(of: hasDeferred ? nil : needed, in: file)
    } catch {
      throw error.error(in: file.path, ntuple: tuple.path)
    }
    let pieces = try pieces(wanted, clusters)
    let count = clusters.last.map { $0.firstEvent + $0.count } ?? 0
    let result = ColumnBuffers.filled(names.count, count: count) { buffers in
      ParallelPieces.run(pieces.count, scratch: NTupleClusterScratch.init) { index, scratch in
        read(pieces[index], into: buffers, scratch, missing: missing)
      }
    }
    switch result {
    case .success(let values): return values
    case .failure(let failed): throw failed
    }
  }

  private func wanted(_ name: String, slot: Int) throws(EventFileError) -> Wanted {
    try eventColumns.check(name, in: file.path) { .unsuitableField(ntuple: tuple.path, field: name, why: $0) }
    if let layout = columns.layouts[name] { return Wanted(name: name, layout: layout, indices: [], slot: slot) }
    guard let element = ArrayElement(name), let layout = columns.layouts[element.array] else {
      throw EventFileError(file: file.path, reason: .missingColumn(name, nearest: nil))
    }
    return Wanted(name: element.array, layout: layout, indices: element.indices, slot: slot)
  }

  /// Cuts what is to be read in pieces, once it is sure that the file holds all of it.
  private func pieces(_ wanted: [Wanted], _ clusters: [NTupleCluster]) throws(EventFileError) -> [Piece] {
    let groups = Dictionary(grouping: wanted) { $0.layout }.values.sorted { $0[0].slot < $1[0].slot }
    var pieces: [Piece] = []
    for columns in groups {
      let layout = columns[0].layout
      for cluster in clusters where cluster.count > 0 {
        let stored: [NTupleColumns.Source: NTupleStoredColumn]
        do throws(ROOTFault) {
          stored = try tuple.stored(layout, in: cluster, of: file)
        } catch {
          throw damaged(columns[0].name, error)
        }
        guard layout.isFlat, let column = stored[layout.source] else {
          pieces.append(.cluster(firstEvent: cluster.firstEvent, count: cluster.count, stored, columns: columns))
          continue
        }
        var next = cluster.firstEvent
        if column.zeros > 0 { pieces.append(.zeros(firstEvent: next, count: column.zeros, columns: columns)) }
        next += column.zeros
        for page in column.pages where page.count > 0 {
          pieces.append(.page(page, column.encoding, firstEvent: next, columns: columns))
          next += page.count
        }
      }
    }
    return pieces
  }

  private func damaged(_ field: String, _ fault: ROOTFault) -> EventFileError {
    fault.error(in: file.path, ntuple: tuple.path, field: field)
  }

  /// Fills the columns of one piece.
  private func read(
    _ piece: Piece, into buffers: ColumnBuffers, _ scratch: NTupleClusterScratch, missing: Float?
  ) -> EventFileError? {
    switch piece {
    case .zeros(let first, let count, let columns):
      for column in columns { buffers[column.slot][first..<first + count].update(repeating: 0) }
      return nil
    case .page(let page, let encoding, let first, let columns):
      do throws(ROOTFault) {
        guard let bytes = try scratch.pages.load(page, encoding, of: file) else { return nil }
        for column in columns {
          let target = UnsafeMutableBufferPointer(rebasing: buffers[column.slot][first..<first + page.count])
          if let start = target.baseAddress { encoding.read(page.count, from: bytes, into: start) }
        }
        return nil
      } catch {
        return damaged(columns[0].name, error)
      }
    case .cluster(let first, let count, let stored, let columns):
      for column in columns {
        let target = UnsafeMutableBufferPointer(rebasing: buffers[column.slot][first..<first + count])
        do throws(ROOTFault) {
          let short = try scratch.read(
            column.layout, indices: column.indices, columns: stored, of: file, into: target, missing: missing)
          if let short { return self.missing(column, short, firstEvent: first) }
        } catch {
          return damaged(column.name, error)
        }
      }
      return nil
    }
  }

  private func missing(
    _ column: Wanted, _ short: NTupleClusterScratch.Short, firstEvent: Int
  ) -> EventFileError {
    EventFileError(
      file: file.path,
      reason: .missingFieldEntry(
        ntuple: tuple.path, field: column.name, event: firstEvent + short.event, entry: short.entry, count: short.count)
    )
  }
}
