/// Remembers the best epoch of a phase and tells when to stop.
struct EarlyStopping: Sendable {
  private let patience: Int?
  private var smallest = Double.infinity
  private var waited = 0
  /// The epoch to go back to: the one of the smallest validation loss, or the latest if there is no patience.
  private(set) var epoch = 0
  /// Its parameters.
  private(set) var parameters: [Float] = []

  /// - Parameter patience: epochs to wait for an improvement; `nil` never stops and keeps the latest epoch.
  init(patience: Int?) {
    self.patience = patience
  }

  /// Takes note of an epoch.
  /// - Returns: whether to stop now.
  mutating func note(loss: Double, epoch: Int, parameters: [Float]) -> Bool {
    guard let patience, loss >= smallest else {
      smallest = loss
      waited = 0
      self.epoch = epoch
      self.parameters = parameters
      return false
    }
    waited += 1
    return waited >= patience
  }
}
