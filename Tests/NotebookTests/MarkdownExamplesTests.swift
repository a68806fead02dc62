import Foundation
import Testing

@testable import Notebook

/// The examples of the CommonMark specification and of GitHub's extensions, read as a template and written as plain HTML.
///
/// What by design reads otherwise stands in a list with its reason; an example of the list that passes is an error too.
@Suite struct MarkdownExamplesTests {
  private struct Example: Decodable {
    var example: String
    var markdown: String
    var html: String
  }

  private static func examples(_ name: String) throws -> [Example] {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode([Example].self, from: Data(contentsOf: url))
  }

  private func check(_ name: String, excluding excluded: [String: String], count: Int) throws {
    let examples = try Self.examples(name)
    #expect(examples.count == count)
    #expect(excluded.keys.filter { key in !examples.contains { $0.example == key } }.isEmpty)
    for example in examples {
      let blocks = TemplateParser.parse(example.markdown, file: "t.md").blocks
      let found = MarkdownHTML.normalised(MarkdownHTML.html(blocks))
      let expected = MarkdownHTML.normalised(example.html)
      if let reason = excluded[example.example] {
        #expect(found != expected, "\(example.example) passes now, and is excluded: \(reason)")
      } else {
        #expect(found == expected, "\(example.example): \(example.markdown)")
      }
    }
  }

  @Test func commonMarkIsReadAsItsSpecificationSays() throws {
    try check("commonmark", excluding: Self.commonMark, count: 652)
  }

  @Test func gitHubsExtensionsAreReadAsOthersReadThem() throws {
    try check("gfm", excluding: Self.gitHub, count: 121)
  }

  private static let commonMark = [
    "28": "cmark 0.29 reads &#87654321; as a character; 0.31 allows seven digits",
    "98": "two lines '---' at the top are empty front matter",
    "171": "cmark 0.29 does not know <textarea> among the elements that hold blank lines",
    "354": "cmark 0.29 counts currency signs as letters beside an asterisk; 0.31 as punctuation",
    "602": "GitHub links addresses without brackets", "606": "GitHub links addresses without brackets",
    "608": "GitHub links addresses without brackets", "611": "GitHub links addresses without brackets",
    "612": "GitHub links addresses without brackets",
    "625": "cmark 0.29 allows no '--' within a comment",
    "626": "cmark 0.29 does not know the comments <!--> and <!--->",
  ]

  private static let gitHub = [
    "tables:146": "GitHub reads a list item, which CommonMark finds first",
    "tables:394": "GitHub reads a heading, which CommonMark finds first",
    "tables:418": "GitHub reads a heading, which CommonMark finds first",
    "strikethrough:7": "GitHub strikes out with one or two tildes, and not with runs of more",
    "strikethrough:13": "GitHub strikes out with one or two tildes, and not with runs of more",
    "strikethrough:19": "GitHub strikes out with one or two tildes, and not with runs of more",
    "strikethrough:25": "GitHub strikes out with one or two tildes, and not with runs of more",
    "strikethrough:125": "GitHub strikes out with a single tilde too",
    "strikethrough:132": "GitHub strikes out with one or two tildes, and not with runs of more",
    "linkify:26": "GitHub links an address between the tags of raw HTML too",
    "linkify:73": "GitHub lets no backslash keep an address from being linked",
    "linkify:127": "a closing tag of raw HTML makes markdown-it link twice",
    "linkify:135": "markdown-it shows addresses with their escapes undone",
    "linkify:167": "GitHub links no bare domain but www's", "linkify:176": "GitHub links no bare domain but www's",
    "linkify:185": "GitHub links no bare domain but www's", "linkify:196": "GitHub links no bare domain but www's",
  ]
}
