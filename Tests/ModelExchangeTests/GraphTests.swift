import ModelExchange
import ONNXFormat
import Testing

/// Graphs put together by hand, each with one thing in it that the tools may write or should not.
@Suite struct GraphTests {
  /// A network of two features and a layer of two units, changed before it is read.
  /// - Parameters:
  ///   - nodes: between `x` and `y`, as operator, inputs, output.
  ///   - change: done to the file at last.
  static func read(
    _ nodes: [(String, [String], String)], constants: [String: ([Int64], [Float])] = [:], output: String = "y",
    change: (inout Onnx_ModelProto) -> Void = { _ in }
  ) throws(ONNXError) -> ImportedNetwork {
    var file = Onnx_ModelProto()
    file.opsetImport = [.with { $0.version = 17 }]
    file.graph.input = [interface("x", [nil, 2])]
    file.graph.output = [interface(output, [nil, 1])]
    let given: [String: ([Int64], [Float])] = [
      "W": ([2, 2], [1, 2, 3, 4]), "b": ([2], [5, 6]), "v": ([2, 1], [7, 8]), "c": ([1], [9]), "two": ([], [2]),
    ]
    for (name, (dims, values)) in given.merging(constants, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
      file.graph.initializer.append(
        .with {
          $0.name = name
          $0.dims = dims
          $0.dataType = Int32(Onnx_TensorProto.DataType.float.rawValue)
          $0.floatData = values
        })
    }
    for (operation, inputs, output) in nodes {
      file.graph.node.append(
        .with {
          $0.opType = operation
          $0.input = inputs
          $0.output = [output]
        })
    }
    change(&file)
    guard let bytes: [UInt8] = try? file.serializedBytes() else { throw .notAModel(reason: "the test is wrong") }
    return try ImportedNetwork(onnx: bytes)
  }

  static func interface(_ name: String, _ lengths: [Int64?]) -> Onnx_ValueInfoProto {
    .with {
      $0.name = name
      $0.type.tensorType.elemType = Int32(Onnx_TensorProto.DataType.float.rawValue)
      $0.type.tensorType.shape.dim = lengths.map { length in
        .with { if let length { $0.dimValue = length } else { $0.dimParam = "N" } }
      }
    }
  }

  /// Sets an attribute of the first node with this operator.
  static func set(
    _ file: inout Onnx_ModelProto, _ operation: String, _ name: String, integer: Int64? = nil, number: Float? = nil,
    integers: [Int64] = []
  ) {
    guard let index = file.graph.node.firstIndex(where: { $0.opType == operation }) else { return }
    file.graph.node[index].attribute.append(
      .with {
        $0.name = name
        $0.ints = integers
        if let integer { $0.i = integer }
        if let number { $0.f = number }
      })
  }

  /// Why something is not read.
  static func reason(
    _ nodes: [(String, [String], String)], constants: [String: ([Int64], [Float])] = [:], output: String = "y",
    change: (inout Onnx_ModelProto) -> Void = { _ in }
  ) -> String {
    let error = #expect(throws: ONNXError.self) {
      try read(nodes, constants: constants, output: output, change: change)
    }
    return error?.description ?? "read"
  }

  static let whole = [
    ("Gemm", ["x", "W", "b"], "h"), ("Relu", ["h"], "a"), ("Gemm", ["a", "v", "c"], "z"), ("Sigmoid", ["z"], "y"),
  ]

  @Test func gemmHasItsFactorsAndItsTransposedWeights() throws {
    #expect(try Self.read(Self.whole).layers.map(\.weights) == [[1, 2, 3, 4], [7, 8]])
    let network = try Self.read(Self.whole) {
      Self.set(&$0, "Gemm", "transB", integer: 1)
      Self.set(&$0, "Gemm", "alpha", number: 2)
      Self.set(&$0, "Gemm", "beta", number: 0.5)
    }
    #expect(network.layers[0].weights == [2, 6, 4, 8])
    #expect(network.layers[0].biases == [2.5, 3])
    #expect(network.standardiser.means == [0, 0] && network.standardiser.deviations == [1, 1])
    let error = Self.reason(Self.whole) { Self.set(&$0, "Gemm", "transA", integer: 1) }
    #expect(error == "ONNX node 'h' (Gemm): transA = 1 takes events for features: export with a row for each event")
  }

  @Test func scalingsBehindAndAheadOfALayerBecomePartOfIt() throws {
    let nodes = [
      ("Sub", ["x", "m"], "s"), ("Mul", ["s", "f"], "t"), ("MatMul", ["t", "W"], "h"), ("Div", ["h", "two"], "i"),
      ("Add", ["b", "i"], "j"), ("Tanh", ["j"], "a"), ("Mul", ["a", "two"], "d"), ("Sub", ["d", "m"], "e"),
      ("MatMul", ["e", "v"], "z"), ("Sigmoid", ["z"], "y"),
    ]
    let network = try Self.read(nodes, constants: ["m": ([1, 2], [3, 4]), "f": ([2], [0.5, -0.25])])
    #expect(network.standardiser.means == [3, 4])
    #expect(network.standardiser.deviations == [2, 4])
    #expect(network.layers[0].weights == [0.5, 1, -1.5, -2])
    #expect(network.layers[0].biases == [5, 6])
    // 7 (2a − 3) + 8 (2b − 4)
    #expect(network.layers[1].weights == [14, 16])
    #expect(network.layers[1].biases == [-53])
  }

  @Test(arguments: [
    [
      ("Div", ["h", "r"], "u"), ("Erf", ["u"], "e"), ("Add", ["e", "i"], "g"), ("Mul", ["h", "g"], "k"),
      ("Mul", ["k", "o"], "a"),
    ],
    [
      ("Mul", ["h", "q"], "u"), ("Erf", ["u"], "e"), ("Add", ["i", "e"], "g"), ("Mul", ["o", "g"], "k"),
      ("Mul", ["k", "h"], "a"),
    ],
    [
      ("Mul", ["o", "h"], "k"), ("Div", ["h", "r"], "u"), ("Erf", ["u"], "e"), ("Add", ["e", "i"], "g"),
      ("Mul", ["k", "g"], "a"),
    ],
    [
      ("Neg", ["h"], "n"), ("Div", ["n", "r"], "u"), ("Erf", ["u"], "e"), ("Sub", ["i", "e"], "g"),
      ("Mul", ["h", "g"], "k"),
      ("Div", ["k", "two"], "a"),
    ],
  ]) func geluIsFoundInEveryOrderOfItsFactors(_ gelu: [(String, [String], String)]) throws {
    let constants: [String: ([Int64], [Float])] = [
      "r": ([], [Float(2).squareRoot()]), "q": ([], [Float(0.5).squareRoot()]), "i": ([], [1]), "o": ([1], [0.5]),
    ]
    let network = try Self.read(Self.whole[0...0] + gelu + Self.whole[2...], constants: constants)
    #expect(network.layers.map(\.activation) == [.gelu, .sigmoid])
    #expect(network.layers.map(\.weights) == [[1, 2, 3, 4], [7, 8]])
    #expect(network.layers.map(\.biases) == [[5, 6], [9]])
    let wrong = Self.reason(
      Self.whole[0...0] + gelu + Self.whole[2...], constants: constants.merging(["i": ([], [1.001])]) { $1 })
    #expect(wrong.contains("the exact Gelu is the only gate that is read"))
  }

  @Test func aLogitIsTakenForOneOnlyIfItIsCalledSo() throws {
    let nodes = Array(Self.whole.dropLast()) + [("Identity", ["z"], "event_logits")]
    #expect(try Self.read(nodes, output: "event_logits").layers.last?.activation == .sigmoid)
    let error = Self.reason(Array(Self.whole.dropLast()), output: "z")
    #expect(error.contains("add a sigmoid, or name the output 'logit' if it is ln(score/(1 − score))"))
  }

  @Test func whatIsNoDenseNetworkIsRefusedByNodeAndOperator() {
    func changed(_ index: Int, _ node: (String, [String], String)) -> [(String, [String], String)] {
      var nodes = Self.whole
      nodes[index] = node
      return nodes
    }
    #expect(Self.reason(changed(1, ("Elu", ["h"], "a"))).hasPrefix("ONNX node 'a' (Elu): this operator is not read; "))
    #expect(Self.reason(changed(1, ("Identity", ["h"], "a"))).contains("without an activation between them"))
    #expect(Self.reason(changed(0, ("Tanh", ["x"], "h"))).contains("ahead of the first dense layer"))
    #expect(Self.reason(changed(3, ("Tanh", ["z"], "y"))).contains("end in a sigmoid"))
    #expect(Self.reason(changed(0, ("Gemm", ["x", "v", "c"], "h"))).contains("do not fit 1 columns"))
    #expect(
      Self.reason(changed(1, ("Relu", ["nowhere"], "a"))).contains("nothing ahead of it defines its input 'nowhere'"))
    #expect(Self.reason(changed(1, ("Relu", [], "a"))).contains("input 1 is missing"))
    #expect(
      Self.reason(changed(1, ("Mul", ["h", "h"], "a"))).contains("values of the network and values of the network"))
    #expect(Self.reason([("Sigmoid", ["x"], "p")]).contains("no node computes the output 'y'"))
    let columns = Self.reason([("Gemm", ["x", "W", "b"], "h"), ("Sigmoid", ["h"], "y")])
    #expect(columns.contains("has 2 columns: end in the sigmoid of a single unit"))
    let gelu = Self.reason(changed(1, ("Gelu", ["h"], "a"))) {
      Self.set(&$0, "Gelu", "approximate")
      $0.graph.node[1].attribute[0].s = .init("tanh".utf8)
    }
    #expect(gelu.contains("approximate = 'tanh': only the exact Gelu is read"))
  }

  @Test func weightsThatAreNoneAreRefused() {
    #expect(
      Self.reason(Self.whole, constants: ["W": ([2, 2], [1, .nan, 3, 4])]).contains(
        "'W' hold a number that is not finite"))
    #expect(
      Self.reason(Self.whole, constants: ["b": ([2], [1, .infinity])]).contains("'b' holds a number that is not finite")
    )
    #expect(
      Self.reason(Self.whole, constants: ["W": ([2, 3], [1, 2, 3, 4])]).contains("holds 4 numbers for the shape [2, 3]")
    )
    #expect(Self.reason(Self.whole, constants: ["W": ([.max, 4], [1])]).contains("impossible shape"))
    #expect(Self.reason(Self.whole, constants: ["W": ([3, 2], [1, 2, 3, 4, 5, 6])]).contains("do not fit 2 columns"))
    #expect(Self.reason(Self.whole, constants: ["b": ([3], [1, 2, 3])]).contains("expected one number for each"))
    #expect(
      Self.reason(Self.whole, constants: ["W": ([2, 4097], .init(repeating: 1, count: 8194))])
        .contains("a layer of 4097 units: Asimov runs 1 to 4096"))
    let elsewhere = Self.reason(Self.whole) { $0.graph.initializer[0].dataLocation = .external }
    #expect(elsewhere.contains("lie in another file: export without external data"))
    let half = Self.reason(Self.whole) { $0.graph.initializer[0].dataType = 10 }
    #expect(half.contains("type float16: export in single or double precision"))
    #expect(
      Self.reason(
        [("Div", ["x", "zero"], "s")] + Self.whole.map { ($0, $1.map { $0 == "x" ? "s" : $0 }, $2) },
        constants: ["zero": ([], [0])]
      ).contains("divided by 0"))
  }

  @Test func inputsAndOutputsThatAreNoneAreRefused() {
    #expect(
      Self.reason(Self.whole) { $0.graph.input.append(Self.interface("w", [nil, 1])) }.contains("the inputs 'x', 'w'"))
    #expect(
      Self.reason(Self.whole) { $0.graph.input = [Self.interface("x", [nil, nil])] }.contains("a fixed number F"))
    #expect(Self.reason(Self.whole) { $0.graph.input = [Self.interface("x", [nil, 5000])] }.contains("5000 features"))
    #expect(
      Self.reason(Self.whole) { $0.graph.output.append(Self.interface("h", [nil, 2])) }.contains("the outputs 'y', 'h'")
    )
    #expect(Self.reason(Self.whole) { $0.graph.output = [] }.contains("none of its outputs is a number"))
    #expect(Self.reason(Self.whole) { $0.opsetImport[0].version = 6 }.contains("operator set 6 is too old"))
    #expect(Self.reason([]).hasPrefix("not an ONNX model: there is no graph in it"))
    let padded = Self.whole + (0..<4100).map { ("Identity", ["y"], "y\($0)") }
    #expect(Self.reason(padded).contains("at most 4096 are read"))
  }

  /// A file of 4 MiB whose one tensor is used as 200 layers of a million weights each.
  @Test func aSmallFileCannotFillTheMemory() {
    var nodes = [("Gemm", ["x", "start"], "h0")]
    for layer in 0..<200 {
      nodes += [("Relu", ["h\(layer)"], "a\(layer)"), ("MatMul", ["a\(layer)", "big"], "h\(layer + 1)")]
    }
    nodes += [("Sigmoid", ["h200"], "y")]
    let (start, big) = ([Float](repeating: 1, count: 2048), [Float](repeating: 1, count: 1 << 20))
    let reason = Self.reason(nodes, constants: ["start": ([2, 1024], start), "big": ([1024, 1024], big)])
    #expect(reason.contains("its weights come to more than 67108864 numbers"))
  }

  @Test func namesOfFeaturesAreJSONOrSeparatedByCommas() throws {
    func names(_ text: String) -> (inout Onnx_ModelProto) -> Void {
      {
        $0.metadataProps = [
          .with {
            $0.key = "feature_names"
            $0.value = text
          }
        ]
      }
    }
    #expect(try Self.read(Self.whole, change: names(#"["m_T, GeV", "η"]"#)).featureNames == ["m_T, GeV", "η"])
    #expect(try Self.read(Self.whole, change: names("mT, MET")).featureNames == ["mT", "MET"])
    #expect(
      Self.reason(Self.whole, change: names("mT"))
        == "ONNX metadata 'feature_names': 1 names for 2 features: give one name for each")
  }

  @Test func shapesMayChangeAsLongAsEveryEventKeepsItsRow() throws {
    let shape = { (values: [Int64]) in
      { (file: inout Onnx_ModelProto) in
        file.graph.initializer.append(
          .with {
            $0.name = "shape"
            $0.dims = [Int64(values.count)]
            $0.dataType = Int32(Onnx_TensorProto.DataType.int64.rawValue)
            $0.int64Data = values
          })
      }
    }
    let first = [("Flatten", ["x"], "w"), ("Reshape", ["w", "shape"], "s"), ("Gemm", ["s", "W", "b"], "h")]
    let nodes = first + Self.whole[1...]
    #expect(try Self.read(nodes, change: shape([-1, 2])).layers.count == 2)
    #expect(try Self.read(nodes, change: shape([0, -1])).layers.count == 2)
    #expect(Self.reason(nodes, change: shape([-1, 1])).contains("does not keep a row of 2 numbers for each event"))
    #expect(Self.reason(nodes, change: shape([1, 2])).contains("does not keep a row"))
    #expect(Self.reason(nodes, change: shape([-1])).contains("does not keep a row"))
    for axis in [Int64.max, .min, 7] {
      let squeezed = [("Squeeze", ["W"], "V"), ("Gemm", ["x", "V", "b"], "h")] + Self.whole[1...]
      let narrowed = Self.reason(squeezed) { Self.set(&$0, "Squeeze", "axes", integers: [axis]) }
      #expect(narrowed.contains("do not fit 'W'"))
      let widened = Self.reason([("Unsqueeze", ["W"], "V"), ("Gemm", ["x", "V", "b"], "h")] + Self.whole[1...]) {
        Self.set(&$0, "Unsqueeze", "axes", integers: [axis])
      }
      #expect(widened.contains("do not fit 'W'"))
    }
    let last = Array(Self.whole.dropLast()) + [("Reshape", ["z", "shape"], "r"), ("Sigmoid", ["r"], "y")]
    #expect(try Self.read(last, change: shape([-1])).layers.count == 2)
  }
}
