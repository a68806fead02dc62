import Foundation
import Notebook

extension DatasetDirective {
  func cost(reading inputs: [StepCost]) -> StepCost { Self.cost(of: samples.map(\.options), reading: inputs) }

  /// Generating takes long; files are read in a moment, where they lie.
  static func cost(of samples: [SampleOptions], reading inputs: [StepCost]) -> StepCost {
    let generating = samples.filter { $0.generator != nil }
    let bytes = samples.flatMap(\.allFiles).map { file -> Int in
      let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
      return attributes?[.size] as? Int ?? 0
    }
    let events = generating.compactMap(\.events) + bytes.map { $0 / bytesOfEvent } + inputs.map(\.events)
    // However many there are, sums of them shall not overflow.
    return StepCost(isExpensive: !generating.isEmpty, events: events.reduce(0) { min($0 + min($1, most), most) })
  }

  private static let most = 1_000_000_000_000

  /// About what an event takes in a file: two dozen numbers.
  private static let bytesOfEvent = 100
}
