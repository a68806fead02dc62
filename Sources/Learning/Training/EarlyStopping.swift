/// Remembers the best epoch of a phase and tells when to stop.
struct EarlyStopping: Sendable, Hashable, Codable {
  private let patience: Int?
  private let minimumImprovement: Double
  /// `nil` before the first epoch.
  private var smallest: Double?
  private var waited = 0
  /// The epoch to go back to: the one of the smallest validation loss, or the latest if there is no patience.
  private(set) var epoch = 0
  /// Its parameters.
  private(set) var parameters: [Float] = []
  /// Whether the phase is over.
  private(set) var isOver = false

  init(_ phase: TrainingPhase) {
    patience = phase.patience
    minimumImprovement = phase.minimumImprovement
  }

  /// Takes note of an epoch.
  mutating func note(loss: Double, epoch: Int, parameters: [Float]) {
    if let patience, let smallest, loss >= smallest - minimumImprovement {
      waited += 1
      isOver = waited >= patience
    } else {
      smallest = loss
      waited = 0
      self.epoch = epoch
      self.parameters = parameters
    }
  }
}
