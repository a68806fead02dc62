import CHDF5

/// HDF5 files: a dataset of numbers a column, as h5py writes arrays, or a table of records, as h5py writes structured arrays and
/// PyTables and pandas (`DataFrame.to_hdf`) their tables.
///
/// The group of the file names the group that holds the datasets, or the table. Where it names none, the root is meant, or what
/// stands alone in it. A dataset of two or more dimensions is an array in each event, `x[3]`; so is a member of records that is
/// an array; a member of records within records is `a.b`. Integers, floating-point numbers, enumerations and booleans of any
/// width are read, through any filter that the library has, and converted to `Float`. The string attribute `units` of a dataset
/// is its column's unit.
///
/// A file that was cut short is refused. One whose bytes were changed is refused where libhdf5 notices, and where it does not but
/// its types, sizes and filters do not fit each other. What remains is what release 1.10.8 does before anything can be asked of
/// it: of small tables with one to nine changes each, 4 in 25 000 ended the program by a division by zero on opening a dataset
/// (H5T_copy), and wrong sizes in the heap that holds texts of variable length, such as `units`, end it or keep it busy for
/// ever (2 in 3000 files with such texts). No code in the same process can prevent that.
public struct HDF5Format: EventFormat {
  public let name = "HDF5"
  public let fileExtensions = ["h5", "hdf5", "hdf"]

  public init() {}

  /// The datasets of the group or the members of the table, sorted, and what each that is no column holds.
  public func columns(of file: EventFile) throws(EventFileError) -> EventColumns {
    try HDF5Library.withLock { () throws(EventFileError) in try HDF5File(file).catalogue.columns }
  }

  /// - Throws: ``EventFileError`` for a file that cannot be opened, a missing group or column, one that holds no numbers, is
  ///   damaged, or of another length than the first, and for values that are not finite.
  public func read(_ columns: [String], from file: EventFile) throws(EventFileError) -> EventTable {
    let values = try HDF5Library.withLock { () throws(EventFileError) -> [EventTable.Column] in
      let opened = try HDF5File(file)
      return try read(columns, of: opened)
    }
    return try EventFileError.table(values, from: file.path)
  }

  private func read(_ names: [String], of file: borrowing HDF5File) throws(EventFileError) -> [EventTable.Column] {
    let columns = file.catalogue.columns
    var wanted: [String: [(name: String, place: HDF5Rows.Column)]] = [:]
    // In the order asked for, so that the first that fails is told.
    var datasets: [String] = []
    for name in names {
      try columns.check(name, in: file.path)
      guard let (dataset, place) = file.catalogue.find(name) else { continue }
      if wanted[dataset] == nil { datasets.append(dataset) }
      wanted[dataset, default: []].append((name, place))
    }
    var read: [String: EventTable.Column] = [:]
    for dataset in datasets {
      for column in try file.read(wanted[dataset] ?? [], of: dataset) { read[column.name] = column }
    }
    return names.compactMap { read[$0] }
  }
}
