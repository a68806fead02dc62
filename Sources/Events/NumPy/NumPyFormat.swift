import Archive
import Foundation

/// NumPy's files: one array (`.npy`) or several (`.npz`, compressed or not).
///
/// Events run along the first axis. A one-dimensional array is a column of its name, that of the file for a `.npy`; a
/// two-dimensional one has columns `name[0]`, `name[1]`, …; the fields of a structured array are columns of their own. Booleans,
/// integers and floating-point numbers of any size and byte order are converted to `Float`.
public struct NumPyFormat: EventFormat {
  public let name = "NumPy"
  public let fileExtensions = ["npy", "npz"]

  public init() {}

  public func columns(of file: EventFile) throws(EventFileError) -> EventColumns {
    columns(of: try arrays(of: file))
  }

  private func columns(of all: [NumPyArray]) -> EventColumns {
    var (names, arrays, others) = ([String](), [String: [Int?]](), [String: String]())
    for array in all {
      names += array.columns.names
      arrays.merge(array.columns.arrays) { first, _ in first }
      others.merge(array.columns.others) { first, _ in first }
    }
    return EventColumns(names: names, arrays: arrays, others: others)
  }

  /// - Throws: ``EventFileError`` for a file that cannot be opened or is damaged, a column that is missing or holds no
  ///   numbers, and for arrays of different lengths.
  public func read(_ columns: [String], from file: EventFile) throws(EventFileError) -> EventTable {
    let arrays = try self.arrays(of: file)
    let known = self.columns(of: arrays)
    var read: [EventTable.Column] = []
    for name in columns {
      try known.check(name, in: file.path)
      guard let array = arrays.first(where: { $0.columns.find(name) == .column }) else { continue }
      read.append(EventTable.Column(name: name, values: array.values(name)))
    }
    return try EventFileError.table(read, from: file.path)
  }

  private func arrays(of file: EventFile) throws(EventFileError) -> [NumPyArray] {
    if let group = file.group { throw EventFileError(file: file.path, reason: .missingGroup(group, nearest: nil)) }
    func unreadable(_ why: String) -> EventFileError { EventFileError(file: file.path, reason: .unreadable(why)) }
    let contents: Data
    do {
      contents = try Data(contentsOf: URL(fileURLWithPath: file.path), options: .mappedIfSafe)
    } catch {
      throw unreadable(error.localizedDescription)
    }
    guard file.path.lowercased().hasSuffix(".npz") else {
      let name = URL(fileURLWithPath: file.path).deletingPathExtension().lastPathComponent
      do throws(NumPyArray.Fault) { return [try NumPyArray(contents, name: name)] } catch {
        throw unreadable(error.why)
      }
    }
    let archive: ZipArchive
    do throws(ZipArchive.Fault) { archive = try ZipArchive(contents) } catch { throw unreadable(error.why) }
    var arrays: [NumPyArray] = []
    for member in archive.members where member.name.hasSuffix(".npy") {
      let bytes: Data
      do throws(ZipArchive.Fault) { bytes = try archive.contents(of: member) } catch { throw unreadable(error.why) }
      do throws(NumPyArray.Fault) {
        arrays.append(try NumPyArray(bytes, name: String(member.name.dropLast(4))))
      } catch {
        throw unreadable("'\(member.name)': \(error.why)")
      }
    }
    return arrays
  }
}
