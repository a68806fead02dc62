import Events
import Learning
import Notebook
import Storage

/// What a training leaves behind: its networks, the mean of whose outputs is the score.
struct TrainedNetworks: Hashable, Sendable {
  /// At least one, all of the same loss and features. Of a cross-validation each fold's stand together, the first fold's first.
  var all: [TrainedModel]
  /// How many folds were held out in turn; `nil` without cross-validation.
  var folds: Int?

  init(_ all: [TrainedModel], folds: Int? = nil) { (self.all, self.folds) = (all, folds) }

  /// - Throws: ``Damaged`` where `result` carries no network, or `LearningError` for bytes that are none.
  init(from result: StepResult) throws {
    all = []
    while let bytes = result.blobs[Self.blob(all.count)] { all.append(try TrainedModel(decoding: bytes.array)) }
    guard !all.isEmpty else { throw Damaged() }
    folds = try result.blobs[Self.foldsBlob].map { try StoredJSON.decode(Int.self, from: $0) }
  }

  func blobs() throws -> [String: StoredBytes] {
    var blobs = Dictionary(all.enumerated().map { (Self.blob($0), StoredBytes($1.encoded)) }) { first, _ in first }
    if let folds { blobs[Self.foldsBlob] = try StoredJSON.blob(folds) }
    return blobs
  }

  private static func blob(_ index: Int) -> String { "network.\(index)" }
  private static let foldsBlob = "folds"

  struct Damaged: Error, CustomStringConvertible {
    var description: String { "the networks of the training are not whole; remove the store and build again" }
  }

  /// The mean of the networks' scores for each event.
  /// - Parameter features: row-major, in the order of the networks' features.
  func scores(of features: StoredFloats, threads: Int) throws -> [Float] {
    try Self.scores(of: features, by: all[...], threads: threads)
  }

  /// The scores of ``Folds/events``, each of which only those networks give that have not learnt from it.
  func heldOutScores(of folds: Folds, threads: Int) throws -> [Float] {
    var scores = [Float](repeating: 0, count: folds.events.count)
    let ensemble = all.count / folds.count
    for fold in 0..<folds.count {
      let found = try Self.scores(
        of: folds.events(in: fold).features, by: all[fold * ensemble..<(fold + 1) * ensemble], threads: threads)
      for (place, score) in zip(folds.places(in: fold), found) { scores[place] = score }
    }
    return scores
  }

  private static func scores(
    of features: StoredFloats, by networks: ArraySlice<TrainedModel>, threads: Int
  ) throws -> [Float] {
    guard let first = networks.first else { return [] }
    guard networks.count > 1 else { return try first.scores(of: features, threads: threads) }
    var sums = [Double](repeating: 0, count: features.count / first.featureNames.count)
    for network in networks {
      for (event, score) in try network.scores(of: features, threads: threads).enumerated() {
        sums[event] += Double(score)
      }
    }
    return sums.map { Float($0 / Double(networks.count)) }
  }

  /// How each was trained; empty for a network that another program has trained.
  var records: [TrainingRecord] { all.compactMap(\.training) }

  /// The loss, as figures show it in their markup.
  var label: String { records.first?.loss.label ?? "Imported network" }

  /// The loss in plain words, which follow "trained on".
  var words: String { records.first?.loss.words ?? "a loss that its file does not tell" }

  /// `22 → 23 → 1`.
  var shape: String {
    ([all[0].featureNames.count] + all[0].layers.map(\.units)).map(String.init).joined(separator: " → ")
  }

  /// Weights and biases of one of the networks.
  var parameters: Int { all[0].layers.map { $0.weights.count + $0.biases.count }.reduce(0, +) }
}
