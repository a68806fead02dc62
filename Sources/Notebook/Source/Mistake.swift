/// Something wrong in what an author wrote, told by code that does not know where it stands; with its place it becomes a
/// ``Diagnostic``.
public struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in lower case and without a full stop.
  public var message: String
  /// What the author should do.
  public var remedy: String?

  public init(_ message: String, remedy: String? = nil) {
    self.message = message
    self.remedy = remedy
  }

  public var description: String { message + (remedy.map { "; \($0)" } ?? "") }
}
