/// One sample of a stack of histograms.
public struct StackLayer: Sendable {
  /// The bins' heights, ≥ 0.
  public var values: [Double]
  public var colour: Colour
  /// Markup for the legend.
  public var label: String?

  public init(values: [Double], colour: Colour, label: String? = nil) {
    (self.values, self.colour, self.label) = (values, colour, label)
  }
}

extension Mark {
  /// Histograms upon each other, with the uncertainty of their sum hatched.
  /// - Parameters:
  ///   - edges: Bin edges, finite and increasing, one more than there are bins.
  ///   - layers: From the bottom up. A bin that any layer has no finite value for is empty.
  ///   - uncertainties: One standard deviation of the sum in each bin; empty for none.
  ///   - label: Of the uncertainty; markup for the legend.
  /// - Returns: marks in the order in which they are to be drawn.
  public static func stack(
    edges: [Double], layers: [StackLayer], uncertainties: [Double] = [], label: String? = nil
  ) -> [Mark] {
    var sums = [Double](repeating: 0, count: max(edges.count - 1, 0))
    var marks: [Mark] = []
    for layer in layers {
      // Of another length than the edges', the layer is told as it is.
      sums = layer.values.count == sums.count ? zip(sums, layer.values).map(+) : layer.values
      marks.append(
        Mark(
          shape: Steps(
            edges: edges, values: sums, stroke: Stroke(layer.colour, width: 1.2),
            fill: layer.colour.lightened(by: 0.35), label: layer.label)))
    }
    // The lower ones cover what the higher ones fill down to the axis.
    marks.reverse()
    guard !uncertainties.isEmpty else { return marks }
    let lows = zip(sums, uncertainties).map { $0 - $1 }
    let highs = zip(sums, uncertainties).map { $0 + $1 }
    return marks + [.hatchedSteps(edges: edges, lower: lows, upper: highs, label: label)]
  }
}

extension Colour {
  /// Mixed with white: what stands beneath does not show through.
  func lightened(by share: Double) -> Colour {
    Colour(
      red: red + (1 - red) * share, green: green + (1 - green) * share, blue: blue + (1 - blue) * share,
      opacity: opacity)
  }
}
