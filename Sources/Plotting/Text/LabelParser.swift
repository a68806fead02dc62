/// Reads a label's markup.
struct LabelParser {
  private let label: String
  private var rest: Substring
  private var isFormula = false
  private var depth = 0

  /// - Parameter face: What text outside of formulas is set in.
  /// - Throws: `FigureError.Problem.unknownCommand` or `.badMarkup`.
  static func parse(_ label: String, face: Face = .upright) throws -> [LabelNode] {
    var parser = LabelParser(label: label, rest: label[...])
    let nodes = try parser.sequence(State(face: face))
    guard parser.rest.isEmpty else { throw parser.bad("has a } too many") }
    guard !parser.isFormula else { throw parser.bad("has a $ without a partner") }
    return nodes
  }

  /// What surrounds the text being read.
  private struct State {
    var face: Face
    /// Whether variables slant; not in `\mathrm{…}` and its like.
    var hasFixedFace = false
    var isScript = false
  }

  /// Labels are a line of text; deeper nesting than this is a mistake, and would overflow the stack.
  private static let deepest = 32

  private func bad(_ reason: String) -> FigureError.Problem { .badMarkup(label: label, reason: reason) }

  /// Reads up to the end or the brace that closes the group.
  private mutating func sequence(_ state: State) throws -> [LabelNode] {
    var nodes: [LabelNode] = []
    while let next = rest.first, next != "}" {
      switch next {
      case "$":
        guard depth == 0 else { throw bad("has a $ inside braces") }
        rest.removeFirst()
        isFormula.toggle()
      case "_", "^": try attachScript(to: &nodes, state)
      default: nodes += try element(state)
      }
    }
    return nodes
  }

  /// Reads one character, command or group.
  private mutating func element(_ state: State) throws -> [LabelNode] {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw bad("is nested too deeply") }
    guard let next = rest.popFirst() else { throw bad("ends where something must follow") }
    switch next {
    case "{": return try group(state)
    case "\\": return try command(state)
    case "~": return [.space(0.278)]
    case "}", "$", "_", "^": throw bad("has a \(next) where something else must stand")
    default: break
    }
    if next.isWhitespace {
      return isFormula && !state.hasFixedFace ? [] : [.atom(" ", state.face, .ordinary)]
    }
    if next.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      throw bad("holds a control character")
    }
    return [atom(next == "-" && (isFormula || state.isScript) && !state.hasFixedFace ? "\u{2212}" : next, state)]
  }

  private func atom(_ character: Character, _ state: State) -> LabelNode {
    guard isFormula, !state.hasFixedFace else { return .atom(String(character), state.face, .ordinary) }
    var face = state.face
    if LabelSymbols.isVariable(character) { face.isItalic = true }
    return .atom(String(character), face, LabelSymbols.role(of: character))
  }

  /// Reads what follows an opening brace, and the brace that closes it.
  private mutating func group(_ state: State) throws -> [LabelNode] {
    let nodes = try sequence(state)
    guard rest.popFirst() == "}" else { throw bad("lacks a }") }
    return nodes
  }

  private mutating func attachScript(to nodes: inout [LabelNode], _ state: State) throws {
    let isLower = rest.removeFirst() == "_"
    var state = state
    state.isScript = true
    let script = try element(state)
    var (base, lower, upper) = (Array(nodes.suffix(1)), [LabelNode]?.none, [LabelNode]?.none)
    if case .scripts(let inner, let innerLower, let innerUpper) = base.first {
      (base, lower, upper) = (inner, innerLower, innerUpper)
    }
    guard (isLower ? lower : upper) == nil else {
      throw bad("has two \(isLower ? "subscripts" : "superscripts") at one place")
    }
    if isLower { lower = script } else { upper = script }
    nodes = nodes.dropLast() + [.scripts(base: base, lower: lower, upper: upper)]
  }

  private mutating func command(_ state: State) throws -> [LabelNode] {
    guard let first = rest.first else { throw bad("ends with a backslash") }
    let letters = rest.prefix { $0.isASCII && $0.isLetter }
    let name = letters.isEmpty ? String(first) : String(letters)
    rest = rest.dropFirst(name.count)
    if !letters.isEmpty { rest = rest.drop { $0 == " " } }
    if let sign = LabelSymbols.lowerGreek[name] ?? LabelSymbols.upperGreek[name] ?? LabelSymbols.signs[name] {
      return sign.map { atom($0, state) }
    }
    if let width = LabelSymbols.spaces[name] { return [.space(width)] }
    if LabelSymbols.functions.contains(name) { return [.atom(name, state.face, .function)] }
    var fixed = state
    fixed.hasFixedFace = true
    switch name {
    case "sqrt": return [.root(try element(state))]
    case "bar": return [.bar(try element(state))]
    case "tilde": return [.accent(try element(state), .tilde)]
    case "hat": return [.accent(try element(state), .hat)]
    case "mathrm", "text": fixed.face.isItalic = false
    case "mathit": fixed.face.isItalic = true
    case "mathbf": fixed.face.isBold = true
    default: throw FigureError.Problem.unknownCommand("\\" + name, label: label)
    }
    return try element(fixed)
  }
}
