@testable import Events

/// Fits the networks of ``Promise`` to events of which none was thinned out.
struct PromiseFit {
  /// An event at a stage, and its chance to pass: 0, or that of a b-tag.
  struct Example {
    var inputs: SIMD16<Float>
    var chance: Float
  }

  /// By stage.
  private(set) var examples = [[Example]](repeating: [], count: Promise.Stage.allCases.count)

  /// Adds so many events that come to their first stage.
  mutating func add(_ process: StopSearchGenerator.Process, count: Int, seed: UInt64) throws {
    var maker = try StopSearchGenerator(process).maker(seed: seed)
    maker.promise.isRecording = true
    var (rows, attempt, made) = ([Float](), UInt64(0), 0)
    while made < count {
      rows.removeAll(keepingCapacity: true)
      maker.make(attempt, appendingTo: &rows)
      attempt += 1
      if !maker.promise.looks.isEmpty { made += 1 }
      let chance = rows.isEmpty ? 0 : Float(maker.tagChance)
      for look in maker.promise.looks {
        examples[look.stage.rawValue].append(Example(inputs: look.inputs, chance: chance))
      }
    }
  }

  /// What a network has to learn: the hidden layer's rows, its offsets, the output's row, and its offset in the first place of the last.
  private typealias Rows = [SIMD16<Float>]

  /// Minimises the cross-entropy (D. P. Kingma, J. Ba, arXiv:1412.6980), with a rate that falls to 0 as a cosine does.
  func network(of stage: Promise.Stage, epochs: Int, seed: UInt64) -> (network: PromiseNetwork, text: String) {
    let examples = examples[stage.rawValue]
    var random = Philox(seed: seed)
    let width = PromiseNetwork.width
    var rows: Rows = (0..<width + 3).map { row in
      let size: Float = row < width ? 1 : row == width + 1 ? 0.3 : 0
      return SIMD16((0..<width).map { _ in size * (Float(random.nextWord()) * 0x1p-31 - 1) })
    }
    var (means, squares) = (Rows(repeating: .zero, count: rows.count), Rows(repeating: .zero, count: rows.count))
    let batch = 1024
    let batches = examples.count / batch
    for epoch in 0..<epochs {
      let order = random.permutation(of: examples.count)
      for index in 0..<batches {
        let step = epoch * batches + index
        let done = Double(step) / Double(epochs * batches)
        let rate = Float(0.02 * 0.5 * (1 + Numerics.sinCos(turns: 0.5 * done).cos)) * min(1, Float(step + 1) / 200)
        let slope = Self.slope(of: rows, order[index * batch..<(index + 1) * batch].lazy.map { examples[$0] })
        let corrections = (
          1 - Float(Numerics.pow(0.9, Double(step + 1))), 1 - Float(Numerics.pow(0.999, Double(step + 1)))
        )
        for row in rows.indices {
          let part = slope[row] * (1 / Float(batch))
          means[row] = means[row] * 0.9 + part * 0.1
          squares[row] = squares[row] * 0.999 + part * part * 0.001
          let spread = (squares[row] / corrections.1).squareRoot() + 1e-8
          rows[row] -= rate * (means[row] / corrections.0) / spread
        }
      }
    }
    let numbers = rows.dropLast().flatMap { row in (0..<width).map { row[$0] } } + [rows[width + 2][0]]
    let text = numbers.map { "\(Int(($0 / PromiseNetwork.unit).rounded()))" }
    return (PromiseNetwork(text: text.joined(separator: " ")), Self.lines(text))
  }

  /// The sum over examples of the cross-entropy's derivatives.
  private static func slope(of rows: Rows, _ batch: some Sequence<Example>) -> Rows {
    let width = PromiseNetwork.width
    var slope = Rows(repeating: .zero, count: rows.count)
    for example in batch {
      var sum = rows[width]
      for input in 0..<width { sum += rows[input] * example.inputs[input] }
      let inverse = 1 / (1 + sum.replacing(with: -sum, where: sum .< 0))
      let unit = sum * inverse
      let logit = (unit * rows[width + 1]).sum() + rows[width + 2][0]
      let excess = 1 / (1 + Float(Numerics.exp(-Double(logit)))) - example.chance
      slope[width + 2][0] += excess
      slope[width + 1] += unit * excess
      let back = rows[width + 1] * inverse * inverse * excess
      slope[width] += back
      for input in 0..<width { slope[input] += back * example.inputs[input] }
    }
    return slope
  }

  /// Numbers in lines that are not too long.
  private static func lines(_ numbers: [String]) -> String {
    var lines = [""]
    for number in numbers {
      if lines[lines.count - 1].count + number.count > 110 { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + number
    }
    return lines.map { "    \($0)" }.joined(separator: "\n")
  }

  /// The mean cross-entropy of a network.
  func crossEntropy(of stage: Promise.Stage, _ network: PromiseNetwork) -> Double {
    var sum = 0.0
    for example in examples[stage.rawValue] {
      let (chance, passes) = (min(network.chance(example.inputs), 1 - 1e-7), Double(example.chance))
      sum -= passes * Numerics.log(chance) + (1 - passes) * Numerics.log(1 - chance)
    }
    return sum / Double(examples[stage.rawValue].count)
  }
}
