import Foundation
import Testing

@testable import Events

/// A file of 5 GB, most of which are gaps that take no room on a disk.
@Suite("ROOT files beyond 2 GB")
struct ROOTBeyondTests {
  struct Contents: Decodable {
    struct Piece: Decodable {
      let place: UInt64
      let bytes: Data
    }

    let length: UInt64
    let pieces: [Piece]
    let columns: [String: [Float]]

    func write(to url: URL) throws {
      try Data().write(to: url)
      let handle = try FileHandle(forWritingTo: url)
      try handle.truncate(atOffset: length)
      for piece in pieces {
        try handle.seek(toOffset: piece.place)
        try handle.write(contentsOf: piece.bytes)
      }
      try handle.close()
    }
  }

  @Test("have the values that uproot was given, in trees and RNTuples", arguments: ["tree", "ntuple"])
  func beyond(name: String) throws {
    let contents = try Fixture.json("beyond.json", as: Contents.self)
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).root")
    defer { try? FileManager.default.removeItem(at: url) }
    try contents.write(to: url)
    #expect(contents.length > 5 << 30)
    let table = try EventFile(path: url.path, group: name).table(columns: contents.columns.keys.sorted())
    for column in table.columns { #expect(column.values == contents.columns[column.name], "\(column.name)") }
  }
}
