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
        "unknown role '\(role.name)'", at: role.location,
        remedy: Suggestion.remedy(for: role.name, among: Self.roles + ["math"]))
      return "<code>\(role.content)</code>"
    }
  }

  /// `name`, or `text <name>` with a text of the author's own, in which `%s` stands for the number.
  private mutating func reference(_ role: Role) -> HTML {
    var name = role.content.trimmed
    var text: String?
    if name.hasSuffix(">"), let opening = name.lastIndex(of: "<") {
      text = String(name[..<opening]).trimmed
      name = String(name[name.index(after: opening)...].dropLast()).trimmed
    }
    guard let target = numbering.targets[name] else {
      noteUnknown(name, at: role.location, among: role.name == "eq" ? [.equation] : nil)
      return "<code>\(role.content)</code>"
    }
    if role.name == "eq", target.kind != .equation {
      note("'\(name)' is not an equation", at: role.location, remedy: "write {ref}`\(name)`")
    }
    let plain = role.name == "eq" && text == nil ? "(\(target.number))" : text
    return reference(to: target, text: plain?.replacingOccurrences(of: "%s", with: target.number))
  }

  mutating func noteUnknown(_ name: String, at location: SourceLocation, among kinds: Set<Numbering.Kind>? = nil) {
    let candidates = numbering.targets.filter { kinds?.contains($0.value.kind) ?? true }.keys.sorted()
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
    let title = plainText(target.title)
    let hint: HTML = title.isEmpty ? "" : " title=\"\(title)\""
    return "<a class=\"reference\" href=\"#\(target.anchor.fragment)\"\(hint)>\(shown)</a>"
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
    if results[path.directive] != nil { return try results.value(at: path) }
    guard calls[path.directive] == nil else { return nil }
    throw Mistake(
      "no directive is named '\(path.directive)'",
      remedy: Suggestion.remedy(for: path.directive, among: Set(results.keys).union(calls.keys).sorted()))
  }

  private mutating func citation(_ role: Role) -> HTML {
    let keys = role.content.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    var links: [HTML] = []
    for key in keys {
      if bibliography[key] == nil {
        let remedy = Suggestion.remedy(for: key, among: bibliography.keys.sorted())
        note(
          "the bibliography has no '\(key)'", at: role.location,
          remedy: remedy ?? "there is no bibliography; cite in a footnote")
      }
      if !citations.contains(key) { citations.append(key) }
      let number = (citations.firstIndex(of: key) ?? 0) + 1
      links.append(isInLink ? "\(number)" : "<a href=\"#cite:\(key.fragment)\">\(number)</a>")
    }
    return "<span class=\"citation\">[\(links.joined(", "))]</span>"
  }

  /// The list of what the text cites, in the order it cites it.
  mutating func references() -> HTML {
    guard !citations.isEmpty else { return "" }
    var items: HTML = ""
    for key in citations {
      let entry = bibliography[key].map { inlines($0) } ?? HTML(key)
      items += "<li id=\"cite:\(key)\">\(entry)</li>\n"
    }
    return
      "<section class=\"references\" aria-labelledby=\"page:references\">\n<h2 id=\"page:references\">References</h2>\n<ol>\n\(items)</ol>\n</section>\n"
  }
}
