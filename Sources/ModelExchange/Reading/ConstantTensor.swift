import Foundation
import ONNXFormat

/// A tensor whose numbers stand in the file.
struct ConstantTensor {
  /// The most axes; a dense network has two.
  static let mostAxes = 8

  /// What errors call it.
  let name: String
  /// The length of each axis; none for a scalar.
  let shape: [Int]
  /// Row-major. Integers up to 2⁵³ are exact.
  let values: [Double]

  init(name: String, shape: [Int], values: [Double]) {
    self.name = name
    self.shape = shape
    self.values = values
  }

  /// - Throws: for types other than float, double, int32, int64 and bool, numbers in another file, and numbers that do not
  ///   fill the shape.
  init(_ tensor: Onnx_TensorProto) throws(Refusal) {
    name = tensor.name.isEmpty ? "constant" : tensor.name
    guard tensor.dataLocation == .default, tensor.externalData.isEmpty else {
      throw Refusal(
        "the numbers of '\(name)' lie in another file: export without external data (PyTorch: external_data=False), "
          + "or put them in with onnx.save(onnx.load(\"model.onnx\"), \"whole.onnx\")")
    }
    var (count, isSane) = (1, !tensor.hasSegment && tensor.dims.count <= Self.mostAxes)
    shape = tensor.dims.map { Int(clamping: $0) }
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      count = product
      isSane = isSane && !overflow && length >= 0
    }
    guard isSane else { throw Refusal("'\(name)' has the impossible shape \(shape)") }
    values = try Self.numbers(of: tensor, name: name)
    guard values.count == count else {
      throw Refusal("'\(name)' holds \(values.count) numbers for the shape \(shape): the file is damaged")
    }
  }

  private static func numbers(of tensor: Onnx_TensorProto, name: String) throws(Refusal) -> [Double] {
    let raw = tensor.hasRawData ? tensor.rawData : nil
    switch Onnx_TensorProto.DataType(rawValue: Int(tensor.dataType)) {
    case .float:
      return try raw.map { raw throws(Refusal) in
        try decode(raw, name) { Double(Float(bitPattern: $0)) }
      } ?? tensor.floatData.map(Double.init)
    case .double:
      return try raw.map { raw throws(Refusal) in try decode(raw, name) { Double(bitPattern: $0) } }
        ?? tensor.doubleData
    case .int64:
      return try raw.map { raw throws(Refusal) in
        try decode(raw, name) { (bits: UInt64) in Double(Int64(bitPattern: bits)) }
      } ?? tensor.int64Data.map(Double.init)
    case .int32:
      return try raw.map { raw throws(Refusal) in
        try decode(raw, name) { (bits: UInt32) in Double(Int32(bitPattern: bits)) }
      } ?? tensor.int32Data.map(Double.init)
    case .bool:
      return try raw.map { raw throws(Refusal) in try decode(raw, name) { (bits: UInt8) in Double(bits) } }
        ?? tensor.int32Data.map(Double.init)
    case let type:
      throw Refusal(
        "'\(name)' holds numbers of type \(type.map { "\($0)" } ?? "\(tensor.dataType)"): export in single or double precision"
      )
    }
  }

  private static func decode<Bits: FixedWidthInteger>(
    _ raw: Data, _ name: String, _ number: (Bits) -> Double
  ) throws(Refusal) -> [Double] {
    let size = MemoryLayout<Bits>.size
    guard raw.count % size == 0 else { throw Refusal("'\(name)' ends within a number: the file is damaged") }
    return raw.withUnsafeBytes { bytes in
      (0..<raw.count / size).map {
        number(Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * size, as: Bits.self)))
      }
    }
  }
}

extension ConstantTensor {
  /// The numbers as whole ones, for shapes and axes.
  func integers() throws(Refusal) -> [Int] {
    let integers = values.compactMap(Int.init(exactly:))
    guard integers.count == values.count, shape.count <= 1 else {
      throw Refusal("'\(name)' should be a list of integers")
    }
    return integers
  }

  /// One finite number.
  func scalar() throws(Refusal) -> Double {
    guard let value = values.first, values.count == 1, value.isFinite else {
      throw Refusal("'\(name)' should be one finite number")
    }
    return value
  }

  /// A number for each column of a matrix [N, `width`] that this tensor is added to or multiplied with.
  /// - Throws: if it would not fit, widen the matrix or tell its rows apart, or is not finite.
  func row(width: Int) throws(Refusal) -> [Double] {
    guard shape.count <= 2, shape.dropLast().allSatisfy({ $0 == 1 }), values.count == 1 || values.count == width else {
      throw Refusal(
        "'\(name)' of shape \(shape) does not fit \(width) columns: expected one number for each, or one for all")
    }
    guard values.allSatisfy(\.isFinite) else { throw Refusal("'\(name)' holds a number that is not finite") }
    return values.count == width ? values : [Double](repeating: values[0], count: width)
  }

  /// The two lengths of a matrix.
  func matrix() throws(Refusal) -> (rows: Int, columns: Int) {
    guard shape.count == 2 else { throw Refusal("'\(name)' of shape \(shape) should be a matrix") }
    return (shape[0], shape[1])
  }

  /// The matrix with rows and columns exchanged.
  func transposed() throws(Refusal) -> ConstantTensor {
    let (rows, columns) = try matrix()
    var exchanged = [Double](repeating: 0, count: values.count)
    for row in 0..<rows {
      for column in 0..<columns { exchanged[column * rows + row] = values[row * columns + column] }
    }
    return ConstantTensor(name: name, shape: [columns, rows], values: exchanged)
  }

  /// Applies a function to each number.
  func map(_ body: (Double) -> Double) -> ConstantTensor {
    ConstantTensor(name: name, shape: shape, values: values.map(body))
  }

  /// Combines numbers of the same place; one of the two may be a single number.
  func combined(
    with other: ConstantTensor, _ body: (Double, Double) -> Double
  ) throws(Refusal) -> ConstantTensor {
    if shape == other.shape {
      return ConstantTensor(name: name, shape: shape, values: zip(values, other.values).map(body))
    }
    if other.values.count == 1, other.shape.count <= shape.count { return map { body($0, other.values[0]) } }
    if values.count == 1, shape.count <= other.shape.count { return other.map { body(values[0], $0) } }
    throw Refusal("the constants '\(name)' of shape \(shape) and '\(other.name)' of shape \(other.shape) do not fit")
  }
}
