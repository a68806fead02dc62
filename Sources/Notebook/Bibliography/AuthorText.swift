/// How an entry's authors are shown.
struct AuthorText {
  private let people: PersonNames
  /// `ATLAS Collaboration`.
  private let collaboration: String?
  private let isEdited: Bool

  /// More authors than these are shown as the first one and `et al.`
  private static let most = 6

  /// - Parameter entry: Its editors stand for authors where it has none, as on a volume of proceedings.
  init(_ entry: BibliographyEntry) {
    let authors = PersonNames(entry.field("author")?.text ?? "")
    collaboration = entry.text("collaboration").map(Self.collaboration)
    isEdited = authors.people.isEmpty && collaboration == nil
    people = isEdited ? PersonNames(entry.field("editor")?.text ?? "") : authors
  }

  /// Whether the editors have been shown here.
  var showsEditors: Bool { isEdited && !people.people.isEmpty }

  /// `G. Cowan, K. Cranmer, E. Gross and O. Vitells`; `nil` where nobody is named.
  var full: String? {
    let list = Self.list(people)
    if let collaboration {
      guard let list, !people.hasOthers, people.people.count <= Self.most else { return collaboration }
      return "\(list) (\(collaboration))"
    }
    guard let list, isEdited else { return list }
    return list + (people.people.count > 1 || people.hasOthers ? " (eds.)" : " (ed.)")
  }

  /// `Cowan et al.`, as a sentence names them.
  var short: String? {
    let names = people.people.map(\.short)
    let isLong = people.hasOthers || names.count > Self.most
    guard let first = names.first else { return collaboration }
    if let collaboration, isLong { return collaboration }
    if names.count == 2, !people.hasOthers { return "\(first) and \(names[1])" }
    return names.count > 1 || people.hasOthers ? "\(first) et\u{A0}al." : first
  }

  /// The editors of the book that an entry stands in: `A. Editor and B. Editor (eds.)`.
  static func editors(_ entry: BibliographyEntry) -> String? {
    let people = PersonNames(entry.field("editor")?.text ?? "")
    return list(people).map { $0 + (people.people.count > 1 || people.hasOthers ? " (eds.)" : " (ed.)") }
  }

  private static func list(_ people: PersonNames) -> String? {
    let names = people.people.map(\.initialled)
    guard let first = names.first else { return nil }
    if names.count > most { return first + " et\u{A0}al." }
    if people.hasOthers { return names.joined(separator: ", ") + " et\u{A0}al." }
    guard let last = names.last, names.count > 1 else { return first }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// `ATLAS` as `ATLAS Collaboration`, `ATLAS, CMS` as `ATLAS and CMS Collaborations`.
  private static func collaboration(_ text: String) -> String {
    guard !text.lowercased().contains("collaboration") else { return text }
    let names = text.split(separator: ",").map { String($0).trimmingSpaces() }
    guard let last = names.last, names.count > 1 else { return text + " Collaboration" }
    return names.dropLast().joined(separator: ", ") + " and " + last + " Collaborations"
  }
}
