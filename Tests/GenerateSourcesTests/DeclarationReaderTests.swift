import Foundation
import Testing

@testable import GenerateSources

@Suite struct DeclarationReaderTests {
  private func types(in text: String) throws -> [DocumentedType] { try DeclarationReader(text, file: "a.swift").types }

  private func error(in text: String) -> String? {
    do {
      _ = try DeclarationReader(text, file: "a.swift")
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func storedPropertiesAreOptionsAndNothingElseIs() throws {
    let types = try types(
      in: #"""
        /// Does a thing.
        ///
        /// At length.
        struct Thing: Directive, Hashable {
          static let kind = "thing"
          static let defaults = [
            "count": "{ \"a\": 1 }",
          ]

          // Not part of the manual.
          /// How many.
          var count: Int
          /// Which ones,
          /// in order.
          var wholeNames: [String: OneOrMore<Reference<Other>>]?

          enum CodingKeys: String, CodingKey {
            case count
            case wholeNames = "whole-names"
          }

          private var computed: Int { count + 1 }
          var closure: (Int) -> Int { { $0 + "}\("}")".count } }

          func check(_ context: inout Context) { if count > 1 { context.report("}") } }
        }
        """#)
    #expect(
      types == [
        DocumentedType(
          path: ["Thing"], text: "Does a thing.\n\nAt length.",
          properties: [
            .init(key: "count", type: "Int", text: "How many.", line: 12),
            .init(
              key: "whole-names", type: "[String:OneOrMore<Reference<Other>>]?", text: "Which ones,\nin order.",
              line: 15),
          ])
      ])
  }

  @Test func nestedTypesHaveTheirPathAndWordsTheirRawValues() throws {
    let types = try types(
      in: """
        struct Outer {
          /// A scale.
          enum Scale: String, ChoiceOption {
            /// Straight.
            case linear
            /// Stretched.
            case logit = "log-it"
          }
          enum Short: String, ChoiceOption { case a, b }
          private struct Hidden: Options { var x: Int }
        }
        """)
    #expect(types.map(\.name) == ["Outer.Scale", "Outer.Short"])
    #expect(types[0].cases == [.init(value: "linear", text: "Straight."), .init(value: "log-it", text: "Stretched.")])
    #expect(types[1].cases.map(\.value) == ["a", "b"])
  }

  @Test func whatTheManualLacksEndsTheBuildWithItsPlace() {
    #expect(
      error(in: "/// A.\nstruct A: Options {\n  var x: Int\n}")
        == "a.swift:3: error: option 'x' has no doc comment, which the manual needs")
    #expect(error(in: "struct A: Options {}") == "a.swift:1: error: 'A' has no doc comment, which the manual needs")
    #expect(
      error(in: "/// A.\nstruct A: Options {\n  /// X.\n  var x: Int\n  enum CodingKeys: CodingKey { case y }\n}")
        == "a.swift:4: error: option 'x' has no coding key")
    #expect(
      error(in: "/// A.\nextension A: Options {}")
        == "a.swift:2: error: options must be a struct that names its protocol")
  }

  @Test func whatCannotBeReadEndsTheBuildWithItsPlace() {
    #expect(error(in: "\n#warning(1)\n3") == "a.swift:3: error: cannot read '3' where a declaration should stand")
    #expect(
      error(in: "struct A {\n  macro m\n}") == "a.swift:2: error: cannot read 'macro' where a declaration should stand")
    #expect(error(in: "struct A {") == "a.swift:1: error: expected '}', not 'the end'")
    #expect(error(in: "}") == "a.swift:1: error: cannot read '}'")
    #expect(error(in: "let a = \"b\n") == "a.swift:1: error: string without end")
    #expect(error(in: "/* a") == "a.swift:1: error: comment without end")
    #expect(error(in: "/** a */") == "a.swift:1: error: a doc comment must be written with ///")
  }

  /// The widest sample of the house style that there is.
  @Test func everySourceOfThisPackageIsRead() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources")
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }
    #expect(files.count > 100)
    // Physics declares the components of a vector together, which what the manual is made of never does.
    for file in files where !file.hasPrefix("Events/Generator/") {
      let text = try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
      #expect(throws: Never.self) { try DeclarationReader(text, file: file) }
    }
  }
}
