import Foundation

/// All that a page in a browser needs to know. It is sent whole whenever some of it changes, so that a page that missed
/// some, or comes back after a while, needs nothing else.
struct LiveState: Codable, Hashable, Sendable {
  /// Of the report; a page that shows another fetches this one.
  var version: String
  /// HTML of what is wrong; empty where nothing is.
  var panel = ""
  /// What is running; empty where nothing is.
  var status = ""
  /// How far it is, from 0 to 1, where that is known.
  var fraction: Double?
  /// Directives whose results on the page are those of before, or not there yet.
  var stale: [String] = []

  /// - Throws: an encoding error, as for a fraction that is not finite.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
