import Foundation
import Notebook

extension Renderer {
  static let roles = [
    "cite", "cite:p", "cite:t", "code", "eq", "kbd", "numref", "ref", "sub", "subscript", "sup", "superscript", "value",
  ]

  mutating func role(_ role: Role) -> HTML {
    switch role.name {
    case "value": return value(role)
    case "ref", "numref", "eq": return reference(role)
    case "cite", "cite:p", "cite:t": return citation(role)
    case "sub", "subscript": return "<sub>\(role.content)</sub>"
    case "sup", "superscript": return "<sup>\(role.content)</sup>"
    case "kbd": return "<kbd>\(role.content)</kbd>"
    case "code": return "<code>\(role.content)</code>"
    default:
      note(
        "unknown role '\(role.name)'", at: role.nameLocation,
        remedy: Suggestion.remedy(for: role.name, among: Self.roles + ["math"]))
      return "<code>\(role.content)</code>"
    }
  }

  /// `name`, or `text <name>` with a text of the author's own, in which `%s` stands for the number.
  private mutating func reference(_ role: Role) -> HTML {
    var written = role.content.trimmed
    var text: String?
    if written.last == ">", let opening = written.lastIndex(of: "<") {
      text = String(written[..<opening].trimmed)
      written = written[written.index(after: opening)...].dropLast().trimmed
    }
    let name = String(written)
    let before = role.content.distance(from: role.content.startIndex, to: written.startIndex)
    let location = role.origin.location(before, in: role.content)
    guard let target = numbering.targets[name] else {
      noteUnknown(name, at: location, among: role.name == "eq" ? [.equation] : nil)
      return "<code>\(role.content)</code>"
    }
    if role.name == "eq", target.kind != .equation {
      note("'\(name)' is not an equation", at: location, remedy: "write {ref}`\(name)`")
    }
    let plain = role.name == "eq" && text == nil ? "(\(target.number))" : text
    return reference(to: target, text: plain?.replacingOccurrences(of: "%s", with: target.number))
  }

  mutating func noteUnknown(_ name: String, at location: SourceLocation, among kinds: Set<Numbering.Kind>? = nil) {
    guard !template.misnamed.contains(name) else { return }
    let candidates = numbering.targets.filter {
      (kinds?.contains($0.value.kind) ?? true) && !$0.key.contains(where: \.isWhitespace)
    }.keys.sorted()
    guard template.isComplete || Suggestion.nearest(to: name, among: candidates) != nil else { return }
    let wanted = kinds == [.equation] ? "equation" : "figure, table, equation, section or directive"
    note("there is no \(wanted) '\(name)'", at: location, remedy: Suggestion.remedy(for: name, among: candidates))
  }

  /// - Parameter text: `nil` for the usual one, `Figure 2`.
  mutating func reference(to target: Numbering.Target, text: String?) -> HTML {
    let shown: HTML =
      if let text {
        HTML(text)
      } else if target.number.isEmpty {
        target.kind == .section ? linkText(target.title) : "<code>\(target.anchor)</code>"
      } else {
        HTML(Self.name(of: target))
      }
    guard !isInLink else { return shown }
    let title = hoverText(target)
    let hint: HTML = title.isEmpty ? "" : " title=\"\(title)\""
    return "<a class=\"reference\" href=\"#\(target.anchor.fragment)\"\(hint)>\(shown)</a>"
  }

  /// What a reference's text does not say: the caption, the equation's TeX, the section's number and heading.
  private func hoverText(_ target: Numbering.Target) -> String {
    let title = plainText(target.title).split { $0.isWhitespace && $0 != "\u{A0}" }.joined(separator: " ")
    guard target.kind == .section, !target.number.isEmpty else { return title }
    return "\(target.number) \(title)"
  }

  /// `Figure 2`, held together by a space that does not break.
  static func name(of target: Numbering.Target) -> String {
    switch target.kind {
    case .section: "Section\u{A0}\(target.number)"
    case .figure: "Figure\u{A0}\(target.number)"
    case .table: "Table\u{A0}\(target.number)"
    case .equation: "Eq.\u{A0}(\(target.number))"
    case .step: target.anchor
    }
  }

  private mutating func value(_ role: Role) -> HTML {
    do throws(Mistake) {
      if isCheck, (try? ValueQuote(role.content)).flatMap({ try? self.value(at: $0.path)?.single }) == nil {
        return "<code>\(role.content)</code>"
      }
      let quote = try ValueQuote(role.content)
      guard let value = try self.value(at: quote.path) else {
        return "<span class=\"missing\" title=\"\(quote.path.description): no result\">?</span>"
      }
      if case .record(let members) = value {
        throw Mistake(
          "'\(quote.path)' holds more than one value",
          remedy: "choose one of \(members.keys.sorted().prefix(12).map { "'\($0)'" }.joined(separator: ", "))")
      }
      let html = try value.html(quote.format)
      return "<span class=\"value\" title=\"\(quote.path.description)\">\(html)</span>"
    } catch {
      note(error.message, at: role.location, remedy: error.remedy)
      return "<code>\(role.content)</code>"
    }
  }

  /// `nil` where the directive has no result, which is the build's failure and not the text's.
  func value(at path: ValuePath) throws(Mistake) -> Value? {
    if let result = results[path.directive] {
      do throws(Mistake) {
        return try results.value(at: path)
      } catch {
        // Within a sweep the value may be that of a member that did not finish.
        if result.members.contains(where: { results[$0] == nil }) { return nil }
        throw error
      }
    }
    guard calls[path.directive] == nil else { return nil }
    throw Mistake(
      "no directive is named '\(path.directive)'",
      remedy: Suggestion.remedy(for: path.directive, among: Set(results.keys).union(calls.keys).sorted()))
  }
}

extension Value {
  /// The value, unless it is a record of several.
  fileprivate var single: Value? { if case .record = self { nil } else { self } }
}
