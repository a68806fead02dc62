/// What is wrong with an expression, and where.
public struct ExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// In lower case and without a full stop.
  public let message: String
  /// What to write instead, if that is known.
  public let remedy: String?
  /// The number of the character in the expression, from 0; the number of characters where it ends too soon.
  public let character: Int

  init(_ message: String, at character: Int, remedy: String? = nil) {
    self.message = message
    self.remedy = remedy
    self.character = character
  }

  public var description: String { message + (remedy.map { "; \($0)" } ?? "") }
}
