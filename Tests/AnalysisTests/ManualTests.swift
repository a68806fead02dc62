import Testing

@testable import Analysis
@testable import Notebook

@Suite struct ManualTests {
  private static let computing = Manual.asimov.entries.filter(\.computes)

  @Test func everyKindOfTheTemplateLanguageHasAnEntryWithAnExample() {
    let kinds = Manual.asimov.entries.flatMap(\.kinds)
    #expect(Set(kinds) == Set(Kinds.all.map { $0.kind } + TemplateParser.textKinds))
    #expect(kinds.count == Set(kinds).count)
    for entry in Manual.asimov.entries {
      #expect(entry.summary.hasSuffix("."), "\(entry.kinds)")
      #expect(entry.example.hasPrefix("```{\(entry.kinds[0])}") && entry.example.hasSuffix("\n```"), "\(entry.kinds)")
    }
  }

  @Test func everyOptionAndValueIsDescribedInASentence() {
    for entry in Manual.asimov.entries {
      for option in entry.options.flatMap(\.andThoseBelow) {
        #expect(!option.takes.isEmpty, "\(entry.kinds) \(option.key)")
        #expect(option.text.hasSuffix("."), "\(entry.kinds) \(option.key)")
      }
      for value in entry.values { #expect(value.text.hasSuffix("."), "\(value.name)") }
    }
  }

  /// What the checker of templates misses and what it knows is what the manual says: the same holds at every depth.
  @Test(arguments: computing.map { $0.kinds[0] })
  func theOptionsAreThoseThatTheCheckerTakes(_ kind: String) throws {
    let entry = try Manual.asimov.entry(kind)
    let isSwept = try #require(Kinds.all.first { $0.kind == kind }).purpose.isSwept
    let common = Manual.asimov.commonOptions.map(\.key).filter { $0 != Sweep.key || isSwept }
    try compare(entry.options, common: common, kind: kind, open: "", close: "")
  }

  private func compare(
    _ options: [Manual.Option], common: [String], kind: String, open: String, close: String
  ) throws {
    let body = open + "zzzzzzzz: 1" + close
    let found = Planner(kinds: Kinds.all).check("```{\(kind)} x\n\(body)\n```", file: "t.md").diagnostics
    // The mapping begins at its first key, or at the brace before it.
    let column = open.isEmpty ? 1 : open.count
    let missing = found.filter { $0.message.hasPrefix("missing key") && $0.location.column == column }
    #expect(
      Set(missing.compactMap { $0.message.split(separator: "'").last })
        == Set(options.filter { $0.presence == .required }.map { $0.key[...] }), "\(kind) \(open)")
    let unknown = try #require(found.first { $0.message == "unknown key 'zzzzzzzz'" })
    let known = (unknown.remedy ?? "").split(separator: "'").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    #expect(Set(known) == Set((options.map(\.key) + common).map { $0[...] }), "\(kind) \(open)")
    for option in options where !option.options.isEmpty {
      let (before, behind) =
        if option.takes.hasPrefix("a list") { ("[", "]") } else if option.takes.hasPrefix("a mapping of keys") {
          ("{ a: ", "}")
        } else { ("", "") }
      try compare(
        option.options, common: [], kind: kind, open: open + option.key + ": " + before + "{",
        close: "}" + behind + close)
    }
  }

  @Test(arguments: computing.map { $0.kinds[0] })
  func theValuesAreThoseThatTheExampleMakes(_ kind: String) throws {
    let entry = try Manual.asimov.entry(kind)
    let step = try #require(Planner(kinds: Kinds.all).check(entry.example, file: "t.md").steps.first)
    let documented = Set(try entry.values.map { try ValuePath($0.name).members })
    let made = step.directive.outline.paths
    guard Kinds.all.first(where: { $0.kind == kind }) is any MakesValues.Type else {
      // Names are the author's, and the text has to say so.
      #expect(documented.isEmpty)
      #expect(made.isEmpty || entry.options.contains { $0.text.contains("names") && $0.text.contains("`{value}`") })
      return
    }
    // Of several systematics, and of several bins, the manual shows one.
    #expect(documented == made.filter { Double($0[0]) == nil || ["0.5", "1"].contains($0[0]) }, "\(kind)")
    for path in made {
      #expect(documented.contains { $0.count == path.count && $0.last == path.last }, "\(kind) \(path)")
    }
  }

  @Test func theCommonOptionsAreThoseThatThePlannerReads() {
    #expect(Manual.asimov.commonOptions.map(\.key) == Planner.presentationKeys + [Sweep.key])
  }

  @Test func aDocCommentIsParagraphsAndCode() {
    let text = DocText("One\ntwo.\n\nThree.\n\n```{a} b\nc\n\nd\n```")
    #expect(text.paragraphs == ["One two.", "Three."])
    #expect(text.code == ["```{a} b\nc\n\nd\n```"])
  }
}

extension Manual.Option {
  fileprivate var andThoseBelow: [Manual.Option] { [self] + options.flatMap(\.andThoseBelow) }
}

extension ValueOutline {
  /// The members that lead to each single value.
  fileprivate var paths: Set<[String]> {
    switch self {
    case .value: [[]]
    case .record(let members):
      Set(members.flatMap { name, outline in outline.paths.map { [name] + $0 } })
    // A feature, as the manual's example has it.
    case .members(let each): Set(each.paths.map { ["MET"] + $0 })
    }
  }
}
