/// The name most like `name`, by edits of one character, when it is like enough to be what was meant; of equals the first.
func nearestName(to name: String, among candidates: [String]) -> String? {
  let wanted = Array(name.lowercased())
  let limit = max(1, wanted.count / 3)
  let ranked = candidates.map { (name: $0, edits: edits(from: wanted, to: Array($0.lowercased()))) }
  guard let nearest = ranked.min(by: { $0.edits < $1.edits }), nearest.edits <= limit, nearest.edits < wanted.count
  else { return nil }
  return nearest.name
}

/// A sentence's end that names it.
func suggestion(_ nearest: String?) -> String {
  nearest.map { "; did you mean '\($0)'?" } ?? ""
}

/// Levenshtein's distance.
private func edits(from source: [Character], to target: [Character]) -> Int {
  var row = Array(0...target.count)
  for (i, character) in source.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in target.enumerated() {
      let substituted = diagonal + (character == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[target.count]
}
