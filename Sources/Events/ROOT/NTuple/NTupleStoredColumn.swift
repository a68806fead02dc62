/// A column as a cluster has it.
struct NTupleStoredColumn {
  let encoding: NTupleEncoding
  let pages: [NTuplePages.Page]
  /// Numbers in the pages.
  let count: Int
  /// Zeros before them, of the events that there were before the column.
  var zeros = 0

  /// Where its first page is, for messages.
  var place: Int { pages.first?.locator.place ?? 0 }
}

extension NTuple {
  /// The columns that lead to a field's numbers in a cluster, once it is sure that the file holds as many as there should be.
  func stored(
    _ layout: NTupleColumns.Layout, in cluster: NTupleCluster, of file: ROOTFile
  ) throws(ROOTFault) -> [NTupleColumns.Source: NTupleStoredColumn] {
    var stored: [NTupleColumns.Source: NTupleStoredColumn] = [:]
    // As long as no list has been passed it is known how many numbers there are.
    var due: Int? = cluster.count
    for step in layout.steps {
      switch step {
      case .array(let size):
        guard let known = due else { continue }
        let (product, overflows) = known.multipliedReportingOverflow(by: size)
        guard !overflows else { throw ROOTFault("arrays of \(size) numbers", at: anchor.header.place) }
        due = product
      case .list(let source), .optional(let source):
        stored[source] = try self.stored(source, due: due, in: cluster, of: file)
        due = nil
      }
    }
    stored[layout.source] = try self.stored(layout.source, due: due, in: cluster, of: file)
    return stored
  }

  private func stored(
    _ source: NTupleColumns.Source, due: Int?, in cluster: NTupleCluster, of file: ROOTFile
  ) throws(ROOTFault) -> NTupleStoredColumn {
    let place = source.columns.first { cluster.columns[$0] != nil } ?? source.columns[0]
    let (column, pages) = (schema.columns[place], cluster.columns[place]?.pages ?? [])
    guard let encoding = column.encoding else {
      throw ROOTFault("a column of a kind that is not known", at: anchor.header.place)
    }
    for page in pages { try NTuplePageScratch.checkSize(of: page, encoding, in: file) }
    var stored = NTupleStoredColumn(encoding: encoding, pages: pages, count: pages.reduce(0) { $0 + $1.count })
    guard let due, due != stored.count else { return stored }
    guard column.isDeferred, stored.count < due, try hasWitness(cluster, in: file) else {
      throw ROOTFault(
        "\(stored.count) numbers in pages, where the \(cluster.count) events from \(cluster.firstEvent) on need \(due)",
        at: pages.isEmpty ? anchor.footer.place : stored.place)
    }
    stored.zeros = due - stored.count
    return stored
  }

  /// Whether any column holds as many numbers as the cluster is said to have events, so that zeros may stand for others.
  private func hasWitness(_ cluster: NTupleCluster, in file: ROOTFile) throws(ROOTFault) -> Bool {
    for (place, pages) in cluster.columns where schema.columns.indices.contains(place) {
      guard let encoding = schema.columns[place].encoding, pages.count == cluster.count else { continue }
      for page in pages.pages { try NTuplePageScratch.checkSize(of: page, encoding, in: file) }
      return true
    }
    return false
  }
}
