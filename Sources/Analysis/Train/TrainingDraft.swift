import Foundation
import Learning
import Notebook

/// How far the trainings of a step have come: the networks that are done, and where the next one is. Kept every few
/// seconds, so that a build that is killed goes on from there.
struct TrainingDraft {
  private(set) var networks: [TrainedModel] = []
  /// Of the training that follows.
  private(set) var checkpoint: [UInt8]?
  private let store: StepDraft
  private let clock = ContinuousClock()
  private var saved: ContinuousClock.Instant
  private let interval: Duration

  private struct Kept: Codable {
    var networks: [Data]
    var checkpoint: Data?
  }

  /// Takes up what was kept; starts anew where that cannot be read.
  /// - Parameter interval: a build that is killed loses at most this much of a training, and the epoch that it was at.
  init(_ store: StepDraft, interval: Duration = .seconds(2)) {
    (self.store, self.interval) = (store, interval)
    saved = clock.now
    guard let bytes = store.read(), let kept = try? StoredJSON.decode(Kept.self, from: bytes),
      let networks = try? kept.networks.map({ try TrainedModel(decoding: Array($0)) })
    else { return }
    self.networks = networks
    checkpoint = kept.checkpoint.map { Array($0) }
  }

  /// Whether enough has been done since it was last kept.
  var isDue: Bool { clock.now - saved > interval }

  /// Keeps where the present training is.
  mutating func keep(checkpoint: [UInt8]) {
    self.checkpoint = checkpoint
    keep()
  }

  /// Takes note of a network that is done.
  mutating func finish(_ network: TrainedModel) {
    networks.append(network)
    checkpoint = nil
    if isDue { keep() }
  }

  private mutating func keep() {
    saved = clock.now
    let kept = Kept(networks: networks.map { Data($0.encoded) }, checkpoint: checkpoint.map { Data($0) })
    if let bytes = try? StoredJSON.encode(kept) { store.write(bytes) }
  }
}
