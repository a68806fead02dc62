import Foundation
import Testing

@testable import Events

/// Damaged NumPy, CSV and HDF5 files are read or refused: no crash, no hang, no memory beyond what a file of that length can hold.
///
/// The suite damages some thousand files. 100 000 of each take a while, here in 4 GB of address space:
///
///     swift build --build-tests -c release -Xswiftc -enable-testing
///     ulimit -v 4000000
///     ASIMOV_MUTATIONS=100000 swift test --skip-build -c release -Xswiftc -enable-testing --filter FormatDamageTests
///
/// HDF5 files are cut short and changed in one place only, always in the same, whatever that variable says: libhdf5 1.10.8 ends the
/// process on a few of many thousands of damaged files, see ``HDF5Format``.
@Suite("Files that are damaged")
struct FormatDamageTests {
  @Test(
    "are read or refused, each in no time",
    arguments: ["numpy.npz", "numpy_packed.npz", "records.npy", "matrix.npy", "fortran.npy"])
  func numPy(name: String) throws { try damage(Fixture.bytes(name), ending: name.hasSuffix("npz") ? "npz" : "npy") }

  @Test("are read or refused as text, and packed by gzip")
  func csv() throws {
    let text = Array(try Fixture.bytes("spellings.csv").prefix(1500))
    try damage(text, ending: "csv")
    try damage(Data(contentsOf: Self.packed).map { $0 }, ending: "csv.gz")
  }

  @Test("of HDF5 are refused where they are cut short", arguments: ["records", "frame", "friends"])
  func cutHDF5(name: String) throws {
    let bytes = try Fixture.bytes("\(name).h5")
    for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 200)) {
      try Fixture.withFile(Array(bytes[..<length]), ending: "h5") { path in
        #expect(throws: EventFileError.self, "\(length)") { try EventFile(path: path).columns() }
      }
    }
  }

  @Test("of HDF5 are read or refused where one byte is another", arguments: ["records", "frame", "friends"])
  func changedHDF5(name: String) throws {
    let bytes = try Fixture.bytes("\(name).h5")
    for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 400)) {
      var damaged = bytes
      damaged[place] ^= 0xFF
      try Fixture.withFile(damaged, ending: "h5") { path in
        let file = EventFile(path: path)
        do {
          let table = try file.table(columns: file.columnNames())
          #expect(table.columns.allSatisfy { $0.values.count == table.count })
        } catch is EventFileError {}
      }
    }
  }

  private func damage(_ bytes: [UInt8], ending: String) throws {
    let count = Fixture.mutations(1000)
    let refused = try Fixture.refusals(of: bytes, ending: ending, count: count, seed: 4180)
    #expect(refused > count / 10 && (refused < count || ending == "csv.gz"), "\(refused) of \(count)")
  }

  private static var packed: URL {
    get throws {
      try #require(Bundle.module.url(forResource: "table", withExtension: "csv.gz", subdirectory: "Fixtures"))
    }
  }

  @Test("that claim more numbers than they hold are refused before memory is asked for")
  func claims() throws {
    func npy(_ shape: String, _ type: String = "<f8") -> [UInt8] {
      let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(shape)), }\n"
      return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
    }
    for shape in ["1000000000000,", "9223372036854775807, 9223372036854775807", "1000000000, 1000000000, 1000000000"] {
      try Fixture.withFile(npy(shape), ending: "npy") { path in
        #expect(throws: EventFileError(file: path, reason: .unreadable("the numbers are cut short"))) {
          try EventFile(path: path).columns()
        }
      }
    }
    // Nothing of which there is much is nothing.
    try Fixture.withFile(npy("1000000000000, 0"), ending: "npy") { path in
      let names = try EventFile(path: path).columns().names
      #expect(names == [])
    }
  }

  @Test("packed by gzip into many members are unpacked in no time")
  func manyMembers() throws {
    // An empty member, as `gzip </dev/null` writes it.
    let empty: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    let packed = try [UInt8](Data(contentsOf: Self.packed))
    let clock = ContinuousClock()
    try Fixture.withFile(packed + (0..<50_000).flatMap { _ in empty }, ending: "csv.gz") { path in
      let start = clock.now
      let table = try EventFile(path: path).table(columns: ["MET"])
      #expect(table.count == 7)
      #expect(clock.now - start < .seconds(5))
    }
  }
}
