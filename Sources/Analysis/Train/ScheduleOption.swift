import Learning
import Notebook

/// How the learning rate goes on: `constant`, `{ exponential: { factor: 0.9 } }` or `{ cosine: { epochs: 20 } }`.
struct ScheduleOption: Codable, Hashable, Sendable, DescribedOption {
  var schedule: LearningRateSchedule

  static let form = OptionForm.words(
    "`constant`, `{ exponential: { factor: 0.9 } }` or `{ cosine: { epochs: 20, final: 0 } }`", plural: "schedules")

  private enum CodingKeys: String, CodingKey { case exponential, cosine }

  /// A factor behind each epoch.
  private struct ExponentialOptions: Options {
    /// From above 0 to 1.
    var factor: Double
  }

  /// Half a cosine.
  private struct CosineOptions: Options {
    static let defaults = ["final": "0"]
    /// Over how many epochs.
    var epochs: Int
    /// The fraction of the learning rate that is left behind them, 0 to 1.
    var final: Double
  }

  init(from decoder: any Decoder) throws {
    schedule = .constant
    guard !decoder.isStandIn else { return }
    guard decoder.holdsMapping else {
      let word = try decoder.singleValueContainer().decode(String.self)
      guard word == "constant" else {
        throw Mistake(
          "unknown schedule '\(word)'",
          remedy: "there is 'constant', { exponential: { factor: 0.9 } } and { cosine: { epochs: 20 } }")
      }
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if container.contains(.cosine) {
      let options = try container.decode(CosineOptions.self, forKey: .cosine)
      guard options.epochs >= 1, (0...1).contains(options.final) else {
        throw Mistake(
          "a cosine takes at least 1 epoch and ends between 0 and 1", remedy: "write { epochs: 20, final: 0 }")
      }
      schedule = .cosine(epochs: options.epochs, final: options.final)
    } else {
      let options = try container.decode(ExponentialOptions.self, forKey: .exponential)
      guard options.factor > 0, options.factor <= 1 else {
        throw Mistake("the factor must lie above 0 and not above 1", remedy: "write for example 0.9")
      }
      schedule = .exponential(factor: options.factor)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch schedule {
    case .constant: try container.encode("constant")
    case .exponential(let factor): try container.encode(["exponential": ["factor": factor]])
    case .cosine(let epochs, let final):
      try container.encode(["cosine": ["epochs": Double(epochs), "final": final]])
    }
  }
}
