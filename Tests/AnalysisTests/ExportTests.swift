import Foundation
import Testing

@testable import Analysis
@testable import Statistics

/// The files in `Fixtures/exports` are read by pyhf and HEPData's validator in `Tests/Exports`.
@Suite struct ExportTests {
  static let names = ["cut", "shared", "per-bin", "exact"]

  /// Where to write the files anew after a change of their form, if anywhere: `EXPORTS=Tests/AnalysisTests/Fixtures/exports`.
  private static let rewritten = ProcessInfo.processInfo.environment["EXPORTS"].map { URL(fileURLWithPath: $0) }

  private static func fixture(_ name: String) throws -> [UInt8] {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent("exports/\(name)")))
  }

  private static func region(_ name: String) throws -> CountedRegion {
    let all = try JSONDecoder().decode([String: CountedRegion].self, from: Data(fixture("regions.json")))
    return try #require(all[name])
  }

  @Test(arguments: names) func workspacesAreThoseThatPyhfHasRead(name: String) throws {
    let region = try Self.region(name)
    let limit = try region.expectation.expectedLimit()
    let json = try PyhfWorkspace(region, largestStrength: limit.twoSigma.upperBound).json
    if let folder = Self.rewritten { try Data(json).write(to: folder.appendingPathComponent("\(name).json")) }
    #expect(String(decoding: json, as: UTF8.self) == String(decoding: try Self.fixture("\(name).json"), as: UTF8.self))
  }

  @Test(arguments: names) func tablesAreThoseThatHEPDataHasValidated(name: String) throws {
    let region = try Self.region(name)
    let significance = try region.expectation.discoverySignificance()
    let tables = HEPDataTables(
      region: region, conditions: Conditions(luminosity: 30, energy: name == "exact" ? nil : 14000),
      significance: significance.value, significanceUncertainty: significance.uncertainty(of: region.bins),
      limit: try region.expectation.expectedLimit())
    let yaml = try tables.yaml
    if let folder = Self.rewritten { try Data(yaml).write(to: folder.appendingPathComponent("\(name).yaml")) }
    #expect(String(decoding: yaml, as: UTF8.self) == String(decoding: try Self.fixture("\(name).yaml"), as: UTF8.self))
  }

  @Test(arguments: names) func resultsAreThoseOfPyhf(name: String) throws {
    let expected = try JSONDecoder().decode([String: [Double]].self, from: Data(Self.fixture("results.json")))
    let search = try Self.region(name).expectation
    let found = [try search.discoverySignificance().value] + (try search.expectedLimit().values)
    for (mine, theirs) in zip(found, try #require(expected[name])) {
      #expect(abs(mine / theirs - 1) < 1e-6)
    }
  }
}
