/// Something wrong in what an author wrote, told by code that does not know where it stands; with its place it becomes a
/// ``Diagnostic``.
public struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in lower case and without a full stop.
  public var message: String
  /// What the author should do.
  public var remedy: String?
  /// Which character of the word that was read is at fault, from 0; `nil` for the word as a whole.
  public var character: Int?

  public init(_ message: String, remedy: String? = nil, character: Int? = nil) {
    self.message = message
    self.remedy = remedy
    self.character = character
  }

  public var description: String { message + (remedy.map { "; \($0)" } ?? "") }
}
