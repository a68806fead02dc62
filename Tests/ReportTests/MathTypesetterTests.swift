import Notebook
import Synchronization
import Testing

@testable import Report

@Suite struct MathTypesetterTests {
  private static let formula: [Block] = [
    .math(DisplayMath(tex: "x^2", location: place)), .math(DisplayMath(tex: "y^2", location: place)),
  ]

  private final class Count: Sendable {
    let value = Mutex(0)
  }

  @Test func theCheckAndThePageLoadKaTeXOnceBetweenThem() throws {
    let loads = Count()
    let math = MathTypesetter { () throws(MathError) in
      loads.value.withLock { $0 += 1 }
      return try MathRenderer()
    }
    #expect(loads.value.withLock { $0 } == 0)
    #expect(Page.check(template(Self.formula), math: math) == [])
    #expect(try Page(template: template(Self.formula), results: [:], math: math).html().contains("<msup>"))
    #expect(loads.value.withLock { $0 } == 1)
  }

  @Test func aMissingKaTeXIsToldOnceAPageAndLookedForAgainByTheNext() throws {
    let isInstalled = Mutex(false)
    let math = MathTypesetter { () throws(MathError) in
      guard isInstalled.withLock({ $0 }) else { throw MathError("KaTeX is not installed") }
      return try MathRenderer()
    }
    for _ in 1...2 {
      #expect(Page.check(template(Self.formula), math: math).map(\.message) == ["KaTeX is not installed"])
    }
    isInstalled.withLock { $0 = true }
    #expect(Page.check(template(Self.formula), math: math) == [])
  }
}
