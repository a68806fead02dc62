/// A formula that cannot be set, or no KaTeX to set it with.
public struct MathError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in lower case and without a full stop.
  public var message: String
  /// Where KaTeX stopped, in characters from the start of the formula; `nil` where the formula is not at fault.
  public var offset: Int?
  /// What the user should do.
  public var remedy: String?

  public init(_ message: String, offset: Int? = nil, remedy: String? = nil) {
    self.message = message
    self.offset = offset
    self.remedy = remedy
  }

  public var description: String { message + (remedy.map { "; \($0)" } ?? "") }
}
