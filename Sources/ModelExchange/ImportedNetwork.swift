import Learning

/// A dense network that scores events, read from an ONNX file of Asimov's own or of Keras, PyTorch or scikit-learn.
///
///     let network = try ImportedNetwork(onnx: bytes)
///     network.layers.last?.activation    // .sigmoid
///
/// What is read: a graph with one input, float or double [N, F] with a fixed F ≤ 4096, that puts the features through
/// constant scalings, dense layers with Relu, Tanh, Sigmoid or the exact Gelu, and ends in the sigmoid of one unit. Exports
/// of scikit-learn end in the probabilities of two classes (with or without ZipMap), of which the second is taken for the
/// signal. Scalings behind the first layer, batch normalisation among them, become part of the weights.
///
/// A graph may end in the logit ln(score/(1 − score)) if its output's name contains `logit`, for nothing else tells a logit
/// from a regression. A file whose weights lie in a second file, or in half precision, is refused with what to do about it.
/// Keras' own export of an adapted `Normalization` layer makes inputs of its moments and can be run by nothing; by way of a
/// SavedModel and `python -m tf2onnx.convert` they stay in the file.
public struct ImportedNetwork: Sendable, Hashable {
  /// The features' names in the order of the input, if the metadata have them under `feature_names`: as a JSON array, or
  /// separated by commas.
  public let featureNames: [String]?
  /// What the graph does to the features ahead of the first layer; means 0 and deviations 1 if it does nothing.
  ///
  /// As with every `Standardiser`, features farther than 10⁶ deviations from the mean count as if they were there. Without
  /// standardisation that means ±10⁶ in the features' own units, which an energy in MeV may reach.
  public let standardiser: Standardiser
  /// The hidden layers and the output unit, whose activation is the sigmoid. Weights in double precision are rounded to float.
  public let layers: [DenseLayer]
  /// The program that wrote the file and its version, as the file has them: `pytorch 2.5.1`; may be empty.
  public let producer: String

  /// The number of features, F.
  public var inputs: Int { standardiser.means.count }

  /// Reads an ONNX file of one network.
  /// - Parameter bytes: the whole file.
  /// - Throws: `notAModel`, `refusedNode` with the node's name and operator, `refusedGraph` or `badMetadata`.
  public init(onnx bytes: [UInt8]) throws(ONNXError) {
    let networks = try Self.networks(onnx: bytes)
    guard networks.count == 1 else {
      throw .refusedGraph(reason: "it is the mean of \(networks.count) networks, where one is read")
    }
    self = networks[0]
  }

  /// Reads an ONNX file whose score is that of one network or, as Asimov writes ensembles, the mean of several.
  /// - Parameter bytes: the whole file.
  /// - Returns: at least one.
  /// - Throws: as `init(onnx:)`.
  public static func networks(onnx bytes: [UInt8]) throws(ONNXError) -> [ImportedNetwork] {
    let reader = try GraphReader(bytes)
    let networks = try reader.networks()
    guard let first = networks.first else { throw .refusedGraph(reason: "it is the mean of no network") }
    let names = try reader.featureNames(inputs: first.standardiser.means.count)
    return networks.map { network in
      ImportedNetwork(
        featureNames: names, standardiser: network.standardiser, layers: network.layers, producer: reader.producer)
    }
  }

  private init(featureNames: [String]?, standardiser: Standardiser, layers: [DenseLayer], producer: String) {
    (self.featureNames, self.standardiser) = (featureNames, standardiser)
    (self.layers, self.producer) = (layers, producer)
  }
}
