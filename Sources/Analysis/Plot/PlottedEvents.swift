import Events
import Notebook
import Storage

/// Which events a plot shows.
enum PlottedSplit: String, ChoiceOption {
  case train, validation, test

  var name: ScoredSplit.Name {
    switch self {
    case .train: .train
    case .validation: .validation
    case .test: .test
    }
  }
}

/// The events of one split of a dataset, for plots of its features.
struct PlottedEvents {
  let names: [String]
  let split: DatasetSplit

  init(_ split: PlottedSplit, of result: StepResult) throws {
    let dataset = try DatasetDirective.dataset(from: result)
    names = dataset.featureNames
    self.split =
      switch split {
      case .train: dataset.train
      case .validation: dataset.validation
      case .test: dataset.test
      }
  }

  /// Places of features.
  /// - Throws: ``Mistake`` that suggests the nearest name.
  func places(of wanted: [String]?) throws -> [Int] {
    try (wanted ?? names).map { name in
      guard let place = names.firstIndex(of: name) else {
        throw Mistake("the dataset has no feature '\(name)'", remedy: Suggestion.remedy(for: name, among: names))
      }
      return place
    }
  }

  /// One feature of all events.
  func values(of feature: Int) -> [Float] {
    let stride = names.count
    return split.features.withUnsafeBufferPointer { features in
      (0..<split.count).map { features[$0 * stride + feature] }
    }
  }
}
