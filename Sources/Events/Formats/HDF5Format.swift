import CHDF5

/// HDF5 files with one flat numeric dataset a column, at the root or in a group, as h5py writes them.
///
/// Integers and floating-point numbers of any width are read, through any filter that the library has, and converted to
/// `Float`. The string attribute `units` of a dataset is its column's unit.
///
/// A file that was cut short or damaged is refused where libhdf5 notices. Release 1.10.8 does not notice wrong sizes in the
/// heap that holds texts of variable length, such as `units`: it was seen to loop for ever on one.
public struct HDF5Format: EventFormat {
  public let name = "HDF5"
  public let fileExtensions = ["h5", "hdf5", "hdf"]

  public init() {}

  /// The names of all datasets in the group, sorted. Whether they are flat and numeric shows when they are read.
  public func columns(of file: EventFile) throws(EventFileError) -> EventColumns {
    let names = try HDF5Library.withLock { () throws(EventFileError) in
      try HDF5Group(file: file.path, group: file.group).datasetNames
    }
    return EventColumns(names: names)
  }

  /// - Throws: ``EventFileError`` for a file that cannot be opened, a missing group or column, a dataset that is not flat,
  ///   not numeric, damaged, or of another length than the first, and for values that are not finite.
  public func read(_ columns: [String], from file: EventFile) throws(EventFileError) -> EventTable {
    let read = try HDF5Library.withLock { () throws(EventFileError) in
      let opened = try HDF5Group(file: file.path, group: file.group)
      var read: [EventTable.Column] = []
      for name in columns {
        let dataset = try HDF5Dataset(name, in: opened)
        read.append(EventTable.Column(name: name, unit: dataset.unit(), values: try dataset.values()))
      }
      return read
    }
    return try EventFileError.table(read, from: file.path)
  }
}
