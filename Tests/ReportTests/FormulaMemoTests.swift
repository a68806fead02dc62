import Foundation
import Notebook
import Testing

@testable import Report

@Suite struct FormulaMemoTests {
  private static let blocks: [Block] = [
    .math(DisplayMath(tex: "x^2", location: place)), .math(DisplayMath(tex: #"\frac{s}{\sqrt b}"#, location: place)),
  ]

  private func withStore(_ body: (Store) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "asimov-tests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(Store(directory: folder))
  }

  /// A typesetter on a store, as a command has it; without KaTeX behind it unless `isLoadable`.
  private func math(_ store: Store, script: String = "a", isLoadable: Bool = false) -> MathTypesetter {
    MathTypesetter(store: store, memo: FormulaMemo(of: Array(script.utf8), in: store)) { () throws(MathError) in
      guard isLoadable else { throw MathError("KaTeX was loaded") }
      return try MathRenderer()
    }
  }

  private func page(_ math: MathTypesetter) throws -> String {
    try Page(template: template(Self.blocks), results: [:], math: math).html()
  }

  @Test func whatAnEarlierBuildHasSetNeedsNoKaTeXAndIsTheSameToTheByte() throws {
    try withStore { store in
      let first = math(store, isLoadable: true)
      let html = try page(first)
      try first.keepFormulas()
      let second = math(store)
      #expect(Page.check(template(Self.blocks), math: second) == [])
      #expect(try page(second) == html)
      let other: [Block] = Self.blocks + [.math(DisplayMath(tex: "z", location: place))]
      #expect(Page.check(template(other), math: math(store)).map(\.message) == ["KaTeX was loaded"])
    }
  }

  @Test func aMemoOfAnotherKaTeXOrADamagedOneIsNotUsed() throws {
    try withStore { store in
      let first = math(store, isLoadable: true)
      _ = try page(first)
      try first.keepFormulas()
      #expect(Page.check(template(Self.blocks), math: math(store, script: "b")).map(\.message) == ["KaTeX was loaded"])
      let path = store.directory + "/memos/\(FormulaMemo.name).memo"
      var bytes = try #require(FileManager.default.contents(atPath: path))
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: URL(fileURLWithPath: path))
      #expect(Page.check(template(Self.blocks), math: math(store)).map(\.message) == ["KaTeX was loaded"])
    }
  }
}
