/// One line of a legend: the signs of all marks that share a label, and the label.
struct LegendEntry {
  var signs: [any Shape]
  let text: TextBox

  static func entries(
    of panel: Panel, typesetter: Typesetter, size: Double, widest: Double
  ) throws -> [LegendEntry] {
    guard panel.legend != .hidden else { return [] }
    var labels: [String] = []
    var signs: [String: [any Shape]] = [:]
    for mark in panel.marks {
      guard let label = mark.shape.label, !label.isEmpty else { continue }
      if signs[label] == nil { labels.append(label) }
      signs[label, default: []].append(mark.shape)
    }
    // Rules come last: what they mark is on the curves that readers look for first.
    let (rules, curves) = (
      labels.filter { signs[$0]?.allSatisfy { $0 is Rule } == true },
      labels.filter { signs[$0]?.allSatisfy { $0 is Rule } != true }
    )
    return try (curves + rules).map { label in
      LegendEntry(signs: signs[label] ?? [], text: try typesetter.set(label, size: size, widest: widest))
    }
  }
}

/// A legend's inner layout for a number of columns; filled column by column.
struct LegendLayout {
  let entries: [LegendEntry]
  let columns: Int
  let fontSize: Double

  var lineHeight: Double { fontSize * 1.42 }
  var padding: Double { fontSize * 0.5 }
  var signWidth: Double { fontSize * 2 }
  private var signGap: Double { fontSize * 0.6 }
  private var columnGap: Double { fontSize * 1.2 }
  private var lines: Int { (entries.count + columns - 1) / columns }

  private var columnWidths: [Double] {
    stride(from: 0, to: entries.count, by: lines).map { start in
      let widest = entries[start..<min(start + lines, entries.count)].map(\.text.width).max() ?? 0
      return signWidth + signGap + widest
    }
  }

  /// With the padding around the lines.
  var width: Double {
    columnWidths.reduce(0, +) + columnGap * Double(columnWidths.count - 1) + 2 * padding
  }

  var height: Double { Double(lines) * lineHeight + 2 * padding }

  func draw(in box: Rect, on canvas: Canvas) {
    var x = box.minX + padding
    for (column, width) in columnWidths.enumerated() {
      for line in 0..<lines where column * lines + line < entries.count {
        let entry = entries[column * lines + line]
        let middle = box.minY + padding + (Double(line) + 0.5) * lineHeight
        let sign = Rect(x: x, y: middle - fontSize * 0.4, width: signWidth, height: fontSize * 0.8)
        for shape in entry.signs { shape.drawSign(on: canvas, in: sign) }
        canvas.draw(entry.text, at: Point(x: sign.maxX + signGap, y: middle + fontSize * 0.355))
      }
      x += width + columnGap
    }
  }
}
