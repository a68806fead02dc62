import Foundation

/// A figure that was looked at and found good, to compare later ones with.
///
/// Blocks of 6 × 6 pixels are compared by their mean colours: smoothed edges and rounded places move these little, a label in another
/// place or a line that is missing moves them much.
package struct GoldenImage {
  private let path: String

  /// - Parameters:
  ///   - name: Of the file, without `.png`.
  ///   - folder: Of the fixtures in the sources.
  package init(_ name: String, in folder: String) { path = "\(folder)/\(name).png" }

  private static let block = 6
  /// Of 255, on a block's mean of any of the three colours.
  private static let largest = 11
  /// Of 255, on the mean of all blocks.
  private static let mean = 0.6

  /// What is different, in words; nil where nothing is. With `GOLDEN_IMAGES` set to `write`, the figure becomes the golden one.
  package func difference(from png: [UInt8]) throws -> String? {
    if ProcessInfo.processInfo.environment["GOLDEN_IMAGES"] == "write" {
      let url = URL(fileURLWithPath: path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(png).write(to: url)
    }
    guard let golden = FileManager.default.contents(atPath: path) else { return "there is no golden image '\(path)'" }
    return Self.difference(Pixels(png: Array(golden)), Pixels(png: png))
  }

  package static func difference(_ golden: Pixels, _ made: Pixels) -> String? {
    guard (golden.width, golden.height) == (made.width, made.height) else {
      return "\(made.width) × \(made.height) pixels, not \(golden.width) × \(golden.height)"
    }
    var (sum, count) = (0.0, 0.0)
    var worst = (distance: 0, x: 0, y: 0)
    for y in stride(from: 0, to: golden.height, by: block) {
      for x in stride(from: 0, to: golden.width, by: block) {
        let (a, b) = (golden.mean(x, y, block), made.mean(x, y, block))
        let distance = max(abs(a.red - b.red), abs(a.green - b.green), abs(a.blue - b.blue))
        if distance > worst.distance { worst = (distance, x, y) }
        sum += Double(distance)
        count += 1
      }
    }
    if worst.distance > largest { return "another picture around \(worst.x), \(worst.y): by \(worst.distance) of 255" }
    return sum / count > mean ? "another picture everywhere, by \(sum / count) of 255" : nil
  }
}

extension Pixels {
  fileprivate func mean(_ x: Int, _ y: Int, _ size: Int) -> Colour {
    var (red, green, blue, count) = (0, 0, 0, 0)
    for row in y..<min(y + size, height) {
      for column in x..<min(x + size, width) {
        let colour = self[column, row]
        red += colour.red
        green += colour.green
        blue += colour.blue
        count += 1
      }
    }
    return Colour(red: red / count, green: green / count, blue: blue / count)
  }
}
