import Testing

@testable import Events

@Suite struct PromiseTests {
  /// Whatever an event looks like, what survives has on average the weight that there was.
  @Test(arguments: Promise.Stage.allCases) func keepsTheMeanWeight(stage: Promise.Stage) {
    var (promise, random) = (Promise(), EventRandom(seed: 5, attempt: 1))
    promise.begin(original: 1)
    for _ in 0..<20 {
      var inputs = SIMD16<Float>.zero
      for index in 0..<16 { inputs[index] = Float(2 * random.uniform() - 1) }
      let (count, weight) = (20_000, 0.3)
      var (sum, squares) = (0.0, 0.0)
      for _ in 0..<count {
        var after = weight
        guard promise.survives(stage, inputs, weight: &after, &random) else { continue }
        sum += after
        squares += after * after
      }
      let mean = sum / Double(count)
      let error = (max(squares / Double(count) - mean * mean, 0) / Double(count)).squareRoot()
      #expect(abs(mean - weight) <= 5 * error + 1e-12)
    }
  }

  @Test func networksReadTheirNumbers() {
    // One unit that counts, 2 (x − 1)/(1 + |x − 1|), and an offset of −1.
    var numbers = [Int](repeating: 0, count: 289)
    numbers[0] = 1024
    numbers[256] = -1024
    numbers[272] = 2048
    numbers[288] = -1024
    let network = PromiseNetwork(text: numbers.map(String.init).joined(separator: " "))
    var inputs = SIMD16<Float>.zero
    inputs[0] = 4
    // 2 · 3/4 − 1 = 0.5.
    #expect(abs(network.chance(inputs) - 0.6224593312018546) < 1e-6)
  }
}
