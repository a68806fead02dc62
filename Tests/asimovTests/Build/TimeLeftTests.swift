import Testing

@testable import asimov

@Suite struct TimeLeftTests {
  private let kinds = ["a": "train", "b": "train", "c": "train", "d": "scan"]

  @Test func nothingIsToldBeforeAnythingIsKnown() {
    var left = TimeLeft(kinds: kinds, past: [:], concurrency: 2)
    left.start("a", now: 0)
    #expect(left.estimate(now: 5) == nil)
  }

  @Test func stepsOfAKindTakeAsLongAsThoseThatAreDone() {
    var left = TimeLeft(kinds: kinds, past: [:], concurrency: 1)
    left.start("a", now: 0)
    left.end("a", seconds: 10)
    // Two trainings of 10 s, and a scan of which nothing is known.
    #expect(left.estimate(now: 10) == .init(seconds: 20, isAtLeast: true))
    left.start("b", now: 10)
    #expect(left.estimate(now: 14) == .init(seconds: 16, isAtLeast: true))
    left.end("d", seconds: nil)
    #expect(left.estimate(now: 14) == .init(seconds: 16, isAtLeast: false))
  }

  @Test func whatRunsSideBySideTakesHalfTheTime() throws {
    var left = TimeLeft(kinds: ["a": "x", "b": "x", "c": "x", "d": "x"], past: [:], concurrency: 2)
    for step in ["a", "b"] { left.start(step, now: 0) }
    for step in ["a", "b"] { left.end(step, seconds: 10) }
    #expect(left.estimate(now: 10) == .init(seconds: 10, isAtLeast: false))
  }

  @Test func theLastBuildTellsHowStepsDiffer() throws {
    let past = ["a": 1.0, "b": 4.0, "c": 2.0, "d": 3.0]
    var left = TimeLeft(kinds: kinds, past: past, concurrency: 1)
    #expect(left.estimate(now: 0) == .init(seconds: 10, isAtLeast: false))
    left.start("a", now: 0)
    // It took ten times as long as then, and so will others of its kind.
    left.end("a", seconds: 10)
    #expect(left.estimate(now: 10) == .init(seconds: 40 + 20 + 3, isAtLeast: false))
  }

  @Test func aStepThatSaysHowFarItIsNeedsNoOthers() {
    var left = TimeLeft(kinds: ["a": "train"], past: [:], concurrency: 1)
    left.start("a", now: 0)
    left.progress("a", fraction: 0.25)
    #expect(left.estimate(now: 10) == .init(seconds: 30, isAtLeast: false))
    left.end("a", seconds: 40)
    #expect(left.estimate(now: 40) == nil)
  }
}
