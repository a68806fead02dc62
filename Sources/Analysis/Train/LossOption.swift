import Learning
import Notebook

/// The loss to minimise: `cross-entropy`, `s/sqrt(s+b)`, `{ asimov: { systematic: 0.5 } }` or `asimov-squared` likewise.
struct LossOption: Codable, Hashable, Sendable, DescribedOption {
  var loss: Loss

  static let form = OptionForm.words(
    "`cross-entropy`, `s/sqrt(s+b)`, `{ asimov: { systematic: 0.5 } }` or `{ asimov-squared: { systematic: 0.5 } }`",
    plural: "losses")

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case asimov
    case asimovSquared = "asimov-squared"
  }

  private static let words = ["cross-entropy": Loss.crossEntropy, "s/sqrt(s+b)": .significance]

  /// Options of the Asimov loss.
  private struct AsimovOptions: Options {
    /// Relative systematic uncertainty on the background, σ_b/b ≥ 0.
    var systematic: Systematic
  }

  init(from decoder: any Decoder) throws {
    guard !decoder.isStandIn else {
      loss = .crossEntropy
      return
    }
    guard !decoder.holdsList else {
      throw Mistake("expected one loss, not a list", remedy: "write a training for each, or sweep it with 'for'")
    }
    if decoder.holdsMapping {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      if container.contains(.asimovSquared) {
        loss = .asimovSquared(
          systematic: try container.decode(AsimovOptions.self, forKey: .asimovSquared).systematic.value)
      } else {
        loss = .asimov(systematic: try container.decode(AsimovOptions.self, forKey: .asimov).systematic.value)
      }
      return
    }
    let word = try decoder.singleValueContainer().decode(String.self)
    if let known = Self.words[word] {
      loss = known
    } else if let key = CodingKeys(rawValue: word) {
      throw Mistake("the Asimov loss needs a systematic", remedy: "write { \(key.rawValue): { systematic: 0.5 } }")
    } else {
      let near = Suggestion.nearest(to: word, among: Self.words.keys.sorted()).map { "did you mean '\($0)'?" }
      throw Mistake(
        "unknown loss '\(word)'",
        remedy: near ?? "there is 'cross-entropy', 's/sqrt(s+b)' and { asimov: { systematic: 0.5 } }")
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch loss {
    case .crossEntropy: try container.encode("cross-entropy")
    case .significance: try container.encode("s/sqrt(s+b)")
    case .asimov(let systematic): try container.encode(["asimov": ["systematic": systematic]])
    case .asimovSquared(let systematic): try container.encode(["asimov-squared": ["systematic": systematic]])
    }
  }
}

/// A relative systematic uncertainty on the background, σ_b/b, from 0 to 10.
struct Systematic: ScalarOption, Hashable {
  var value: Double

  init(scalar: String) throws(Mistake) {
    guard let number = Double(scalar), number.isFinite else {
      throw Mistake("expected a systematic σ_b/b, not '\(scalar)'", remedy: "write 0.5 for 50 %")
    }
    guard (0...10).contains(number) else {
      throw Mistake(
        "systematic σ_b/b must lie between 0 and 10, not \(scalar)",
        remedy: number > 10 ? "write 0.5 for 50 %" : "write 0 for none")
    }
    value = number
  }

  private init(value: Double) { self.value = value }

  var canonical: String { "\(value)" }
  static let standIn = Systematic(value: 0.5)
  static let form = OptionForm.words("a number from 0 to 10", plural: "numbers from 0 to 10")

  /// The name of its results: `0.5`, and `0` for none.
  var key: String { value == value.rounded() ? "\(Int(value))" : "\(value)" }
}

extension Loss {
  /// As figures show it, in their markup.
  var label: String {
    switch self {
    case .crossEntropy: "Cross-entropy"
    case .significance: #"$\ell_{s/\sqrt{s+b}}$"#
    case .asimov(let systematic): #"$\ell_{\mathrm{Asimov}}$ ($\sigma_b/b = "# + "\(systematic)$)"
    case .asimovSquared(let systematic): #"$\ell_{\mathrm{Asimov}}^2$ ($\sigma_b/b = "# + "\(systematic)$)"
    }
  }

  /// In plain words, for those who cannot see a figure. Names of directives have no place there: a result does not depend
  /// on them.
  var words: String {
    switch self {
    case .crossEntropy: "the cross-entropy"
    case .significance: "(s+b)/s²"
    case .asimov(let systematic): "1/Z_A at σ_b/b = \(systematic)"
    case .asimovSquared(let systematic): "1/Z_A² at σ_b/b = \(systematic)"
    }
  }

  /// As the text shows it, in Markdown.
  var markdown: String {
    switch self {
    case .crossEntropy: "cross-entropy"
    case .significance: #"$\ell_{s/\sqrt{s+b}}$"#
    case .asimov(let systematic): #"$\ell_{\mathrm{Asimov}}$ at $\sigma_b/b = "# + "\(systematic)$"
    case .asimovSquared(let systematic): #"$\ell_{\mathrm{Asimov}}^2$ at $\sigma_b/b = "# + "\(systematic)$"
    }
  }

  /// As the axis of a loss curve shows its value.
  var formula: String {
    switch self {
    case .crossEntropy: "Cross-entropy"
    case .significance: "$(s+b)/s^2$"
    case .asimov: "$1/Z_A$"
    case .asimovSquared: "$1/Z_A^2$"
    }
  }
}
