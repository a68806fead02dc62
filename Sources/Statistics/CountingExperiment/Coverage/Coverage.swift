import Foundation

/// The claimed and the true size of a method's p-value: what a "3 σ" is worth.
public struct Coverage: Hashable, Sendable {
  /// The search that there is no signal in.
  public let search: BackgroundOnlySearch
  /// The method.
  public let claim: DiscoveryClaim
  /// z, the significance that is claimed.
  public let threshold: Double
  /// The probability that chance makes the method claim z or more, summed over all outcomes.
  public let size: Double
  /// How much of ``size`` is due to empty control regions.
  public let emptyControlSize: Double
  /// Pseudo-experiments made; 0 for none.
  public let experiments: Int
  /// Those in which the method claims z or more.
  public let reaching: Int

  /// The probability that a claim of z stands for, 1 − Φ(z).
  public var claimedSize: Double { PValue(significance: threshold).probability }

  /// The true size over the claimed one: above 1 the method claims too much, below 1 it is cautious.
  public var ratio: Double { size / claimedSize }

  /// The significance that the true size is worth.
  public var significance: Double { PValue(unchecked: log(size)).significance }

  /// The size that the pseudo-experiments found; `nil` without any.
  public var toySize: Double? { experiments > 0 ? Double(reaching) / Double(experiments) : nil }

  /// The binomial standard deviation of ``toySize``, that of the true size p: √(p (1−p)/N). It is not 0 where no
  /// experiment reached z.
  public var toyUncertainty: Double? {
    experiments > 0 ? (size * (1 - size) / Double(experiments)).squareRoot() : nil
  }

  public init(
    _ search: BackgroundOnlySearch, claim: DiscoveryClaim, threshold: Double, size: ExactCoverage.Size,
    experiments: Int, reaching: Int
  ) {
    self.search = search
    self.claim = claim
    self.threshold = threshold
    self.size = size.total
    emptyControlSize = size.emptyControl
    self.experiments = experiments
    self.reaching = reaching
  }
}
