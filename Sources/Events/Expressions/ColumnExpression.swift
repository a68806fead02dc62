/// A formula of the columns of a table, such as `MET > 250 && n_bjet >= 1` or `hypot(px, py) / HT`.
///
/// Numbers, names of columns (in backquotes where they are no words), `pi`, `+ - * / % ^`, comparisons, `&& || !`, brackets, and the
/// functions of ``ExpressionFunction``. A formula is a number or a condition, and neither takes the other's place: what looks like
/// arithmetic with conditions is told. All is computed in double precision from the columns' single precision.
///
/// Where a part is undefined (√ of a negative number, 0/0) so is what is made of it, but for a condition that the rest decides:
/// `n > 0 && x / n > 2` is simply false where n is 0.
public struct ColumnExpression: Hashable, Sendable {
  /// As it was written.
  public let text: String
  /// The columns that it reads, in the order of their first use, and the number of the character where that is.
  public let columns: [String]
  public let places: [Int]
  /// Whether it holds or not, rather than being a number.
  public let isCondition: Bool
  /// One text for all ways to write the same: without spaces, and with every bracket.
  public let canonical: String
  private let node: ExpressionNode

  /// - Throws: ``ExpressionError``.
  public init(_ text: String) throws(ExpressionError) {
    var parser = try ExpressionParser(text)
    let node = try parser.whole()
    self.init(node, text: text, columns: parser.columns)
  }

  /// The number 0, of no columns.
  public static let zero = ColumnExpression(.number(0), text: "0", columns: [])

  private init(_ node: ExpressionNode, text: String, columns: [(name: String, character: Int)]) {
    self.node = node
    self.text = text
    self.columns = columns.map(\.name)
    places = columns.map(\.character)
    isCondition = node.isCondition
    canonical = node.canonical(self.columns)
  }

  /// One value for each event of the table; of a condition 1 where it holds and 0 where not. NaN or infinite where it is
  /// undefined.
  ///
  /// - Throws: ``EventTableError/missingColumn(_:nearest:)``.
  /// - Complexity: O(n), some nanoseconds for each operation.
  public func values(in table: EventTable) throws(EventTableError) -> [Double] {
    var read: [[Float]] = []
    for name in columns { read.append(try table.column(name).values) }
    return ExpressionProgram(node).values(of: read, count: table.count)
  }

  /// The same of numbers that are no table's.
  ///
  /// - Parameter numbers: those that stand for ``columns``, in their order; all as many.
  public func values(of numbers: [[Double]]) -> [Double] {
    ExpressionProgram(node).values(of: numbers, count: numbers.first?.count ?? 1)
  }
}
