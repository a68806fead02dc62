import Foundation
import Yams

/// Reads YAML through libyaml and says where in the template each value stands.
enum YAMLReader {
  /// More values than this are refused: aliases of aliases can ask for any number.
  static let largestCount = 200_000

  /// - Parameters:
  ///   - text: One YAML document. An empty one reads as an empty mapping.
  ///   - origin: Place of its first character; every line of `text` starts in its column.
  /// - Throws: a ``Diagnostic`` for text that is not YAML, a key that stands twice, or too many values.
  static func read(_ text: String, at origin: SourceLocation) throws(Diagnostic) -> YAMLNode {
    let place = YAMLPlaces(text, at: origin)
    if let excess = AliasGrowth.excess(in: text) {
      throw Diagnostic(tooMuch, at: place.location(of: excess, in: text), remedy: "use fewer aliases")
    }
    let root: Node?
    do {
      // The encoding is named since Yams would look its default up in the environment for every text; types of scalars
      // are the options' affair, so none is resolved here.
      root = try Parser(yaml: HiddenMarks.hide(text), resolver: .basic, encoding: .utf8).singleRoot()
    } catch let error as YamlError {
      throw diagnostic(error, place)
    } catch {
      throw Diagnostic("not YAML: \(error)", at: origin)
    }
    guard let root else { return YAMLNode(content: .mapping([]), location: origin) }
    var count = 0
    let node = try convert(root, place, depth: 0, count: &count)
    return node.isNull ? YAMLNode(content: .mapping([]), location: origin) : node
  }

  static let tooMuch = "too many or too deeply nested YAML values"

  private static func convert(
    _ node: Node, _ place: YAMLPlaces, depth: Int, count: inout Int
  ) throws(Diagnostic) -> YAMLNode {
    count += 1
    guard count <= largestCount, depth < 100 else {
      throw Diagnostic(tooMuch, at: place.location(node.mark), remedy: "use fewer aliases")
    }
    switch node {
    case .scalar(let scalar):
      let text = HiddenMarks.reveal(scalar.string)
      let isPlain = scalar.style == .plain || scalar.style == .any
      return YAMLNode(content: .scalar(text, isPlain: isPlain), location: place.location(scalar.mark))
    case .sequence(let sequence):
      var items: [YAMLNode] = []
      for item in sequence { items.append(try convert(item, place, depth: depth + 1, count: &count)) }
      return YAMLNode(content: .sequence(items), location: place.location(sequence.mark))
    case .mapping(let mapping):
      return try convert(mapping, place, depth: depth, count: &count)
    case .alias(let alias):
      throw Diagnostic("alias '\(alias.anchor.rawValue)' to nothing", at: place.location(alias.mark))
    }
  }

  private static func convert(
    _ mapping: Node.Mapping, _ place: YAMLPlaces, depth: Int, count: inout Int
  ) throws(Diagnostic) -> YAMLNode {
    var pairs: [YAMLNode.Pair] = []
    var keys: Set<String> = []
    for (key, value) in mapping {
      let key = try convert(key, place, depth: depth + 1, count: &count)
      guard let name = key.scalar else {
        throw Diagnostic("a key must be text, not \(key.kindName)", at: key.location)
      }
      guard keys.insert(name).inserted else {
        throw Diagnostic("key '\(name)' stands twice", at: key.location, remedy: "keep one of them")
      }
      pairs.append(.init(key: key, value: try convert(value, place, depth: depth + 1, count: &count)))
    }
    return YAMLNode(content: .mapping(pairs), location: place.location(mapping.mark))
  }

  private static func diagnostic(_ error: YamlError, _ place: YAMLPlaces) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let mistake = YAMLMistake(HiddenMarks.reveal(problem), context, at: .init(mark), in: place)
      return Diagnostic(mistake.message, at: place.location(mistake.mark), remedy: mistake.remedy)
    case .reader(let problem, _, _, _):
      return Diagnostic("not YAML: \(problem)", at: place.origin)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.sorted().map { "'\(HiddenMarks.reveal($0))'" }.joined(separator: ", ")
      return Diagnostic("key \(names) stands twice", at: place.location(context.mark), remedy: "keep one of them")
    default:
      return Diagnostic("not YAML: \(error)", at: place.origin)
    }
  }
}
