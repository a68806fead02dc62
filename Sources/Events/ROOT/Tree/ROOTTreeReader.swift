/// Reads columns of a tree: baskets are unpacked on all cores, of the branches that are asked for alone.
struct ROOTTreeReader: Sendable {
  private let file: ROOTFile
  private let tree: ROOTTree
  private let columns: ROOTTreeColumns
  let eventColumns: EventColumns

  init(_ entry: ROOTDirectory.Entry, in file: ROOTFile) throws(EventFileError) {
    self.file = file
    do throws(ROOTFault) {
      tree = try ROOTTree(entry, in: file)
    } catch {
      throw error.error(in: file.path, tree: entry.path)
    }
    columns = ROOTTreeColumns(tree, classes: ROOTClasses(file))
    let layouts = columns.layouts
    let arrays = layouts.filter { !$0.value.dimensions.isEmpty }.mapValues(\.dimensions)
    eventColumns = EventColumns(
      names: columns.names.filter { arrays[$0] == nil }, arrays: arrays, others: columns.others)
  }

  /// One column that is asked for.
  private struct Wanted {
    let name: String
    let layout: ROOTTreeColumns.Layout
    /// Which of an array's entries.
    let entry: Int
    /// Place among the columns asked for.
    let slot: Int
  }

  /// Some events of one branch, with the columns that they give.
  private struct Piece {
    let branch: ROOTBranch
    let basket: ROOTBranch.Basket
    let columns: [Wanted]
  }

  func read(_ names: [String], missing: Float?) throws(EventFileError) -> [[Float]] {
    var wanted: [Int: [Wanted]] = [:]
    for (slot, name) in names.enumerated() {
      let column = try self.wanted(name, slot: slot)
      wanted[column.layout.branch, default: []].append(column)
    }
    var pieces: [Piece] = []
    for (place, columns) in wanted.sorted(by: { $0.key < $1.key }) {
      let branch = self.columns.branches[place]
      try check(branch, columns)
      pieces += branch.baskets.map { Piece(branch: branch, basket: $0, columns: columns) }
    }
    guard !names.isEmpty else { return [] }
    let all = pieces
    let result = ColumnBuffers.filled(names.count, count: tree.entries) { buffers in
      ParallelPieces.run(all.count, scratch: ROOTBasketScratch.init) { index, scratch in
        read(all[index], into: buffers, scratch, missing: missing)
      }
    }
    switch result {
    case .success(let values): return values
    case .failure(let failed): throw failed
    }
  }

  private func wanted(_ name: String, slot: Int) throws(EventFileError) -> Wanted {
    try eventColumns.check(name, in: file.path) { .unsuitableBranch(tree: tree.path, branch: name, why: $0) }
    if let layout = columns.layouts[name] { return Wanted(name: name, layout: layout, entry: 0, slot: slot) }
    guard let element = ArrayElement(name), let layout = columns.layouts[element.array],
      let entry = element.offset(in: layout.dimensions)
    else { throw EventFileError(file: file.path, reason: .missingColumn(name, nearest: nil)) }
    return Wanted(name: element.array, layout: layout, entry: entry, slot: slot)
  }

  /// Makes sure of a branch that its baskets hold all events of the tree, before room is made for them.
  private func check(_ branch: ROOTBranch, _ columns: [Wanted]) throws(EventFileError) {
    guard branch.otherFile.isEmpty else {
      throw unsuitable(branch, "its events are in another file, '\(branch.otherFile)'; merge the two with hadd")
    }
    guard branch.entries == tree.entries else {
      throw unsuitable(branch, "it has \(branch.entries) events, and the tree \(tree.entries)")
    }
    var next = 0
    for basket in branch.baskets {
      guard basket.firstEvent == next, basket.count > 0 else {
        throw damaged(
          branch, ROOTFault("a basket begins at event \(basket.firstEvent), and event \(next) is due", at: basket.place)
        )
      }
      do throws(ROOTFault) {
        try ROOTBasketScratch.checkSize(of: basket, in: file, columns.map(\.layout))
      } catch {
        throw damaged(branch, error)
      }
      next += basket.count
    }
    guard next == tree.entries else {
      throw damaged(
        branch, ROOTFault("its baskets hold \(next) events, and the tree \(tree.entries)", at: branch.place))
    }
  }

  private func unsuitable(_ branch: ROOTBranch, _ why: String) -> EventFileError {
    EventFileError(file: file.path, reason: .unsuitableBranch(tree: tree.path, branch: branch.name, why: why))
  }

  private func damaged(_ branch: ROOTBranch, _ fault: ROOTFault) -> EventFileError {
    fault.error(in: file.path, tree: tree.path, branch: branch.name)
  }

  /// Fills the columns of one piece.
  private func read(
    _ piece: Piece, into buffers: ColumnBuffers, _ scratch: ROOTBasketScratch, missing: Float?
  ) -> EventFileError? {
    do throws(ROOTFault) {
      try scratch.load(piece.basket, of: file)
      for column in piece.columns {
        let target = UnsafeMutableBufferPointer(
          rebasing: buffers[column.slot][piece.basket.firstEvent..<piece.basket.firstEvent + piece.basket.count])
        guard let short = try scratch.read(column.layout, entry: column.entry, into: target, missing: missing) else {
          continue
        }
        let event = piece.basket.firstEvent + short.event
        return EventFileError(
          file: file.path,
          reason: .missingEntry(
            tree: tree.path, branch: column.name, event: event, entry: column.entry, count: short.count))
      }
      return nil
    } catch {
      return damaged(piece.branch, error)
    }
  }
}
