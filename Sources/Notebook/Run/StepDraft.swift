/// Unfinished work of a step, kept in the store under the step's key until there is a result.
///
/// A step that takes it up must come to the result that it would have come to without.
public struct StepDraft: Sendable {
  /// What was kept last; `nil` where nothing was, or it is damaged.
  public let read: @Sendable () -> [UInt8]?
  /// Keeps bytes in place of those before. That it cannot be done is no failure: the work is only not saved.
  public let write: @Sendable ([UInt8]) -> Void

  /// Of the names under which the store has it.
  static let prefix = "draft-"

  public init(
    read: @escaping @Sendable () -> [UInt8]? = { nil }, write: @escaping @Sendable ([UInt8]) -> Void = { _ in }
  ) {
    (self.read, self.write) = (read, write)
  }
}

extension Store {
  /// The unfinished work of the step with that key.
  func draft(for key: String) -> StepDraft {
    let name = StepDraft.prefix + key
    return StepDraft(read: { memo(name) }, write: { try? keep(memo: $0, named: name) })
  }

  /// Forgets the unfinished work of a step.
  func removeDraft(for key: String) { removeMemo(StepDraft.prefix + key) }
}
