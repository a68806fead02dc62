/// Something wrong in what an author wrote, told by code that does not know where it stands; with its place it becomes a
/// ``Diagnostic``.
public struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in lower case and without a full stop.
  public var message: String
  private var details: Details

  /// In a box of its own: Swift 6.3 loses a thrown value of more than four words where a closure that throws just this type
  /// stands for one that throws any.
  private indirect enum Details: Hashable, Sendable {
    case details(remedy: String?, character: Int?)
  }

  public init(_ message: String, remedy: String? = nil, character: Int? = nil) {
    self.message = message
    details = .details(remedy: remedy, character: character)
  }

  /// What the author should do.
  public var remedy: String? {
    get { if case .details(let remedy, _) = details { remedy } else { nil } }
    set { details = .details(remedy: newValue, character: character) }
  }

  /// Which character of the word that was read is at fault, from 0; `nil` for the word as a whole.
  public var character: Int? { if case .details(_, let character) = details { character } else { nil } }

  public var description: String { message + (remedy.map { "; \($0)" } ?? "") }
}
