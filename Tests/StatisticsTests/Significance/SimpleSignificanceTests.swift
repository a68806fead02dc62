import Statistics
import Testing

@Suite("The simple estimates")
struct SimpleSignificanceTests {
  @Test("have the values that a hand computes")
  func values() throws {
    #expect(try Significance.signalOverRootTotal(signal: 9, background: 16).value == 9.0 / 5)
    #expect(try Significance.signalOverRootBackground(signal: 9, background: 16).value == 9.0 / 4)
    #expect(
      try Significance.signalOverRootBackground(signal: 10, background: 16, backgroundUncertainty: 3).value == 2)
    #expect(try Significance.signalOverRootBackground(signal: 10, background: 16, systematic: 3.0 / 16).value == 2)
  }

  @Test("have the derivatives that differences give", arguments: SignificanceEstimate.allCases)
  func derivatives(estimate: SignificanceEstimate) throws {
    let (s, b, f, h) = (12.0, 5.0, 0.4, 1e-5)
    func value(_ s: Double, _ b: Double, _ f: Double) throws -> Double {
      try estimate.significance(signal: s, background: b, systematic: f).value
    }
    let z = try estimate.significance(signal: s, background: b, systematic: f)
    let perSignal = try (value(s + h, b, f) - value(s - h, b, f)) / (2 * h)
    let scaling = try (value(s, b + h, f) - value(s, b - h, f)) / (2 * h)
    let fixed = try (value(s, b + h, f * b / (b + h)) - value(s, b - h, f * b / (b - h))) / (2 * h)
    let perUncertainty = try (value(s, b, f + h) - value(s, b, f - h)) / (2 * h) / b
    #expect(abs(z.signalDerivative - perSignal) < 1e-9)
    #expect(abs(z.scalingBackgroundDerivative - scaling) < 1e-9)
    #expect(abs(z.backgroundDerivative - fixed) < 1e-9)
    #expect(abs(z.backgroundUncertaintyDerivative - perUncertainty) < 1e-9)
  }

  @Test("s/√b is 9/4 for 9 over 16 at any systematic, and what Z_A tends to without: 1 − s/6b of it to first order")
  func rootBackgroundAlone() throws {
    let estimate = SignificanceEstimate.signalOverRootBackgroundAlone
    let none = try estimate.significance(signal: 9, background: 16, systematic: 0)
    #expect(none.value == 9.0 / 4)
    #expect(try estimate.significance(signal: 9, background: 16, systematic: 0.7) == none)
    #expect(none.signalDerivative == 1.0 / 4)
    #expect(none.scalingBackgroundDerivative == -9.0 / 128)
    #expect(none.backgroundUncertaintyDerivative == 0)
    #expect(none.uncertainty(signalVariance: 9, backgroundVariance: 0) == 0.75)
    #expect(SignificanceEstimate(rawValue: "s/sqrt(b)") == estimate)
    #expect(SignificanceEstimate.allCases.filter(\.usesSystematic) == [.asimov, .signalOverRootBackground])
    let asimov = try Significance.asimov(signal: 0.03, background: 100).value
    let simple = try estimate.significance(signal: 0.03, background: 100, systematic: 0).value
    #expect(relativeError(asimov, simple * (1 - 0.03 / 600)) < 1e-8)
    #expect(try estimate.significance(signal: 1, background: 0, systematic: 0.5).value == .infinity)
  }

  @Test("are what Z_A tends to for little signal over much background")
  func limitOfAsimov() throws {
    let asimov = try Significance.asimov(signal: 1e-6, background: 100, systematic: 0.2).value
    let simple = try Significance.signalOverRootBackground(signal: 1e-6, background: 100, systematic: 0.2).value
    #expect(relativeError(asimov, simple) < 1e-8)
  }

  @Test("without any event are 0")
  func nothing() throws {
    for estimate in SignificanceEstimate.allCases {
      #expect(try estimate.significance(signal: 0, background: 0, systematic: 0.1).value == 0)
    }
  }

  @Test("without background: √s, or infinite where only the background counts")
  func noBackground() throws {
    let total = try Significance.signalOverRootTotal(signal: 9, background: 0)
    #expect(total.value == 3)
    #expect(total.uncertainty(signalVariance: 9, backgroundVariance: 0) == 0.5)
    #expect(try Significance.signalOverRootBackground(signal: 9, background: 0).value == .infinity)
  }

  @Test("refuse what is no yield", arguments: SignificanceEstimate.allCases)
  func invalid(estimate: SignificanceEstimate) {
    #expect(throws: SignificanceError.self) { try estimate.significance(signal: -1, background: 1, systematic: 0) }
    #expect(throws: SignificanceError.self) { try estimate.significance(signal: 1, background: .nan, systematic: 0) }
    #expect(throws: SignificanceError.self) { try estimate.significance(signal: 1, background: 1, systematic: -0.1) }
  }
}
