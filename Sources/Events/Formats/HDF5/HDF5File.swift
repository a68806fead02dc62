import CHDF5

/// An open file, and the columns of the place in it that is meant.
struct HDF5File: ~Copyable {
  let path: String
  let catalogue: HDF5Catalogue
  private let handle: HDF5Handle

  /// - Throws: ``EventFileError`` where the file cannot be opened, or no one place of it holds columns.
  init(_ events: EventFile) throws(EventFileError) {
    guard let handle = HDF5Handle(asimov_h5_open_read_only(events.path), closedBy: H5Fclose) else {
      throw EventFileError(
        file: events.path, reason: .unreadable("cannot be opened as an HDF5 file: \(HDF5Library.lastError())"))
    }
    let catalogue: HDF5Catalogue
    do throws(HDF5Fault) {
      catalogue = try HDF5Catalogue.columns(of: events.group, in: handle.id)
    } catch {
      throw EventFileError(file: events.path, reason: error.reason)
    }
    path = events.path
    self.catalogue = catalogue
    self.handle = handle
  }

  /// Columns of one dataset, the names as ``EventColumns`` has them.
  func read(_ columns: [(name: String, place: HDF5Rows.Column)], of dataset: String) throws(EventFileError)
    -> [EventTable.Column]
  {
    func damaged(_ why: String) -> EventFileError {
      EventFileError(file: path, reason: .damagedColumn(columns.first?.name ?? dataset, why: why))
    }
    guard let opened = HDF5Dataset(dataset, in: handle.id) else { throw damaged(HDF5Library.lastError()) }
    if let why = opened.unreadable { throw damaged(why) }
    let unit = HDF5Attribute.text("units", of: opened.handle.id)
    let places = columns.map(\.place)
    guard let values = HDF5Rows(opened, reading: places)?.values(of: places) else {
      throw damaged(HDF5Library.lastError())
    }
    return zip(columns, values).map { EventTable.Column(name: $0.name, unit: unit, values: $1) }
  }
}

/// Why a place of a file has no columns.
struct HDF5Fault: Error {
  var reason: EventFileError.Reason

  init(_ reason: EventFileError.Reason) { self.reason = reason }
}
