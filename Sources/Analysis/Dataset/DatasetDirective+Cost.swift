import Foundation
import Notebook

extension DatasetDirective {
  /// Generating takes long; files are read in a moment, where they lie.
  func cost(reading inputs: [StepCost]) -> StepCost {
    let generated = samples.compactMap { $0.options.generator == nil ? nil : $0.options.events }
    let files = samples.flatMap(\.options.allFiles)
    let bytes = files.map { file -> Int in
      let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
      return attributes?[.size] as? Int ?? 0
    }
    return StepCost(
      isExpensive: !generated.isEmpty,
      events: generated.reduce(0, +) + bytes.reduce(0, +) / Self.bytesOfEvent + (inputs.map(\.events).max() ?? 0))
  }

  /// About what an event takes in a file: two dozen numbers.
  private static let bytesOfEvent = 100
}
