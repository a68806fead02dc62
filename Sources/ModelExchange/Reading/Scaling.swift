/// x → (x − mean)/deviation for each column: what additions of and multiplications with constants come to.
///
/// In this form the usual standardisation, a subtraction and a division, is kept to the bit.
struct Scaling: Hashable {
  private(set) var means: [Double]
  /// Not 0; negative where signs change.
  private(set) var deviations: [Double]

  /// Leaves columns as they are.
  init(width: Int) {
    means = [Double](repeating: 0, count: width)
    deviations = [Double](repeating: 1, count: width)
  }

  /// - Throws: if a mean or a deviation is not finite, or a deviation is 0 or has no inverse.
  init(means: [Double], deviations: [Double]) throws(Refusal) {
    self.means = means
    self.deviations = deviations
    try check()
  }

  /// The number of columns.
  var width: Int { means.count }

  var isIdentity: Bool { means.allSatisfy { $0 == 0 } && deviations.allSatisfy { $0 == 1 } }

  /// Followed by an addition: (x − m)/d + c = (x − (m − c d))/d.
  func adding(_ row: [Double]) throws(Refusal) -> Scaling {
    try Scaling(means: (0..<width).map { means[$0] - row[$0] * deviations[$0] }, deviations: deviations)
  }

  /// Followed by a subtraction.
  func subtracting(_ row: [Double]) throws(Refusal) -> Scaling { try adding(row.map { -$0 }) }

  /// Followed by a multiplication.
  func multiplied(by row: [Double]) throws(Refusal) -> Scaling {
    try Scaling(means: means, deviations: (0..<width).map { deviations[$0] / row[$0] })
  }

  /// Followed by a division.
  func divided(by row: [Double]) throws(Refusal) -> Scaling {
    try Scaling(means: means, deviations: (0..<width).map { deviations[$0] * row[$0] })
  }

  /// Followed by a change of sign.
  func negated() throws(Refusal) -> Scaling { try Scaling(means: means, deviations: deviations.map { -$0 }) }

  private func check() throws(Refusal) {
    guard means.allSatisfy(\.isFinite), deviations.allSatisfy({ $0.isFinite && $0 != 0 && (1 / $0).isFinite }) else {
      throw Refusal(
        "a column is multiplied with or divided by 0, or by a number so large or small that nothing is left")
    }
  }
}
