/// One mistake in a template, with its place and, where there is one, what to write instead.
public struct Diagnostic: Error, Codable, Hashable, Sendable, CustomStringConvertible {
  public var location: SourceLocation
  /// What is wrong, in lower case and without a full stop: `unknown key 'los'`.
  public var message: String
  /// What the author should do: `did you mean 'loss'?`
  public var remedy: String?

  public init(_ message: String, at location: SourceLocation, remedy: String? = nil) {
    self.location = location
    self.message = message
    self.remedy = remedy
  }

  /// `file:line:column: error: message; remedy`: the form that editors and terminals link.
  public var description: String {
    "\(location): error: \(message)" + (remedy.map { "; \($0)" } ?? "")
  }
}

/// All that is wrong with a template, sorted by place.
public struct Diagnostics: Error, Sendable, CustomStringConvertible {
  public let all: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) {
    all = Array(Set(diagnostics)).sorted { ($0.location, $0.message) < ($1.location, $1.message) }
  }

  public var description: String { all.map(\.description).joined(separator: "\n") }
}
