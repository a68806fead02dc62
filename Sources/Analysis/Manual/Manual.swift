import Notebook

/// The reference manual of what may stand in a template's fences.
///
/// It is made of the option structs themselves: their properties, types, defaults and doc comments.
public struct Manual: Sendable {
  /// The kinds that compute, then those that are text.
  public let entries: [Entry]
  /// What every kind that computes takes besides its own options.
  public let commonOptions: [Option]

  public static let asimov = Manual(
    entries: Kinds.all.map { Entry(of: $0) } + TextKinds.entries, commonOptions: CommonOptions.all)

  /// What stands in braces behind a fence.
  public struct Entry: Sendable {
    /// Its name; kinds of text may have several, which differ in looks only.
    public var kinds: [String]
    /// What it does, in a sentence.
    public var summary: String
    /// More about it, a paragraph each.
    public var details: [String] = []
    /// One of it, as a template has it.
    public var example: String
    /// Whether it computes something, so that it has a name, common options, and a place in the plan.
    public var computes = false
    public var options: [Option] = []
    /// What `{value}` and tables may quote of it.
    public var values: [Value] = []
  }

  /// A key of a mapping.
  public struct Option: Sendable {
    public var key: String
    /// What may be written for it: `a whole number`.
    public var takes: String
    public var presence: Presence
    public var text: String
    /// The words that it takes, where there is something to say about them.
    public var words: [Value] = []
    /// The keys of the mapping, or of each mapping, that it takes.
    public var options: [Option] = []
  }

  public enum Presence: Hashable, Sendable {
    case required, optional
    /// May be left out, and is then this.
    case byDefault(String)
  }

  /// A name that stands for something.
  public struct Value: Sendable {
    /// With the name of the directive before it, where it is a value: `best[0.5].cut`.
    public var name: String
    public var text: String
  }

  /// The entry of a kind.
  ///
  /// - Throws: ``Mistake`` with the nearest kind where there is none.
  public func entry(_ kind: String) throws(Mistake) -> Entry {
    guard let entry = entries.first(where: { $0.kinds.contains(kind) }) else {
      throw Mistake("no directive '\(kind)'", remedy: Suggestion.remedy(for: kind, among: entries.flatMap(\.kinds)))
    }
    return entry
  }
}
