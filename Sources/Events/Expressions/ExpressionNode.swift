/// An expression as a tree.
indirect enum ExpressionNode: Hashable, Sendable {
  case number(Double)
  /// By its place among the columns that the expression reads.
  case column(Int)
  case unary(ExpressionOperator, ExpressionNode)
  case binary(ExpressionOperator, ExpressionNode, ExpressionNode)
  case call(ExpressionFunction, [ExpressionNode])

  /// Whether it holds or not, rather than being a number.
  var isCondition: Bool {
    switch self {
    case .number, .column: false
    case .unary(let symbol, _), .binary(let symbol, _, _): symbol.givesCondition
    case .call: false
    }
  }

  /// One text for all ways to write the same.
  func canonical(_ columns: [String]) -> String {
    switch self {
    case .number(let value): "\(value)"
    case .column(let index): "`\(columns[index])`"
    case .unary(let symbol, let operand): "(\(symbol.rawValue)\(operand.canonical(columns)))"
    case .binary(let symbol, let left, let right):
      "(\(left.canonical(columns))\(symbol.rawValue)\(right.canonical(columns)))"
    case .call(let function, let arguments):
      "\(function.rawValue)(\(arguments.map { $0.canonical(columns) }.joined(separator: ",")))"
    }
  }
}

enum ExpressionOperator: String, Sendable {
  case or = "||"
  case and = "&&"
  case not = "!"
  case equal = "=="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
  case remainder = "%"
  case power = "^"

  var givesCondition: Bool { takesConditions || isComparison }
  var takesConditions: Bool { self == .or || self == .and || self == .not }

  var isComparison: Bool {
    switch self {
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }
}
