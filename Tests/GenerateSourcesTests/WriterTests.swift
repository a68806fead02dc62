import Testing

@testable import GenerateSources

@Suite struct WriterTests {
  @Test func typesAreNamedAsTheyMustBeOutsideOfTheirOwn() throws {
    let reader = try DeclarationReader(
      """
      /// A.
      struct A: Options {
        /// Inner.
        var inner: [Part]
        /// Shared.
        var shared: OneOrMore<B.Part>?
        /// A.
        struct Part: Options {}
      }
      """, file: "a.swift")
    let source = DocumentationWriter(types: reader.types, declared: reader.declared).source
    #expect(source.contains("([A.Part]).self"))
    #expect(source.contains("(OneOrMore<B.Part>?).self"))
    #expect(source.contains("extension A.Part: Documented"))
  }

  @Test func aTextIsWrittenAsALiteralThatHoldsItWhole() {
    let source = TextWriter(folder: "Starter", files: [("b.md", "one\n\"\"\"#\n\\(two)\n"), ("a", "x")]).source
    #expect(
      source.hasSuffix(
        """
            (#"a"#, #"x"#),
            (#"b.md"#, ##\"\"\"
        one
        \"\"\"#
        \\(two)

        \"\"\"##),
          ]
        }

        """))
  }
}
