/// Finds the name that an author most likely meant.
public enum Suggestion {
  /// `did you mean 'loss'?`, or the list of what there is where nothing is near, at most the first `limit`, or `nil` where
  /// there is nothing.
  public static func remedy(for name: String, among candidates: [String], limit: Int = 12) -> String? {
    if let near = nearest(to: name, among: candidates) { return "did you mean '\(near)'?" }
    guard !candidates.isEmpty else { return nil }
    let shown = candidates.prefix(limit).map { "'\($0.count > longest ? $0.prefix(longest) + "…" : $0[...])'" }.joined(
      separator: ", ")
    return "there is " + shown + (candidates.count > limit ? ", …" : "")
  }

  /// Names longer than this are no slip of the pen.
  private static let longest = 100

  /// The candidate with the fewest edits from `name`, if these are at most a third of its length (and at least one).
  public static func nearest(to name: String, among candidates: [String]) -> String? {
    let written = Array(name.lowercased())
    guard written.count <= longest else { return nil }
    let allowed = max(1, name.count / 3)
    return candidates.compactMap { candidate -> (name: String, distance: Int)? in
      guard abs(candidate.count - written.count) <= allowed else { return nil }
      let distance = distance(written, Array(candidate.lowercased()))
      return distance <= allowed ? (candidate, distance) : nil
    }.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
  }

  /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var before = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1] + [Int](repeating: 0, count: b.count)
      for j in b.indices {
        current[j + 1] = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { current[j + 1] = min(current[j + 1], before[j - 1] + 1) }
      }
      (before, previous) = (previous, current)
    }
    return previous[b.count]
  }
}
