extension ReferenceText {
  /// Where the work appeared, with its year.
  mutating func addVenue(showsEditors: Bool) {
    switch entry.type {
    case "phdthesis", "mastersthesis", "thesis": addThesis()
    case "techreport", "report": hasJournal ? addJournal() : addReport()
    case "book", "booklet", "proceedings", "collection", "mvbook": addBook()
    case _ where hasJournal: addJournal()
    case _ where entry.field("booktitle") != nil: addContribution(showsEditors: showsEditors)
    case "inbook", "incollection": addBook()
    default: addOther()
    }
  }

  /// `Eur. Phys. J. C **71** (2011) 1554`, which leads to the DOI.
  private mutating func addJournal() {
    guard let journal = entry.text("journal", "journaltitle") else { return }
    var text: [Inline] = [.text(journal)]
    let volume = entry.text("volume")
    if let volume { text += [.text(" "), .strong([.text(volume)])] }
    let pages = pages ?? entry.text("eid", "articleno")
    let number = pages == nil || volume == nil ? entry.text("number", "issue").map { "no.\u{A0}\($0)" } : nil
    let parts = [entry.year.map { "(\($0))" }, number, pages].compactMap { $0 }
    if !parts.isEmpty { text.append(.text(" " + parts.joined(separator: " "))) }
    self.append(entry.doi.map { [.link(destination: Self.address(ofDOI: $0), title: "", text)] } ?? text)
  }

  /// `in *Proceedings*, A. Editor (ed.), Springer, Berlin (2020), p. 12`.
  private mutating func addContribution(showsEditors: Bool) {
    if let book = entry.field("booktitle") { append([.text("in "), .emphasis(LaTeXText.inlines(book))]) }
    if !showsEditors { add(AuthorText.editors(entry)) }
    addSeries()
    add(places("publisher", "organization"))
    addYear()
    if let pages { add((pages.contains("–") ? "pp.\u{A0}" : "p.\u{A0}") + pages) }
  }

  /// `2nd ed., Lecture Notes in Physics **12**, Springer, Berlin (1998)`.
  private mutating func addBook() {
    if let edition = entry.text("edition") { add(Self.ordinal(edition) + " ed.") }
    addSeries()
    add(entry.text("howpublished"))
    add(places("publisher", "organization", "institution"))
    addYear()
    if let pages { add((pages.contains("–") ? "pp.\u{A0}" : "p.\u{A0}") + pages) }
  }

  private mutating func addSeries() {
    let volume = entry.text("volume")
    if let series = entry.text("series") {
      append([.text(series)] + (volume.map { [.text(" "), .strong([.text($0)])] } ?? []))
    } else if let volume {
      add("vol.\u{A0}" + volume)
    }
  }

  private mutating func addThesis() {
    let usual = entry.type == "mastersthesis" ? "Master’s thesis" : entry.type == "phdthesis" ? "PhD thesis" : "thesis"
    let given = entry.text("type")
    add(["phdthesis": "PhD thesis", "mathesis": "Master’s thesis"][given ?? ""] ?? given ?? usual)
    add(places("school", "institution"))
    addYear()
  }

  private mutating func addReport() {
    let number = entry.text("number", "reportnumber")
    let kind = entry.text("type")
    if kind != nil || number != nil {
      add([kind, number].compactMap { $0 }.joined(separator: " "))
    } else {
      add("technical report")
    }
    add(places("institution", "school", "organization"))
    addYear()
  }

  private mutating func addOther() {
    if let version = entry.text("version") {
      add(version.first?.isNumber == true ? "version\u{A0}" + version : version)
    }
    if let published = entry.field("howpublished") { append(LaTeXText.inlines(published)) }
    add(places("publisher", "organization", "institution", "school"))
    addYear()
    if entry.field("doi") == nil, entry.field("eprint") == nil { add(entry.text("reportnumber", "number")) }
  }

  /// The publisher, or who else put the work out, and the town.
  private func places(_ names: String...) -> String? {
    let who = names.lazy.compactMap { entry.text($0) }.first
    return [who, entry.text("address", "location")].compactMap { $0 }.joined(separator: ", ")
  }

  /// With a dash between the first and the last.
  private var pages: String? {
    guard let text = entry.text("pages"), !text.isEmpty else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isRange = parts.count == 2 && parts.allSatisfy { $0.last?.isNumber == true && $0.first?.isNumber == true }
    return isRange ? parts.joined(separator: "–") : text
  }

  /// `2nd` of `2` or `Second`.
  private static func ordinal(_ edition: String) -> String {
    guard let number = Int(edition), number > 0 else { return edition.lowercased() }
    let ending = (11...13).contains(number % 100) ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
    return "\(number)\(ending)"
  }
}
