import Foundation

/// Options as single values by path, `loss.asimov.systematic`, so that two versions of a directive can be compared.
struct OptionLeaves: Hashable, Sendable, Codable {
  struct Leaf: Hashable, Sendable, Codable {
    /// What counts: the form that equal values share.
    var canonical: String
    /// What the author wrote, or the default.
    var shown: String
  }

  private(set) var leaves: [String: Leaf] = [:]

  init(_ inputs: StepInputs) {
    guard let tree = try? JSONDecoder().decode(JSONTree.self, from: Data(inputs.options)) else { return }
    add(
      tree, at: [], written: inputs.written, names: Dictionary(grouping: inputs.reads.keys) { inputs.reads[$0] ?? "" })
  }

  /// - Parameters:
  ///   - written: What stands at the path in the template; `nil` for defaults.
  ///   - names: Of the steps that are read, by their keys.
  private mutating func add(_ tree: JSONTree, at path: [String], written: YAMLNode?, names: [String: [String]]) {
    switch tree {
    case .mapping(let members):
      for (key, member) in members { add(member, at: path + [key], written: written?[key], names: names) }
    case .list(let items):
      let scalars = items.compactMap(\.scalar)
      // A list of plain values reads best whole; names and files stand for keys and digests, and are told one by one.
      if scalars.count == items.count, !scalars.contains(where: Self.isDigest) {
        let text = "[\(scalars.joined(separator: ", "))]"
        leaves[path.joined(separator: ".")] = Leaf(canonical: text, shown: text)
        return
      }
      for (index, item) in items.enumerated() {
        add(
          item, at: items.count == 1 ? path : path + ["\(index + 1)"], written: Self.item(index, of: written),
          names: names)
      }
    case .scalar(let text):
      leaves[path.joined(separator: ".")] = Leaf(canonical: text, shown: Self.shown(text, written?.scalar, names))
    }
  }

  /// A sweep's name stands for its members, each of which has its own.
  private static func shown(_ text: String, _ written: String?, _ names: [String: [String]]) -> String {
    guard let steps = names[text] else { return written ?? text }
    if let written, steps.contains(written) { return written }
    return steps.min() ?? text
  }

  private static func item(_ index: Int, of node: YAMLNode?) -> YAMLNode? {
    guard case .sequence(let items) = node?.content else { return index == 0 ? node : nil }
    return items.indices.contains(index) ? items[index] : nil
  }

  static func isDigest(_ text: String) -> Bool { text.utf8.count == 64 && text.allSatisfy(\.isHexDigit) }
}

/// Any JSON, its scalars as text.
private indirect enum JSONTree: Decodable {
  case scalar(String)
  case list([JSONTree])
  case mapping([String: JSONTree])

  var scalar: String? { if case .scalar(let text) = self { text } else { nil } }

  init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: AnyKey.self) {
      var members: [String: JSONTree] = [:]
      for key in container.allKeys { members[key.stringValue] = try container.decode(JSONTree.self, forKey: key) }
      self = .mapping(members)
    } else if var container = try? decoder.unkeyedContainer() {
      var items: [JSONTree] = []
      while !container.isAtEnd { items.append(try container.decode(JSONTree.self)) }
      self = .list(items)
    } else {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .scalar(text)
      } else if let truth = try? container.decode(Bool.self) {
        self = .scalar("\(truth)")
      } else if let integer = try? container.decode(Int.self) {
        self = .scalar("\(integer)")
      } else {
        self = .scalar(container.decodeNil() ? "nothing" : "\(try container.decode(Double.self))")
      }
    }
  }
}
