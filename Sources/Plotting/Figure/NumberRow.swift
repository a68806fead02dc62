import Foundation

/// One point, bin or cell as a figure's table of numbers tells it; what it does not have is nil.
struct NumberRow: Equatable {
  /// A value with the ends of its error bar, its band or its bin.
  struct Coordinate: Equatable {
    var value: Double?
    var low: Double?
    var high: Double?

    init(_ value: Double? = nil, low: Double? = nil, high: Double? = nil) {
      (self.value, self.low, self.high) = (value, low, high)
    }

    /// A value with the bar around it, if it has one.
    init(_ value: Double, error: Double?) {
      let bar = errorBar(value, error)
      self.init(value, low: bar.low < bar.high ? bar.low : nil, high: bar.low < bar.high ? bar.high : nil)
    }
  }

  var x = Coordinate()
  var y = Coordinate()
  /// What a colour stands for.
  var z: Double?

  /// Whether a value that should be there is none.
  var isGap: Bool {
    [x.value, x.low, x.high, y.value, y.low, y.high, z].contains { $0.map { !$0.isFinite } ?? false }
  }
}

extension Figure {
  /// What the figure plots, as CSV (RFC 4180, with line feeds): a line for each point, bin or cell.
  ///
  /// `panel` counts from 1, row by row; `series` is the legend's label without markup; numbers have seven significant digits, more than
  /// any plot shows; what a mark does not have is empty, and gaps are left out.
  public func csv() -> [UInt8] {
    var text = "panel,title,series,kind,x,x_low,x_high,y,y_low,y_high,z\n"
    for (place, panel) in panels.joined().enumerated() {
      let title = Self.field(LabelText.plain(panel.title))
      for shape in panel.marks.map(\.shape) {
        let series = Self.field(LabelText.plain(shape.label ?? ""))
        for row in shape.rows {
          guard !row.isGap else { continue }
          let numbers = [row.x.value, row.x.low, row.x.high, row.y.value, row.y.low, row.y.high, row.z]
          text += "\(place + 1),\(title),\(series),\(shape.kind)"
          for number in numbers { text += "," + (number.map(Self.digits) ?? "") }
          text += "\n"
        }
      }
    }
    return Array(text.utf8)
  }

  private static func digits(_ number: Double) -> String {
    guard number.isFinite else { return "" }
    let short = String(format: "%.7g", number)
    return short == "-0" ? "0" : short
  }

  private static func field(_ text: String) -> String {
    text.contains { ",\"\n\r".contains($0) } ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
