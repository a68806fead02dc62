import Foundation
import Testing

@testable import Notebook

/// What `Fixtures/bibliography.py` wrote.
struct BibliographyFixture: Decodable {
  struct Entry: Decodable {
    let key: String
    let type: String
    let fields: [String: String]
    let people: [Person]
  }
  struct Person: Decodable, Hashable {
    let first: [String]
    let particle: [String]
    let last: [String]
    let junior: [String]
  }
  struct Text: Decodable {
    let latex: String
    let text: String
  }
  let entries: [Entry]
  let texts: [Text]

  static func load() throws -> BibliographyFixture {
    try JSONDecoder().decode(BibliographyFixture.self, from: Data(contentsOf: url("bibliography.json")))
  }

  static func url(_ name: String) throws -> URL {
    try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
  }
}

@Suite struct BibTeXReaderTests {
  private func collapsed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func entriesAreReadAsPybtexReadsThem() throws {
    let text = try String(contentsOf: BibliographyFixture.url("bibliography.bib"), encoding: .utf8)
    let reader = BibTeXReader(text, file: "references.bib")
    let oracle = try BibliographyFixture.load().entries
    #expect(reader.diagnostics == [])
    #expect(reader.entries.map(\.key) == oracle.map(\.key))
    for (entry, expected) in zip(reader.entries, oracle) {
      #expect(entry.type == expected.type)
      var fields = entry.fields.mapValues { collapsed($0.text) }
      fields["author"] = nil
      #expect(fields == expected.fields)
    }
  }

  @Test func namesAreDividedAsPybtexDividesThem() throws {
    let text = try String(contentsOf: BibliographyFixture.url("bibliography.bib"), encoding: .utf8)
    let oracle = try BibliographyFixture.load().entries
    for (entry, expected) in zip(BibTeXReader(text, file: "references.bib").entries, oracle) {
      let people = PersonNames(entry.fields["author"]?.text ?? "").people.map {
        BibliographyFixture.Person(first: $0.first, particle: $0.particle, last: $0.last, junior: $0.junior)
      }
      #expect(people == expected.people)
    }
  }

  @Test func everyFieldKnowsItsPlace() throws {
    let reader = BibTeXReader("\n  @misc{a,\n  title = {A $x$},\n year=2000,\n note = \"n\"}", file: "r.bib")
    let entry = try #require(reader.entries.first)
    #expect(entry.location == SourceLocation(file: "r.bib", line: 2, column: 3))
    #expect(entry.fields["title"]?.location == SourceLocation(file: "r.bib", line: 3, column: 12))
    #expect(entry.fields["year"]?.location == SourceLocation(file: "r.bib", line: 4, column: 7))
    #expect(entry.fields["note"]?.location == SourceLocation(file: "r.bib", line: 5, column: 10))
    let place = SourceLocation(file: "r.bib", line: 3, column: 15)
    #expect(entry.reference.first == .emphasis([.text("A "), .math(tex: "x", TextOrigin(place))]))
  }

  /// The mistakes of `text`, as `line:column: message; remedy`, and the keys that were read all the same.
  private func mistakes(_ text: String) -> (told: [String], keys: [String]) {
    let reader = BibTeXReader(text, file: "r.bib")
    return (
      Diagnostics(reader.diagnostics).all.map {
        $0.description.replacing("r.bib:", with: "").replacing(" error:", with: "")
      }, reader.entries.map(\.key)
    )
  }

  private let good = "@misc{good, title = {G}}\n"

  @Test(arguments: [
    (
      "@article{a,\n  title = {T,\n  year = 2000\n}\n", "2:11: the brace of 'title' is never closed; add '}'"
    ),
    ("@article{a,\n  title = {T\n", "2:11: the brace of 'title' is never closed; add '}'"),
    ("@article{a,\n  title = {T},\n", "1:9: entry 'a' is never closed; add '}'"),
    ("@article(a,\n  title = {T},\n", "1:9: entry 'a' is never closed; add ')'"),
    ("@article(a,\n  title = {T}}\n", "1:9: entry 'a' is never closed; add ')'"),
    ("@article{a, title = \"T}\n", "1:21: the quote of 'title' is never closed; add '\"'"),
    ("@article{a,\n title = \"T,\n year = \"2000\",\n}\n", "2:10: the quote of 'title' is never closed; add '\"'"),
    ("@article{a,\n title = \"T {x\"\n}\n", "2:10: the quote of 'title' is never closed; add '\"'"),
    (
      "@article{a, author = \"Kr\\\"ucker, D\", year = 1}\n",
      "1:25: \\\" ends the value of 'author'; put the accented letter in braces: {\\\"u}"
    ),
    ("@article{a, title {T}, year = 1}\n", "1:13: there is no '=' behind 'title'; write title = {…}"),
    ("@article{a, title, year = 1}\n", "1:13: there is no '=' behind 'title'; write title = {…}"),
    ("@article{a, title = {T} year = 1}\n", "1:24: there is no ',' between two fields; add it"),
    ("@article{a title = {T}, year = 1}\n", "1:12: there is no ',' behind the key 'a'; add it"),
    ("@article{a, month = agu}\n", "1:21: undefined macro 'agu'; did you mean 'aug'?"),
    (
      "@article{a, journal = springer}\n",
      "1:23: undefined macro 'springer'; text stands in braces, and @string{springer = {…}} defines a macro"
    ),
    ("@article{a, title = , year = 1}\n", "1:21: 'title' has no value; write title = {…}"),
    ("@article{a, = {T}, year = 1}\n", "1:13: expected a field's name, not '='; write name = {…}"),
    (
      "@article{a,\n% title = {T},\n year = 1}\n",
      "2:1: expected a field's name, not '%'; BibTeX has no comments within an entry"
    ),
    ("@article{a, title = {T}, Title = {U}}\n", "1:35: field 'title' stands twice in 'a'; drop one"),
    ("@article{a, title = {T}}, year = 1}\n", "1:24: entry 'a' ends here, with fields behind it; drop this brace"),
    ("@article{a, author = {Elwood, A., Kr\\\"ucker, D.}}\n", "1:23: a name has too many commas; part names by 'and'"),
    (
      "@article{a, author = {A. B and\n  Elwood, A., Krücker, D.}}\n",
      "2:3: a name has too many commas; part names by 'and'"
    ),
  ])
  func aMistakeIsToldWithItsPlaceAndTheNextEntryIsRead(text: String, told: String) {
    let found = mistakes(text + good)
    #expect(found.told == [told])
    #expect(found.keys == ["a", "good"])
  }

  @Test func keysAreThereAndUnique() {
    #expect(
      mistakes("@misc{a, title={T}}\n@book{b}\n@misc{a}").told == [
        "3:1: key 'a' stands twice; line 1 has it; choose another"
      ])
    #expect(mistakes("@misc{, title={T}}").told == ["1:7: '@misc' has no key; write @misc{a-key, …}"])
    #expect(mistakes("@misc{title={T}}").told == ["1:7: '@misc' has no key; write @misc{a-key, …}"])
    #expect(mistakes("@misc{}").told == ["1:7: '@misc' has no key; write @misc{a-key, …}"])
    let spaced = mistakes("@misc{Elwood 2018, title={T}}")
    #expect(spaced.told == ["1:14: key 'Elwood' has a space behind it; write 'Elwood2018'"])
    #expect(spaced.keys == ["Elwood2018"])
    #expect(
      mistakes("@article Elwood,\n title={T}").told == ["1:1: '@article' opens no entry; write @article{a-key, …}"])
    #expect(mistakes("@misc{").told == ["1:6: '@misc' is never closed; add '}'"])
  }

  @Test func aCommentHidesEntriesAndTextBetweenEntriesIsNoMistake() {
    let found = mistakes("a } { b, ann@lab.org\n@comment{ @misc{hidden, } }\n@comment line\n" + good + "},,")
    #expect(found.told == [])
    #expect(found.keys == ["good"])
  }

  @Test func aMacroMayNotGrowWithoutEnd() {
    let doubling = (0..<60).map { "@string{m\($0 + 1) = m\($0) # m\($0)}\n" }.joined()
    let found = mistakes("@string{m0 = {xxxx}}\n" + doubling)
    #expect(found.told.first == "9:1: the text of 'm8' is longer than 1000 characters; shorten it")
    #expect(found.told.dropFirst().first?.hasPrefix("10:14: undefined macro 'm8'") == true)
  }

  @Test(arguments: [
    String(repeating: "{", count: 200_000), String(repeating: "@a{", count: 60_000),
    String(repeating: "@a(b,c=\"", count: 30_000), String(repeating: "\n@a(k,t={\nx=\n", count: 15_000),
    String(repeating: "\n@a(k,t={\nx=\n", count: 15_000) + String(repeating: "}", count: 15_000),
    String(repeating: "\n@a{k,t={\nx=\n", count: 15_000) + String(repeating: "}", count: 29_999),
    String(repeating: "@a(b,c=\" {\n", count: 20_000) + String(repeating: "}", count: 20_000),
    String(repeating: "@comment{", count: 30_000), String(repeating: "@comment(", count: 30_000),
    "@a{b,c=" + String(repeating: "{", count: 100_000) + "x" + String(repeating: "}", count: 100_001),
    "@a{b,title={" + String(repeating: "\\emph{", count: 50_000) + "x" + String(repeating: "}", count: 50_002),
    "@a{b,title={" + String(repeating: "\\url{", count: 20_000) + "x" + String(repeating: "}", count: 20_002),
    "@a{b,title={" + String(repeating: "\\'{", count: 50_000) + "x" + String(repeating: "}", count: 50_002),
    "@a{b,title={" + String(repeating: "$x", count: 50_001) + "}}",
    "@a{b,author={" + String(repeating: ",", count: 90_000) + "}}",
    "@a{b,author={" + String(repeating: " and", count: 90_000) + "}}",
    "@a{b,author={" + String(repeating: "{\\", count: 50_000) + String(repeating: "}", count: 50_000) + "}}",
  ])
  func deepAndLongTextNeitherCrashesNorHangs(text: String) {
    for entry in BibTeXReader(text, file: "r.bib").entries {
      #expect(!entry.reference.isEmpty)
      #expect(!entry.hoverText.isEmpty)
    }
  }
}
