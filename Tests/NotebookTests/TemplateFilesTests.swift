import Testing

@testable import Notebook

@Suite struct TemplateFilesTests {
  @Test func allFilesOfATemplateAreNamedOnceEvenThoseThatAreNotThere() {
    let text = """
      ![A](pictures/a%20b.svg) ![](https://example.org/x.png) ![](data:image/png;base64,AA)

      - > | ![](in-a-table.png) |
        > |---|

      ```{source} two
      number: 2
      file: second.csv
      ```

      ```{source} one
      number: 1
      file: data/first.csv
      caption: With ![](in-a-caption.png)
      ```

      ```{source} three
      number: 3
      file: second.csv
      ```

      ```{sorce} four
      file: unknown.csv
      ```
      """
    #expect(
      planner.check(text, file: "/folder/template.md").files == [
        "/folder/second.csv", "/folder/data/first.csv", "/folder/pictures/a b.svg", "/folder/in-a-table.png",
        "/folder/in-a-caption.png", "/folder/template.seeds.yaml",
      ])
  }
}
