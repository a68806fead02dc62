/// Finds the documented types in Swift source written in this project's style.
///
/// It reads declarations and skips what they do. Whatever it does not know where a declaration should stand is an error: a
/// manual with a hole would be worse than a build that ends.
struct DeclarationReader {
  private var cursor: TokenCursor
  private(set) var types: [DocumentedType] = []
  /// The path of every type, to resolve names with.
  private(set) var declared: Set<String> = []

  /// - Throws: ``ReadingError`` where it meets what it cannot read, or an option without a doc comment.
  init(_ text: String, file: String) throws(ReadingError) {
    cursor = TokenCursor(tokens: try Tokenizer.tokens(of: text, file: file), file: file)
    _ = try members(of: [])
    if let token = cursor.token { throw cursor.error("cannot read '\(token.text)'") }
  }

  /// What stands in a type's braces.
  private struct Members {
    struct Property {
      var name: String
      var type: String
      var text: String
      var line: Int
    }

    struct Case {
      var name: String
      var value: String
      var text: String
    }

    var properties: [Property] = []
    var cases: [Case] = []
    var codingKeys: [Case]?
  }

  private static let modifiers: Set = [
    "public", "internal", "private", "fileprivate", "package", "open", "static", "final", "indirect", "mutating",
    "nonisolated", "override", "convenience", "required", "lazy", "weak", "consuming", "borrowing",
  ]
  private static let functions: Set = ["func", "init", "subscript", "deinit"]
  private static let types: Set = ["struct", "enum", "class", "actor", "extension"]

  /// Reads up to the brace that closes the type at `path`, or to the end of the file.
  private mutating func members(of path: [String]) throws(ReadingError) -> Members {
    var members = Members()
    while let token = cursor.token, !token.isSymbol("}") {
      let text = cursor.docComment()
      try cursor.skipAttributes()
      let modifiers = cursor.words(in: Self.modifiers)
      guard case .word(let keyword)? = cursor.token?.kind else {
        if cursor.skipCompilerDirective() { continue }
        throw cursor.error("cannot read '\(cursor.token?.text ?? "the end")' where a declaration should stand")
      }
      // `class func` and `static subscript` lead to the same: a body to skip.
      if Self.functions.contains(keyword) {
        try cursor.skipFunction()
      } else if Self.types.contains(keyword) {
        try type(keyword, in: path, text, isPrivate: modifiers.contains { $0.hasSuffix("private") }, &members)
      } else if keyword == "case" {
        members.cases += try cases(text)
      } else if keyword == "var" || keyword == "let" {
        let property = try property(text)
        if let property, !modifiers.contains("static") { members.properties.append(property) }
      } else if keyword == "protocol" {
        try cursor.skipFunction()
      } else if ["import", "typealias", "associatedtype"].contains(keyword) {
        cursor.skipLine()
      } else {
        throw cursor.error("cannot read '\(keyword)' where a declaration should stand")
      }
    }
    return members
  }

  private mutating func type(
    _ keyword: String, in outer: [String], _ text: [String], isPrivate: Bool, _ outerMembers: inout Members
  ) throws(ReadingError) {
    let line = cursor.line
    cursor.advance()
    let path = outer + (try cursor.dottedName())
    let inherited = try cursor.inheritance()
    let members = try members(of: path)
    try cursor.expect("}")
    if path.last == "CodingKeys" { outerMembers.codingKeys = members.cases }
    if keyword != "extension" { declared.insert(path.joined(separator: ".")) }
    // Nobody outside its file can name a private type, so that it is no part of any option's type.
    guard !isPrivate else { return }
    if !inherited.isDisjoint(with: DocumentedType.groups) {
      guard keyword == "struct" else { throw cursor.error("options must be a struct that names its protocol", line) }
      types.append(try group(path, text, members, line))
    } else if keyword == "enum", !inherited.isDisjoint(with: DocumentedType.vocabularies) {
      var type = DocumentedType(path: path, text: text.joined(separator: "\n"))
      type.cases = members.cases.map { .init(value: $0.value, text: $0.text) }
      types.append(type)
    }
  }

  private func group(
    _ path: [String], _ text: [String], _ members: Members, _ line: Int
  ) throws(ReadingError) -> DocumentedType {
    let name = path.joined(separator: ".")
    guard !text.isEmpty else { throw cursor.error("'\(name)' has no doc comment, which the manual needs", line) }
    var type = DocumentedType(path: path, text: text.joined(separator: "\n"))
    for property in members.properties {
      guard !property.text.isEmpty else {
        throw cursor.error("option '\(property.name)' has no doc comment, which the manual needs", property.line)
      }
      var key = property.name
      if let keys = members.codingKeys {
        guard let found = keys.first(where: { $0.name == property.name }) else {
          throw cursor.error("option '\(property.name)' has no coding key", property.line)
        }
        key = found.value
      }
      type.properties.append(.init(key: key, type: property.type, text: property.text, line: property.line))
    }
    return type
  }

  /// A stored property, behind its modifiers; `nil` if it is computed.
  private mutating func property(_ text: [String]) throws(ReadingError) -> Members.Property? {
    let line = cursor.line
    cursor.advance()
    let name = try cursor.word()
    var type: String?
    if cursor.token?.isSymbol(":") == true {
      cursor.advance()
      type = cursor.typeText(from: line)
    }
    if cursor.token?.isSymbol("{") == true, cursor.line == line || type != nil {
      try cursor.skipBlock()
      return nil
    }
    if cursor.token?.isSymbol("=") == true { try cursor.skipExpression() }
    // What has no written type is no option: options are decoded.
    return .init(name: name, type: type ?? "", text: text.joined(separator: "\n"), line: line)
  }

  /// `case a, b = "c"`, which one doc comment serves.
  private mutating func cases(_ text: [String]) throws(ReadingError) -> [Members.Case] {
    var cases: [Members.Case] = []
    repeat {
      cursor.advance()
      let name = try cursor.word()
      var value = name
      if cursor.token?.isSymbol("(") == true { try cursor.skipBlock() }
      if cursor.token?.isSymbol("=") == true {
        cursor.advance()
        if case .string(let raw)? = cursor.token?.kind { value = raw }
        cursor.advance()
      }
      cases.append(.init(name: name, value: value, text: text.joined(separator: "\n")))
    } while cursor.token?.isSymbol(",") == true
    return cases
  }
}
