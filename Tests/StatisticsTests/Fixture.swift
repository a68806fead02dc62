import Foundation
import Testing

/// Tables of numbers that the scripts in `Fixtures` wrote.
enum Fixture {
  /// The rows of a headless CSV file of numbers.
  static func rows(_ name: String) throws -> [[Double]] {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Fixtures"))
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { line in
      try line.split(separator: ",").map { try #require(Double($0), "\(name): \($0)") }
    }
  }

  /// A JSON file.
  static func json<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }
}

/// |a − b| in units of |b|.
func relativeError(_ a: Double, _ b: Double) -> Double {
  a == b ? 0 : abs(a - b) / abs(b)
}
