/// What an author may write for an option, as the manual says it.
public indirect enum OptionForm: Sendable {
  /// `a number`, and of several: `numbers`.
  case words(String, plural: String)
  /// One of a few words.
  case choice(any ChoiceOption.Type)
  case list(OptionForm)
  /// A value or a list of values.
  case oneOrMore(OptionForm)
  /// A mapping whose keys are the author's own.
  case mapping(OptionForm)
  /// A mapping whose keys are options.
  case group(any Options.Type)
  /// May be left out.
  case optional(OptionForm)
}

/// An option that can say what it takes.
public protocol DescribedOption: Sendable {
  static var form: OptionForm { get }
}

extension Options {
  public static var form: OptionForm { .group(Self.self) }
}

extension ChoiceOption {
  public static var form: OptionForm { .choice(Self.self) }

  /// What an author may write.
  public static var words: [String] { allCases.map(\.rawValue) }
}

// The compiler takes no conformance for every `YAMLScalar` at once.

extension Int: DescribedOption { public static var form: OptionForm { form(of: Self.self) } }
extension UInt64: DescribedOption { public static var form: OptionForm { form(of: Self.self) } }
extension Double: DescribedOption { public static var form: OptionForm { form(of: Self.self) } }
extension Bool: DescribedOption { public static var form: OptionForm { form(of: Self.self) } }
extension String: DescribedOption { public static var form: OptionForm { form(of: Self.self) } }

extension DescribedOption {
  /// `a number` becomes `numbers`; text has no plural.
  fileprivate static func form<Scalar: YAMLScalar>(of type: Scalar.Type) -> OptionForm {
    let words = type.expected
    return .words(words, plural: words.hasPrefix("a ") ? words.dropFirst(2) + "s" : words)
  }
}

extension Optional: DescribedOption where Wrapped: DescribedOption {
  public static var form: OptionForm { .optional(Wrapped.form) }
}

extension Array: DescribedOption where Element: DescribedOption {
  public static var form: OptionForm { .list(Element.form) }
}

extension OneOrMore: DescribedOption where Element: DescribedOption {
  public static var form: OptionForm { .oneOrMore(Element.form) }
}

extension OrderedMapping: DescribedOption where Value: DescribedOption {
  public static var form: OptionForm { .mapping(Value.form) }
}

extension Reference: DescribedOption {
  public static var form: OptionForm {
    .words("the name of a `\(Target.kind)` directive", plural: "names of `\(Target.kind)` directives")
  }
}

extension AnyReference: DescribedOption {
  public static var form: OptionForm { .words("the name of a directive", plural: "names of directives") }
}

extension FilePattern: DescribedOption {
  public static var form: OptionForm {
    .words("a file, or a pattern such as `data/*.root`", plural: "files and patterns")
  }
}

extension FileReference: DescribedOption {
  public static var form: OptionForm { .words("a file", plural: "files") }
}
