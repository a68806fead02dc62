/// A network of one hidden layer that estimates a chance to pass: 16 inputs, 16 units with z/(1 + |z|), and the logistic function.
struct PromiseNetwork: Sendable {
  static let width = 16

  /// For each input its weights to the units, and last the units' offsets.
  private let hidden: [SIMD16<Float>]
  private let output: SIMD16<Float>
  private let offset: Float

  /// What the numbers of the text are in units of.
  static let unit: Float = 0x1p-10

  /// - Parameter text: 17 · 16 whole numbers of the hidden layer, 16 of the output, and its offset.
  init(text: String) {
    let numbers = text.split { $0 == " " || $0.isNewline }.compactMap { Int($0) }.map { Float($0) * Self.unit }
    precondition(numbers.count == Self.width * (Self.width + 2) + 1)
    let rows = (0..<Self.width + 2).map { row in
      SIMD16<Float>((0..<Self.width).map { numbers[row * Self.width + $0] })
    }
    self.init(hidden: Array(rows.dropLast()), output: rows[Self.width + 1], offset: numbers[numbers.count - 1])
  }

  init(hidden: [SIMD16<Float>], output: SIMD16<Float>, offset: Float) {
    self.hidden = hidden
    self.output = output
    self.offset = offset
  }

  /// The chance, between 10⁻⁴ and 1.
  @inline(__always) func chance(_ inputs: SIMD16<Float>) -> Double {
    let unit = hidden.withUnsafeBufferPointer { hidden in
      var sum = hidden[Self.width]
      for input in 0..<Self.width { sum += hidden[input] * inputs[input] }
      return sum
    }
    let size = unit.replacing(with: -unit, where: unit .< 0)
    let product = output * unit / (1 + size)
    let half = product.lowHalf + product.highHalf
    let quarter = half.lowHalf + half.highHalf
    let logit = Double((quarter[0] + quarter[1]) + (quarter[2] + quarter[3]) + offset)
    return max(1 / (1 + Numerics.exp(-logit)), 1e-4)
  }
}
