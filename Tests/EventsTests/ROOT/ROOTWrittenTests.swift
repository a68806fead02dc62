import Foundation
import Testing

@testable import Events

/// Files that ROOT itself wrote, of the collection scikit-hep-testdata, where they lie beside the project in `shared/root`.
@Suite("ROOT files written by ROOT")
struct ROOTWrittenTests {
  struct Facts: Decodable {
    /// A hash of the float32 bits, the first value and the last.
    let hash: String
    let first: Float
    let last: Float

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      hash = try list.decode(String.self)
      first = try list.decode(Float.self)
      last = try list.decode(Float.self)
    }
  }

  enum Column: Decodable {
    case facts(Facts)
    case empty, notFinite

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .notFinite
      } else if (try? value.decode(String.self)) == "empty" {
        self = .empty
      } else {
        self = .facts(try value.decode(Facts.self))
      }
    }
  }

  struct Tree: Decodable {
    let tree: String
    let count: Int
    let columns: [String: Column]
    /// What holds no numbers, and this reader refuses.
    let others: [String]
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/root").standardized
  private static let isThere = FileManager.default.fileExists(atPath: folder.path)

  private static func hash(_ values: [Float]) -> String {
    var hash: UInt64 = 0
    for (place, value) in values.enumerated() {
      hash &+= (UInt64(value.bitPattern) &+ 1) &* (UInt64(place) &* 2 &+ 1) &* 0x9E37_79B9_7F4A_7C15
    }
    return String(hash, radix: 16)
  }

  @Test(
    "have uproot's values to the last bit, in every numeric branch and field",
    .enabled(if: isThere, "shared/root with the files of scikit-hep-testdata is not beside the project"))
  func agreesWithUproot() throws {
    let oracle = try Fixture.json("root_written.json", as: [String: Tree].self)
    #expect(oracle.count >= 19)
    for (name, tree) in oracle {
      let path = Self.folder.appending(path: name).path
      let file = EventFile(path: path, group: tree.tree, missing: -99)
      let readable = tree.columns.keys.filter { if case .notFinite? = tree.columns[$0] { false } else { true } }
      let table = try file.table(columns: readable.sorted())
      #expect(table.count == tree.count || readable.isEmpty, "\(name)")
      for column in table.columns {
        switch tree.columns[column.name] {
        case .facts(let facts)?:
          #expect(column.values.first == facts.first && column.values.last == facts.last, "\(name): \(column.name)")
          #expect(Self.hash(column.values) == facts.hash, "\(name): \(column.name)")
        default: #expect(column.values.isEmpty, "\(name): \(column.name)")
        }
      }
      let columns = try file.columns()
      for other in columns.others.keys {
        #expect(throws: EventFileError.self, "\(name): \(other)") { try file.table(columns: [other]) }
      }
    }
  }

  @Test(
    "have some branches that are not read, and say what these hold",
    .enabled(if: isThere, "shared/root with the files of scikit-hep-testdata is not beside the project"))
  func notSupported() throws {
    func others(_ name: String) throws -> [String: String] {
      try EventFile(path: Self.folder.appending(path: name).path).columns().others
    }
    #expect(try others("uproot-simple.root") == ["three": "text"])
    #expect(try others("nanoAOD_2015_CMS_Open_Data_ttbar.root").isEmpty)
    let containers = try others("uproot-stl_containers.root")
    #expect(containers["string"] == "string")
    #expect(containers["tstring"] == "TString")
    #expect(containers["vector_string"] == "vector<string>")
    #expect(containers["vector_vector_int32"] == "vector<vector<int> >")
    #expect(containers["set_int32"] == "set<int>")
    #expect(containers["map_int32_int16"] == "map<int,short>")
    // Only this one is not among them.
    #expect(
      try EventFile(path: Self.folder.appending(path: "uproot-stl_containers.root").path).columns().arrays == [
        "vector_int32": [nil]
      ])
  }

  @Test(
    "with an RNTuple are told by what its fields hold",
    .enabled(if: isThere, "shared/root with the files of scikit-hep-testdata is not beside the project"))
  func tuples() throws {
    let path = Self.folder.appending(path: "Run2012BC_DoubleMuParked_Muons_1000evts_rntuple_v1-0-0-0.root").path
    let columns = try EventFile(path: path).columns()
    #expect(columns.names == ["nMuon"])
    #expect(columns.arrays["Muon_pt"] == [nil])
    #expect(columns.arrays["_collection0.Muon_pt"] == [nil])
    #expect(columns.others == ["_collection0": "records (Muon_pt, Muon_eta, Muon_phi, …)"])
    let error = EventFileError(
      file: path, reason: .missingFieldEntry(ntuple: "Events", field: "Muon_pt", event: 0, entry: 2, count: 2))
    #expect(throws: error) { try EventFile(path: path).table(columns: ["Muon_pt[2]"]) }
  }
}
