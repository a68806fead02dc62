import Learning

extension ImportedNetwork {
  /// The network made ready for events with given features.
  ///
  /// Features that the file names are found by their names, in whatever order the events have them; those that it does not
  /// know weigh nothing. Of a file without names the inputs are taken to be the events' features, in their order.
  /// - Parameter features: names of the events' features, in order.
  /// - Throws: `unknownFeature`, or `unnamedFeatures` where names would be needed.
  public func model(features: [String]) throws(ONNXError) -> TrainedModel {
    let inputs = try inputs(for: features)
    guard let first = layers.first else { throw .refusedGraph(reason: "it has no layer") }
    let weights = inputs.flatMap { input in
      input.map { Array(first.weights[$0 * first.units..<($0 + 1) * first.units]) }
        ?? [Float](repeating: 0, count: first.units)
    }
    let arranged = DenseLayer(
      inputs: features.count, units: first.units, weights: weights, biases: first.biases, activation: first.activation)
    return TrainedModel(
      featureNames: features,
      standardiser: Standardiser(
        means: inputs.map { $0.map { standardiser.means[$0] } ?? 0 },
        deviations: inputs.map { $0.map { standardiser.deviations[$0] } ?? 1 }),
      layers: [arranged] + layers.dropFirst(), origin: .file(producer: producer))
  }

  /// Which input each feature goes to; `nil` for one that the network does not look at.
  private func inputs(for features: [String]) throws(ONNXError) -> [Int?] {
    guard let featureNames else {
      guard features.count == inputs else { throw .unnamedFeatures(network: inputs, events: features.count) }
      return Array(0..<inputs)
    }
    if let missing = featureNames.first(where: { !features.contains($0) }) {
      throw .unknownFeature(missing, known: features)
    }
    return features.map { featureNames.firstIndex(of: $0) }
  }
}
