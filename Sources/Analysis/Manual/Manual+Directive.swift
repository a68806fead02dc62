import Notebook

extension Manual.Entry {
  /// The entry of a kind that computes.
  init(of directive: any Directive.Type) {
    let text = DocText(Documentation.of(directive).text)
    let example = text.code.first ?? ""
    // ```{kind} name
    let name = example.split(separator: "\n").first?.split(separator: " ").last.map(String.init) ?? ""
    self.init(
      kinds: [directive.kind], summary: text.paragraphs.first ?? "", details: Array(text.paragraphs.dropFirst()),
      example: example, computes: true, options: Manual.Option.all(of: directive),
      values: (directive as? any MakesValues.Type)?.values.flatMap { $0.entries(of: name) } ?? [])
  }
}

extension ValueGroup {
  fileprivate func entries(of directive: String) -> [Manual.Value] {
    Documentation.of(names).words.map {
      Manual.Value(name: "\(directive)\(prefix).\($0.word)", text: DocText($0.text).paragraphs.joined(separator: " "))
    }
  }
}

extension Manual.Option {
  /// The options of a struct, in its order.
  static func all(of group: any Options.Type) -> [Manual.Option] {
    Documentation.of(group).options.map { Manual.Option($0, default: group.defaults[$0.key]) }
  }

  private init(_ option: Documentation.Option, default value: String?) {
    let form = option.type.form
    self.init(
      key: option.key, takes: form.words, presence: Self.presence(form, default: value),
      text: DocText(option.text).paragraphs.joined(separator: " "), words: form.choices,
      options: form.group.map { Self.all(of: $0) } ?? [])
  }

  private static func presence(_ form: OptionForm, default value: String?) -> Manual.Presence {
    switch (form, value) {
    // The keys of the mapping have defaults of their own, which say it better.
    case (_, "{}"?): .optional
    case (_, let value?): .byDefault(value)
    case (.optional, nil): .optional
    case (_, nil): .required
    }
  }
}

extension OptionForm {
  /// `a list of whole numbers`.
  fileprivate var words: String {
    switch self {
    case .words(let words, plural: _): words
    case .choice(let type):
      (type.words.count > 1 ? "one of " : "") + type.words.map { "`\($0)`" }.joined(separator: ", ")
    case .list(let element): "a list of \(element.plural)"
    case .oneOrMore(let element): "\(element.words), or a list of \(element.plural)"
    case .mapping(let value): "a mapping of keys of your own to \(value.plural)"
    case .group: "a mapping"
    case .optional(let wrapped): wrapped.words
    }
  }

  private var plural: String {
    switch self {
    case .words(_, let plural): plural
    case .choice(let type): type.words.map { "`\($0)`" }.joined(separator: ", ")
    case .list: "lists"
    case .oneOrMore(let element): element.plural
    case .mapping, .group: "mappings"
    case .optional(let wrapped): wrapped.plural
    }
  }

  /// The struct whose keys the option takes, at whatever depth.
  fileprivate var group: (any Options.Type)? {
    switch self {
    case .words, .choice: nil
    case .list(let inner), .oneOrMore(let inner), .mapping(let inner), .optional(let inner): inner.group
    case .group(let type): type
    }
  }

  /// Words that have a doc comment.
  fileprivate var choices: [Manual.Value] {
    switch self {
    case .choice(let type):
      Documentation.of(type).words.filter { !$0.text.isEmpty }
        .map { Manual.Value(name: $0.word, text: DocText($0.text).paragraphs.joined(separator: " ")) }
    case .list(let inner), .oneOrMore(let inner), .mapping(let inner), .optional(let inner): inner.choices
    case .words, .group: []
    }
  }
}
