/// What a reader can move in the page, where scripts run.
public enum Explorer: Hashable, Sendable, Codable {
  /// This step's numbers, as JSON in the form that the page's script for `kind` reads.
  case data(kind: String, json: String)
  /// A figure of other steps lets their numbers be moved, beginning with one of the choices that they tell.
  case steps([String], start: String)
}
