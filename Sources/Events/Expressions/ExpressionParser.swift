/// Reads an expression by recursive descent, from what binds least to what binds most: `||`, `&&`, comparisons, `+ −`, `× ÷ %`,
/// signs and `!`, powers (from right to left).
struct ExpressionParser {
  private let tokens: [ExpressionToken]
  private var index = 0
  /// Columns in the order in which they are met, and where.
  private(set) var columns: [(name: String, character: Int)] = []
  private var depth = 0

  init(_ text: String) throws(ExpressionError) { tokens = try ExpressionToken.all(of: text) }

  mutating func whole() throws(ExpressionError) -> ExpressionNode {
    if next.kind == .end { throw ExpressionError("there is no expression", at: 0) }
    let node = try disjunction()
    guard next.kind == .end else {
      let isBracket = next.kind == .symbol(")")
      throw ExpressionError(
        "'\(next.text)' does not belong here", at: next.start,
        remedy: isBracket ? "no '(' stands before it" : "put an operator before it")
    }
    return node
  }

  private var next: ExpressionToken { tokens[index] }

  /// Takes the next word if it is one of these operators.
  private mutating func taken(_ operators: ExpressionOperator...) -> (ExpressionOperator, ExpressionToken)? {
    guard case .symbol(let symbol) = next.kind, let found = ExpressionOperator(rawValue: symbol),
      operators.contains(found)
    else { return nil }
    defer { index += 1 }
    return (found, next)
  }

  private mutating func disjunction() throws(ExpressionError) -> ExpressionNode {
    var left = try conjunction()
    while let (symbol, token) = taken(.or) { left = try joined(symbol, token, left, conjunction()) }
    return left
  }

  private mutating func conjunction() throws(ExpressionError) -> ExpressionNode {
    var left = try comparison()
    while let (symbol, token) = taken(.and) { left = try joined(symbol, token, left, comparison()) }
    return left
  }

  private mutating func comparison() throws(ExpressionError) -> ExpressionNode {
    let left = try sum()
    guard let (symbol, token) = takenComparison() else { return left }
    let node = try joined(symbol, token, left, sum())
    if let (_, second) = takenComparison() {
      throw ExpressionError(
        "comparisons do not follow one another", at: second.start, remedy: "write for example 1 < x && x < 3")
    }
    return node
  }

  private mutating func takenComparison() -> (ExpressionOperator, ExpressionToken)? {
    taken(.equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual)
  }

  private mutating func sum() throws(ExpressionError) -> ExpressionNode {
    var left = try product()
    while let (symbol, token) = taken(.plus, .minus) { left = try joined(symbol, token, left, product()) }
    return left
  }

  private mutating func product() throws(ExpressionError) -> ExpressionNode {
    var left = try signed()
    while let (symbol, token) = taken(.times, .divided, .remainder) { left = try joined(symbol, token, left, signed()) }
    return left
  }

  private mutating func signed() throws(ExpressionError) -> ExpressionNode {
    // Each sign and each bracket passes here.
    depth += 1
    defer { depth -= 1 }
    guard depth <= 200 else { throw ExpressionError("too many brackets within each other", at: next.start) }
    guard let (symbol, token) = taken(.minus, .plus, .not) else { return try power() }
    let operand = try signed()
    try check(operand, for: symbol, token)
    return symbol == .plus ? operand : .unary(symbol, operand)
  }

  private mutating func power() throws(ExpressionError) -> ExpressionNode {
    let base = try operand()
    guard let (symbol, token) = taken(.power) else { return base }
    return try joined(symbol, token, base, signed())
  }

  private mutating func operand() throws(ExpressionError) -> ExpressionNode {
    let token = next
    switch token.kind {
    case .number(let value):
      index += 1
      return .number(value)
    case .name(let name):
      index += 1
      if next.kind == .symbol("("), !token.text.hasPrefix("`") { return try call(name, token) }
      if name == "pi", !token.text.hasPrefix("`") { return .number(.pi) }
      return column(name, token)
    case .symbol("("):
      index += 1
      let inside = try disjunction()
      try close(token)
      return inside
    case .symbol(let symbol):
      throw ExpressionError(
        "a number or a name is missing before '\(token.text)'", at: token.start,
        remedy: symbol == ")" ? "fill the brackets" : nil)
    case .end: throw ExpressionError("the expression ends too soon", at: token.start)
    }
  }

  private mutating func column(_ name: String, _ token: ExpressionToken) -> ExpressionNode {
    if let known = columns.firstIndex(where: { $0.name == name }) { return .column(known) }
    columns.append((name, token.start))
    return .column(columns.count - 1)
  }

  private mutating func close(_ open: ExpressionToken) throws(ExpressionError) {
    guard next.kind == .symbol(")") else {
      throw next.kind == .end
        ? ExpressionError("this '(' is not closed", at: open.start)
        : ExpressionError("'\(next.text)' does not belong here", at: next.start, remedy: "put an operator before it")
    }
    index += 1
  }

  private mutating func call(_ name: String, _ token: ExpressionToken) throws(ExpressionError) -> ExpressionNode {
    guard let function = ExpressionFunction(rawValue: name) else {
      let near = nearestName(to: name, among: ExpressionFunction.allCases.map(\.rawValue))
      throw ExpressionError(
        "there is no function '\(name)'", at: token.start,
        remedy: near.map { "did you mean '\($0)'?" }
          ?? "there is " + ExpressionFunction.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let open = next
    index += 1
    var arguments: [ExpressionNode] = []
    if next.kind != .symbol(")") {
      repeat {
        if !arguments.isEmpty { index += 1 }
        let start = next.start
        let argument = try disjunction()
        try check(argument, isCondition: function == .where && arguments.isEmpty, at: start, in: function)
        arguments.append(argument)
      } while next.kind == .symbol(",")
    }
    try close(open)
    guard function.arguments.contains(arguments.count) else {
      throw ExpressionError(
        "\(arguments.count) \(arguments.count == 1 ? "argument" : "arguments") for '\(name)'", at: token.start,
        remedy: "write \(function.usage)")
    }
    return .call(function, arguments)
  }

  private func joined(
    _ symbol: ExpressionOperator, _ token: ExpressionToken, _ left: ExpressionNode, _ right: ExpressionNode
  ) throws(ExpressionError) -> ExpressionNode {
    try check(left, for: symbol, token)
    try check(right, for: symbol, token)
    return .binary(symbol, left, right)
  }

  private func check(
    _ operand: ExpressionNode, for symbol: ExpressionOperator, _ token: ExpressionToken
  ) throws(ExpressionError) {
    guard operand.isCondition != symbol.takesConditions else { return }
    throw operand.isCondition
      ? ExpressionError(
        "'\(token.text)' takes numbers, and a condition is none", at: token.start, remedy: Self.numberOfCondition)
      : ExpressionError(
        "'\(token.text)' takes conditions, and a number is none", at: token.start,
        remedy: "compare it: x != 0 where x is 0 or 1")
  }

  private func check(
    _ argument: ExpressionNode, isCondition: Bool, at start: Int, in function: ExpressionFunction
  ) throws(ExpressionError) {
    guard argument.isCondition != isCondition else { return }
    throw ExpressionError(
      isCondition
        ? "the first argument of 'where' is a condition"
        : "'\(function.rawValue)' takes numbers, and a condition is none",
      at: start, remedy: isCondition ? "write for example where(x > 0, x, 0)" : Self.numberOfCondition)
  }

  private static let numberOfCondition = "write where(…, 1, 0) to count with it"
}
