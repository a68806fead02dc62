import Statistics

/// The size of one method as programs read it.
struct CoverageRecord: Encodable {
  private let coverage: Coverage

  init(_ coverage: Coverage) { self.coverage = coverage }

  private enum Key: String, CodingKey, CaseIterable {
    case background, systematic, method, z
    case claimedSize = "claimed-size"
    case size
    case emptyControlSize = "size-empty-control"
    case ratio, significance, toys
    case toysReaching = "toys-reaching"
    case toysSize = "toys-size"
    case toysUncertainty = "toys-uncertainty"
  }

  private func number(_ key: Key) -> Double? {
    switch key {
    case .background: coverage.search.background
    case .systematic: coverage.search.systematic
    case .z: coverage.threshold
    case .claimedSize: coverage.claimedSize
    case .size: coverage.size
    case .emptyControlSize: coverage.emptyControlSize
    case .ratio: coverage.ratio
    case .significance: coverage.significance
    case .toysSize: coverage.toySize
    case .toysUncertainty: coverage.toyUncertainty
    case .method, .toys, .toysReaching: nil
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for key in Key.allCases {
      switch key {
      case .method: try container.encode(coverage.claim.rawValue, forKey: key)
      case .toys: try container.encode(coverage.experiments, forKey: key)
      case .toysReaching: try container.encode(coverage.reaching, forKey: key)
      default: try container.encodeIfPresent(number(key), forKey: key)
      }
    }
  }

  /// A line of names and a line for each size; nothing stands where there were no pseudo-experiments.
  static func csv(_ coverages: [Coverage]) -> String {
    let lines = coverages.map { coverage in
      Key.allCases.map { key in
        switch key {
        case .method: coverage.claim.rawValue
        case .toys: "\(coverage.experiments)"
        case .toysReaching: "\(coverage.reaching)"
        default: CoverageRecord(coverage).number(key).map { "\($0)" } ?? ""
        }
      }
    }
    return ([Key.allCases.map(\.rawValue)] + lines).map { $0.joined(separator: ",") }.joined(separator: "\n")
  }
}
