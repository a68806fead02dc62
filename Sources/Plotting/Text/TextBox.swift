/// A typeset label: pieces of text and rules (of roots and bars), placed from the left end of its baseline.
struct TextBox {
  struct Run {
    var line: TextLine
    var x: Double
    /// Downwards from the label's baseline, in points.
    var y: Double
  }

  var runs: [Run] = []
  var rules: [Rect] = []
  /// All in points. Ascent and descent are those of the ink.
  var width = 0.0
  var ascent = 0.0
  var descent = 0.0

  /// Puts another box to the right, its baseline lower by `drop`.
  mutating func append(_ other: TextBox, drop: Double = 0) {
    add(other, x: width, drop: drop)
    width += other.width
  }

  /// Puts another box at a place, leaving the width as it is.
  mutating func add(_ other: TextBox, x: Double, drop: Double) {
    runs += other.runs.map { Run(line: $0.line, x: $0.x + x, y: $0.y + drop) }
    rules += other.rules.map {
      Rect(minX: $0.minX + x, minY: $0.minY + drop, maxX: $0.maxX + x, maxY: $0.maxY + drop)
    }
    guard !other.runs.isEmpty else { return }
    ascent = max(ascent, other.ascent - drop)
    descent = max(descent, other.descent + drop)
  }
}
