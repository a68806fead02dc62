import Storage

/// A result that the text can quote and a table can hold.
public indirect enum Value: Hashable, Sendable, Codable {
  /// `uncertainty` is one standard deviation; `unit` is written as it should be read (`GeV`, `fb^-1`).
  case number(Double, uncertainty: Double? = nil, unit: String? = nil)
  case integer(Int)
  case text(String)
  /// Members reached by `.name` or `[key]`.
  case record([String: Value])
}

/// What one directive made, as the page shows it and other directives read it.
public struct StepResult: Hashable, Sendable {
  /// Usually a ``Value/record(_:)``; its members are what `` {value}`name.member` `` quotes.
  public var values: Value
  /// A sentence on what was done, shown where the directive stands when it has neither figure nor table.
  public var summary: String
  public var figure: FigureFiles?
  public var table: ResultTable?
  /// Written beside the page, under the directive's name.
  public var files: [AccompanyingFile]
  public var explorer: Explorer?
  /// Names of the steps that a sweep is made of, in order; empty for a single step.
  public var members: [String]
  /// What later steps read, by name; never shown.
  public var blobs: [String: StoredBytes]

  public init(
    values: Value = .record([:]), summary: String = "", figure: FigureFiles? = nil, table: ResultTable? = nil,
    files: [AccompanyingFile] = [], explorer: Explorer? = nil, members: [String] = [],
    blobs: [String: StoredBytes] = [:]
  ) {
    self.values = values
    self.summary = summary
    self.figure = figure
    self.table = table
    self.files = files
    self.explorer = explorer
    self.members = members
    self.blobs = blobs
  }
}

/// One figure in the three formats that are written beside the page, and the numbers that it plots.
public struct FigureFiles: Hashable, Sendable {
  public var png: [UInt8]
  public var pdf: [UInt8]
  public var svg: [UInt8]
  /// What is plotted, as CSV; empty where there is nothing to tell.
  public var csv: [UInt8]
  /// Size on paper, in points (1/72 inch).
  public var width: Double
  public var height: Double
  /// What the figure shows, in words, made from its data.
  public var alternativeText: String

  public init(
    png: [UInt8], pdf: [UInt8], svg: [UInt8], csv: [UInt8] = [], width: Double, height: Double, alternativeText: String
  ) {
    self.png = png
    self.pdf = pdf
    self.svg = svg
    self.csv = csv
    self.width = width
    self.height = height
    self.alternativeText = alternativeText
  }

  /// Files by their endings, in the order in which they are offered.
  public var formats: [(ending: String, bytes: [UInt8])] {
    [("png", png), ("pdf", pdf), ("svg", svg), ("csv", csv)].filter { !$0.1.isEmpty }
  }
}

/// A file for other programs that a directive makes: a collaborator finds it beside the page as `FOLDER/NAME.ENDING`, and in
/// the page itself.
public struct AccompanyingFile: Hashable, Sendable {
  /// A word.
  public var folder: String
  /// Without the dot.
  public var ending: String
  public var bytes: [UInt8]

  public init(folder: String, ending: String, bytes: [UInt8]) {
    (self.folder, self.ending, self.bytes) = (folder, ending, bytes)
  }

  /// Its name for a directive of that name, without what file systems and shells do not like: `network-0.5.onnx` for
  /// `network[0.5]`.
  public func name(for directive: String) -> String {
    let words = directive.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ".") }
    return words.joined(separator: "-") + "." + ending
  }
}

/// A table of values under one or two rows of headers.
public struct ResultTable: Hashable, Sendable, Codable {
  /// Columns that stand under one common header.
  public struct ColumnGroup: Hashable, Sendable, Codable {
    /// Markdown, with `$…$` for math; empty where the columns need no common header.
    public var label: String
    /// Markdown, one for each column.
    public var columns: [String]
    /// How each column's numbers are written; `nil`, or none at the end, for the usual way.
    public var formats: [ValueFormat?]

    public init(label: String, columns: [String], formats: [ValueFormat?] = []) {
      self.label = label
      self.columns = columns
      self.formats = formats
    }
  }

  public enum Row: Hashable, Sendable, Codable {
    /// A line across the whole table that names the rows below it. Markdown.
    case heading(String)
    /// `cells` in the order of the columns; `nil` is an empty cell. The label is Markdown.
    case values(label: String, cells: [Value?])
  }

  /// Stands above the rows' labels. Markdown.
  public var corner: String
  public var groups: [ColumnGroup]
  public var rows: [Row]

  public init(corner: String, groups: [ColumnGroup], rows: [Row]) {
    self.corner = corner
    self.groups = groups
    self.rows = rows
  }
}
