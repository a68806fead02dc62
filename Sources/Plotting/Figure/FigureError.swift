/// Why a figure cannot be drawn, and what in it to mend.
public struct FigureError: Error, Hashable, CustomStringConvertible {
  public let problem: Problem
  /// Where the problem lies; nil if it concerns the figure as a whole.
  public let place: Place?

  public init(_ problem: Problem, at place: Place? = nil) {
    self.problem = problem
    self.place = place
  }

  public var description: String {
    guard let place else { return problem.description }
    return "\(place): \(problem)"
  }

  /// A panel, and a mark in it if it is the mark's fault. All numbers count from 1.
  public struct Place: Sendable, Hashable, CustomStringConvertible {
    public let row: Int
    public let column: Int
    public let mark: Int?

    public init(row: Int, column: Int, mark: Int? = nil) {
      self.row = row
      self.column = column
      self.mark = mark
    }

    public var description: String {
      "panel \(column) of row \(row)" + (mark.map { ", mark \($0)" } ?? "")
    }
  }

  public enum Problem: Error, Hashable {
    case noPanels
    /// Two arrays that must agree in length do not.
    case lengths(String, Int, expected: Int, of: String)
    /// A mark without any points.
    case emptyMark
    /// No point of a mark can be drawn: none is finite, or none positive on a logarithmic axis.
    case nothingToDraw
    /// An axis has no range and no mark to take it from.
    case noRange(axis: String)
    case badRange(axis: String, lower: Double, upper: Double, reason: String)
    /// Bin edges are not finite or do not increase.
    case badEdges(index: Int)
    case badValue(String, Double, expected: String)
    case badScale(String)
    /// Points with a value that span no triangle: fewer than three, or all on one line.
    case noPlane(points: Int)
    /// Two points of a plane in one place.
    case samePlace(x: Double, y: Double)
    case badIdentifier(String)
    /// A command that labels do not know, with its backslash.
    case unknownCommand(String, label: String)
    case badMarkup(label: String, reason: String)
    /// The fonts of figures have no such character.
    case missingGlyph(Character, label: String)
    case missingFont(String)
    /// Cairo or Pango failed, in its own words.
    case drawing(String)
  }
}

extension FigureError.Problem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noPanels: "the figure has no panels"
    case .lengths(let name, let count, let expected, let other):
      "\(name) has \(count) values where \(other) asks for \(expected)"
    case .emptyMark: "the mark has no points"
    case .nothingToDraw:
      "no point of the mark can be drawn: points must be finite, and positive on a logarithmic axis"
    case .noRange(let axis): "the \(axis) axis needs a range, because there is no mark to take it from"
    case .badRange(let axis, let lower, let upper, let reason):
      "the \(axis) axis cannot span \(lower)...\(upper): \(reason)"
    case .badEdges(let index): "bin edges must be finite and increase: edge \(index + 1) does not"
    case .badValue(let name, let value, let expected): "\(name) is \(value); it must be \(expected)"
    case .noPlane(let points):
      points < 3
        ? "a plane needs 3 points that have a value, and there are \(points)"
        : "a plane needs points beside one line, and all \(points) that have a value are on one"
    case .samePlace(let x, let y): "two points stand at (\(x), \(y)); each needs a place of its own"
    case .badScale(let rule): "the scale does not fit: \(rule)"
    case .badIdentifier(let prefix):
      "'\(prefix)' cannot begin an identifier: use a letter, then letters, digits or '-'"
    case .unknownCommand(let command, let label): "unknown command \(command) in the label '\(label)'"
    case .badMarkup(let label, let reason): "the label '\(label)' \(reason)"
    case .missingGlyph(let character, let label):
      "the figures' font has no character '\(character)', which the label '\(label)' uses"
    case .missingFont(let family):
      "the font \(family) is not installed (Debian: fonts-texgyre)"
    case .drawing(let reason): "drawing failed: \(reason)"
    }
  }
}
