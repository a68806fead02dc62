import Notebook

/// What KaTeX made of formulas in earlier builds, kept in the store: a build whose formulas are all known loads no KaTeX.
///
/// It belongs to one KaTeX, by the digest of its script; another one starts anew.
struct FormulaMemo: Sendable {
  private struct Kept: Codable {
    var script: String
    /// KaTeX's own answer, by formula.
    var answers: [String: String]
  }

  static let name = "formulas"

  /// Above this size only what the last build used is kept.
  private static let largestSize = 8_000_000

  private let script: String
  private var known: [String: String] = [:]
  private var used: [String: String] = [:]
  private(set) var isChanged = false

  /// - Parameters:
  ///   - script: KaTeX.
  ///   - store: where the memo is kept.
  init(of script: [UInt8], in store: Store) {
    self.script = Digest.sha256(script + Array(MathRenderer.entry.utf8))
    guard let bytes = store.memo(Self.name), let kept = try? StoredJSON.decode(Kept.self, from: bytes) else { return }
    if kept.script == self.script { known = kept.answers }
  }

  private static func key(_ tex: String, _ display: Bool) -> String { (display ? "D" : "T") + tex }

  mutating func answer(_ tex: String, display: Bool) -> String? {
    let key = Self.key(tex, display)
    let answer = known[key]
    used[key] = answer
    return answer
  }

  mutating func keep(_ answer: String, _ tex: String, display: Bool) {
    let key = Self.key(tex, display)
    known[key] = answer
    used[key] = answer
    isChanged = true
  }

  func encoded() throws -> [UInt8] {
    let size = known.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
    return try StoredJSON.encode(Kept(script: script, answers: size > Self.largestSize ? used : known))
  }
}
