import Foundation

/// A training that has been stopped between two epochs, from which it goes on as if it never had been.
///
/// All random numbers are functions of the seed and the epoch, so that parameters, Adam's memory and the record suffice.
public struct TrainingCheckpoint: Sendable, Hashable {
  let options: TrainingOptions
  let events: Int
  let state: Trainer.State
  let stopping: EarlyStopping
  let phase: Int
  let epochOfPhase: Int
  /// How the untrained network did.
  let start: EpochMetrics?
  /// The epochs that are done.
  public let history: [EpochRecord]

  /// Bytes to keep in a file.
  public var encoded: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(self)).map { Array($0) } ?? []
  }

  /// - Returns: `nil` for bytes that `encoded` has not written whole.
  public init?(decoding bytes: [UInt8]) {
    guard let read = try? JSONDecoder().decode(TrainingCheckpoint.self, from: Data(bytes)) else { return nil }
    self = read
  }

  init(
    options: TrainingOptions, events: Int, state: Trainer.State, stopping: EarlyStopping, phase: Int,
    epochOfPhase: Int, start: EpochMetrics?, history: [EpochRecord]
  ) {
    (self.options, self.events, self.state, self.stopping) = (options, events, state, stopping)
    (self.phase, self.epochOfPhase, self.start, self.history) = (phase, epochOfPhase, start, history)
  }
}

extension TrainingCheckpoint: Codable {}
