import Testing

@testable import Plotting

@Suite struct DeterminismTests {
  private struct Files: Equatable, Sendable {
    let png: [UInt8]
    let pdf: [UInt8]
    let svg: [UInt8]

    init(_ figure: Figure) throws {
      png = try figure.png()
      pdf = try figure.pdf()
      svg = try figure.svg()
    }
  }

  @Test("A figure gives the same bytes whatever was drawn before it")
  func sequence() throws {
    let first = try Files(SampleFigures.scan)
    for (_, figure) in SampleFigures.all { _ = try figure.png(scale: 0.5) }
    _ = try SampleFigures.hard.svg()
    _ = try SampleFigures.hard.pdf()
    let second = try Files(SampleFigures.scan)
    #expect(first.png == second.png)
    #expect(first.pdf == second.pdf)
    #expect(first.svg == second.svg)
  }

  @Test("Figures drawn in many threads at once give the same bytes as one alone")
  func threads() async throws {
    let alone = try (Files(SampleFigures.scan), Files(SampleFigures.history))
    try await withThrowingTaskGroup(of: (Int, Files).self) { group in
      for index in 0..<6 {
        group.addTask { (index, try Files(index % 2 == 0 ? SampleFigures.scan : SampleFigures.history)) }
      }
      for try await (index, files) in group {
        #expect(files == (index % 2 == 0 ? alone.0 : alone.1))
      }
    }
  }

  @Test("A PDF's only date is the fixed one")
  func date() throws {
    let info = try poppler("pdfinfo", SampleFigures.scan.pdf(), arguments: ["-rawdates"])
    #expect(info.contains("20000101000000"))
    #expect(!info.contains("ModDate"))
  }
}
