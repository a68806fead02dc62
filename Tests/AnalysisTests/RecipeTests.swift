import Foundation
import Notebook
import Testing

@testable import Analysis

/// The flagship's recipe against the same in JAX (Fixtures/recipe.py), on the PYTHIA 8 events.
///
/// Few heavily weighted tt̄ events decide what a split of the sample yields, so that one number says little: what must agree is
/// the mean over splits, within the standard error of the difference.
@Suite struct RecipeTests {
  private static let splits = 8

  /// Z_A by loss and systematic, one for each split; cuts chosen and quoted on the test split.
  private func significances() async throws -> [String: [String: [Double]]] {
    let losses = [
      "cross-entropy": "loss: cross-entropy", "s/sqrt(s+b)": "loss: s/sqrt(s+b)",
      "asimov": "loss: { asimov: { systematic: 0.5 } }\npretrain: { loss: s/sqrt(s+b), epochs: 5 }",
    ]
    var text = ""
    for split in 1...Self.splits {
      text += """
        ```{dataset} events-\(split)
        signal:     { files: \(DirectiveTests.data)/stop_600_400.h5, cross-section: 228.195 fb, efficiency: 0.14 }
        background: { files: \(DirectiveTests.data)/ttbar.h5, cross-section: 844 pb, efficiency: 8.2e-4 }
        luminosity: 30 fb^-1
        seed: \(split)
        ```

        """
      for (index, loss) in losses.values.enumerated() {
        text += """
          ```{train} network-\(split)-\(index)
          { dataset: events-\(split), seed: \(split) }
          ```
          ```{scan} scan-\(split)-\(index)
          { model: network-\(split)-\(index), systematics: [0.1, 0.5], choose-on: test }
          ```

          """.replacing(
            "{ dataset: events-\(split), seed: \(split) }",
            with: "dataset: events-\(split)\nseed: \(split)\nsampling: plain\n\(loss)")
      }
    }
    let planner = Planner(kinds: Kinds.all)
    let directory = NSTemporaryDirectory() + "asimov-recipe-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let plan = try planner.plan(planner.check(text, file: "recipe.md"))
    let outcome = await Runner(store: Store(directory: directory)).run(plan)
    #expect(outcome.failures == [])
    var found: [String: [String: [Double]]] = [:]
    for (index, loss) in losses.keys.enumerated() {
      for systematic in ["0.1", "0.5"] {
        found[loss, default: [:]][systematic] = try (1...Self.splits).map { split in
          let path = try ValuePath("scan-\(split)-\(index)[\(systematic)].significance")
          guard case .number(let z, _, _) = try outcome.results.value(at: path) else { return .nan }
          return z
        }
      }
    }
    return found
  }

  @Test func theMeanSignificanceOverSplitsIsThatOfJAX() async throws {
    let fixture = try #require(
      Bundle.module.url(forResource: "recipe", withExtension: "json", subdirectory: "Fixtures"))
    let expected = try JSONDecoder().decode([String: [String: [Double]]].self, from: Data(contentsOf: fixture))
    let found = try await significances()
    for (loss, systematics) in expected {
      for (systematic, theirs) in systematics {
        let ours = try #require(found[loss]?[systematic])
        let error = (ours.variance / Double(ours.count) + theirs.variance / Double(theirs.count)).squareRoot()
        #expect(
          abs(ours.mean - theirs.mean) < 3 * error,
          "\(loss) at \(systematic): \(ours.mean) against \(theirs.mean), error of the difference \(error)")
      }
    }
  }
}

extension [Double] {
  fileprivate var mean: Double { reduce(0, +) / Double(count) }
  /// Of the population that the numbers are a sample of.
  fileprivate var variance: Double { map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(count - 1) }
}
