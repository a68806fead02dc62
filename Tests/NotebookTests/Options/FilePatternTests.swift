import Testing

@testable import Notebook

@Suite struct FilePatternTests {
  @Test(arguments: [
    ("events.root", "*.root", true), ("events.root", "*", true), ("events.root", "e*t?.r*", true),
    ("events.root", "*.h5", false), ("events.root", "events.root?", false), ("aab", "*ab", true), ("", "**", true),
    ("abcabd", "*ab?", true), ("abcabd", "*abc", false),
  ])
  func aStarStandsForAnyTextAndAQuestionMarkForOneByte(name: String, pattern: String, isMatch: Bool) {
    #expect(FilePattern.matches(Array(name.utf8), Array(pattern.utf8)) == isMatch)
  }

  @Test func thousandsOfStarsTakeNoTime() {
    let stars = Array(String(repeating: "*a", count: 20_000).utf8)
    #expect(!FilePattern.matches(Array(String(repeating: "a", count: 200).utf8) + [1], stars))
  }
}
