/// A running sum that carries the rounding error of every addition along (Neumaier, ZAMM 54 (1974) 39), so that the sum of
/// 10⁶ weights is as good as one rounding.
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  var value: Double { sum + lost }

  mutating func add(_ term: Double) {
    let next = sum + term
    lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }
}
