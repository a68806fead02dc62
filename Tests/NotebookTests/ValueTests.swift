import Testing

@testable import Notebook

@Suite struct ValueTests {
  @Test func uncertaintiesFollowTheParticleDataGroupsRule() {
    // The first three are the examples of the Review of Particle Physics, Introduction 5.3.
    #expect(NumberText(0.827, uncertainty: 0.119).plain == "0.83 ± 0.12")
    #expect(NumberText(0.827, uncertainty: 0.367).plain == "0.8 ± 0.4")
    #expect(NumberText(0.827, uncertainty: 0.952).plain == "0.8 ± 1.0")
    #expect(NumberText(10.71, uncertainty: 0.29).plain == "10.71 ± 0.29")
    #expect(NumberText(1234.5, uncertainty: 120).plain == "1230 ± 120")
    #expect(NumberText(-5.25, uncertainty: 0.9).plain == "\u{2212}5.2 ± 0.9")
    #expect(NumberText(20_762_400, uncertainty: 100_000).plain == "(2.076 ± 0.010) × 10⁷")
  }

  @Test func numbersWithoutUncertaintyKeepFourDigits() {
    #expect(NumberText(0).plain == "0")
    #expect(NumberText(0.5).plain == "0.5")
    #expect(NumberText(2.55649).plain == "2.556")
    #expect(NumberText(323).plain == "323")
    #expect(NumberText(20762.4).plain == "20\u{202F}762")
    #expect(NumberText(958.419, unit: "fb^-1").plain == "958.4\u{202F}fb⁻¹")
    #expect(NumberText(8.2e-4).plain == "8.2 × 10⁻⁴")
    #expect(NumberText(1e-6).plain == "1 × 10⁻⁶")
    #expect(NumberText(999_999.7).plain == "1 × 10⁶")
    #expect(NumberText(999.97, uncertainty: 12).plain == "1000 ± 12")
    #expect(NumberText(-0.00001).plain == "\u{2212}1 × 10⁻⁵")
  }

  @Test func numbersThatAreNotFiniteAreSaidPlainly() {
    #expect(NumberText(.infinity).plain == "∞")
    #expect(NumberText(.nan).plain == "n/a")
    #expect(NumberText(3.2, uncertainty: .infinity).plain == "3.2 ± ∞")
  }

  @Test func integersAreGroupedInThousands() {
    #expect(Value.integer(1_400_000).plain == "1\u{202F}400\u{202F}000")
    #expect(Value.integer(4096).plain == "4096")
    #expect(Value.integer(-60000).plain == "\u{2212}60\u{202F}000")
  }

  @Test func pathsHaveMembersAndKeys() throws {
    #expect(try ValuePath(" scan[0.5].significance ").members == ["0.5", "significance"])
    #expect(try ValuePath("a-b_c").directive == "a-b_c")
    #expect(try ValuePath.members("[0.1].cut") == ["0.1", "cut"])
    #expect(try ValuePath.members("cut") == ["cut"])
    for wrong in ["", ".a", "a.", "a[", "a[]", "a[1]b", "a b"] {
      #expect(throws: Mistake.self, "\(wrong)") { try ValuePath(wrong) }
    }
  }

  @Test func suggestionsAreNearOrAList() {
    #expect(Suggestion.remedy(for: "los", among: ["loss", "seed"]) == "did you mean 'loss'?")
    #expect(Suggestion.remedy(for: "dataste", among: ["dataset"]) == "did you mean 'dataset'?")
    #expect(Suggestion.remedy(for: "zzz", among: ["loss", "seed"]) == "there is 'loss', 'seed'")
    #expect(Suggestion.remedy(for: "x", among: []) == nil)
  }
}
