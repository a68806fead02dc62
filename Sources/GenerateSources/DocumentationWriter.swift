/// Writes documented types as Swift, one conformance to `Documented` each.
///
/// Options are written with their types and not with the types' names, so that the compiler says where one has no form that
/// the manual could describe.
struct DocumentationWriter {
  var types: [DocumentedType]
  /// Every type of the module.
  var declared: Set<String>

  var source: String {
    """
    // Made from the doc comments of this module by GenerateSources.

    import Notebook

    """ + types.sorted { $0.name < $1.name }.map { "\n" + conformance(of: $0) }.joined()
  }

  private func conformance(of type: DocumentedType) -> String {
    let options = type.properties.map { option in
      "      .init(\(literal(option.key)), (\(qualified(option.type, in: type.path))).self, \(literal(option.text))),\n"
    }
    let words = type.cases.map { "      .init(\(literal($0.value)), \(literal($0.text))),\n" }
    return """
      extension \(type.name): Documented {
        static let documentation = Documentation(
          text: \(literal(type.text)),
          options: [
      \(options.joined())    ],
          words: [
      \(words.joined())    ])
      }

      """
  }

  /// `type` as it must be written outside of the type at `path`: `SplitOptions` as `DatasetDirective.SplitOptions`.
  private func qualified(_ type: String, in path: [String]) -> String {
    var text = ""
    var rest = type[...]
    while let character = rest.first {
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      if word.isEmpty {
        text.append(character)
        rest.removeFirst()
      } else {
        text += text.last == "." ? String(word) : resolved(String(word), in: path)
        rest = rest.dropFirst(word.count)
      }
    }
    return text
  }

  /// The innermost type of that name that is seen from the type at `path`.
  private func resolved(_ name: String, in path: [String]) -> String {
    for length in stride(from: path.count, through: 0, by: -1) {
      let candidate = (path.prefix(length) + [name]).joined(separator: ".")
      if declared.contains(candidate) { return candidate }
    }
    return name
  }

  /// A string literal without escapes but those of line ends, which a doc comment cannot hold.
  private func literal(_ text: String) -> String { "##\"" + text.replacing("\n", with: "\\##n") + "\"##" }
}
