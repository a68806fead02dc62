/// A figure for a paper or a talk: panels in rows, drawn in the manner of the LHC experiments (ticks inwards on all
/// four sides, axis labels at the axes' ends, a header above the frame) in TeX Gyre Heros.
///
/// A figure is a description. Whether it can be drawn is checked when it is drawn, and the same figure gives the same
/// bytes in any process at any time. Every text is markup; `Label` describes the language.
public struct Figure: Sendable {
  /// Rows of panels, the top row first. Rows may differ in length; they start at the left edge.
  public var panels: [[Panel]]
  /// The room of one panel with its labels, in points; 120 or more each way is a sensible size.
  public var panelSize: (width: Double, height: Double)
  /// How wide each column is, in units of `panelSize.width`; what is left out is 1.
  public var columnShares: [Double] = []
  /// How high each row is, in units of `panelSize.height`; what is left out is 1.
  public var rowShares: [Double] = []
  /// Whether the panels of a column stand upon each other on one x axis, as a ratio does below what it is of.
  public var sharesX = false
  /// Whether the panels of a row stand beside each other on one y axis, as a marginal histogram does.
  public var sharesY = false
  /// The line above the first row, such as "Simulation" at the left and the luminosity at the right.
  public var header: Header?
  /// The size in points of tick labels and legends, from which all other sizes follow.
  public var fontSize: Double
  /// What the page is filled with; nil leaves it transparent.
  public var background: Colour?

  public init(
    panels: [[Panel]], panelSize: (width: Double, height: Double) = (360, 300), header: Header? = nil,
    fontSize: Double = 11, background: Colour? = .white
  ) {
    self.panels = panels
    self.panelSize = panelSize
    self.header = header
    self.fontSize = fontSize
    self.background = background
  }

  /// A figure of one panel.
  public init(_ panel: Panel, size: (width: Double, height: Double) = (360, 300), header: Header? = nil) {
    self.init(panels: [[panel]], panelSize: size, header: header)
  }

  /// The texts above a figure's first row.
  public struct Header: Sendable, Hashable {
    /// Set in bold above the first panel's left edge, such as `Simulation`.
    public var left: String
    /// Set above the last panel's right edge, such as `30 fb^{-1} (14 TeV)`.
    public var right: String

    public init(left: String = "", right: String = "") {
      self.left = left
      self.right = right
    }
  }

  /// Width and height of the whole figure, in points.
  public var size: (width: Double, height: Double) {
    // Where a panel behind the last ones would begin.
    let end = cell(row: panels.count, column: panels.map(\.count).max() ?? 0)
    return (end.minX, end.minY)
  }

  /// The room of one panel.
  func cell(row: Int, column: Int) -> Rect {
    let strip = header == nil ? 0 : Typography(fontSize: fontSize).headerHeight
    let left = (0..<column).map { columnShares[safe: $0] ?? 1 }.reduce(0, +)
    let top = (0..<row).map { rowShares[safe: $0] ?? 1 }.reduce(0, +)
    return Rect(
      x: left * panelSize.width, y: strip + top * panelSize.height,
      width: (columnShares[safe: column] ?? 1) * panelSize.width,
      height: (rowShares[safe: row] ?? 1) * panelSize.height)
  }
}

extension Figure {
  /// The figure as a PNG file with an alpha channel, antialiased in grey.
  /// - Parameter scale: Pixels per point in 0.1...16: 1 is 72 dpi, 2 is 144 dpi.
  /// - Throws: `FigureError`, saying what in the figure cannot be drawn and where it stands.
  public func png(scale: Double = 2) throws -> [UInt8] {
    guard scale >= 0.1, scale <= 16 else { throw FigureError(.badValue("scale", scale, expected: "in 0.1...16")) }
    return try file(.png(scale: scale))
  }

  /// The figure as a PDF 1.5 file of one page with its fonts embedded; its text can be selected and searched.
  /// - Throws: `FigureError`, saying what in the figure cannot be drawn and where it stands.
  public func pdf() throws -> [UInt8] {
    try file(.pdf)
  }

  /// The figure as an SVG 1.1 file that scales (it has a `viewBox`) and needs no fonts: its glyphs are outlines.
  /// - Parameter idPrefix: What the file's identifiers begin with: a letter followed by letters, digits or `-`.
  ///   Drawings that are written into one HTML page need different ones.
  /// - Throws: `FigureError`, saying what in the figure cannot be drawn and where it stands.
  public func svg(idPrefix: String = "g") throws -> [UInt8] {
    let allowed = idPrefix.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
      default: false
      }
    }
    guard allowed, idPrefix.first?.isLetter == true else { throw FigureError(.badIdentifier(idPrefix)) }
    return SVGPaths.compact(SVGMarks.merged(SVGIdentifiers.renumbered(try file(.svg), prefix: idPrefix)))
  }

  private func file(_ format: Surface.Format) throws -> [UInt8] {
    try checkPage()
    let (width, height) = size
    return try TextEngine.exclusively { engine in
      let composition = try FigureComposer(figure: self, engine: engine).compose()
      do {
        return try Surface(width: width, height: height, format: format).bytes { composition.draw(on: $0) }
      } catch let problem as FigureError.Problem {
        throw FigureError(problem)
      }
    }
  }

  /// The limits keep every coordinate within Cairo's fixed-point numbers and every image within its largest size.
  private func checkPage() throws {
    guard panels.contains(where: { !$0.isEmpty }) else { throw FigureError(.noPanels) }
    guard fontSize >= 4, fontSize <= 72 else {
      throw FigureError(.badValue("font size", fontSize, expected: "in 4...72 points"))
    }
    let smallest = 9 * fontSize
    for (name, length) in [("panel width", panelSize.width), ("panel height", panelSize.height)] {
      guard length >= smallest, length <= 2000 else {
        throw FigureError(.badValue(name, length, expected: "in \(smallest)...2000 points at this font size"))
      }
    }
    for (name, share) in columnShares.map({ ("column share", $0) }) + rowShares.map({ ("row share", $0) }) {
      guard share >= 0.1, share <= 10 else { throw FigureError(.badValue(name, share, expected: "in 0.1...10")) }
    }
    for (name, length) in [("figure width", size.width), ("figure height", size.height)] where length > 2000 {
      throw FigureError(.badValue(name, length, expected: "at most 2000 points"))
    }
  }
}

extension Array {
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
