import Notebook

extension Value {
  /// The mean, with the standard deviation of the sample as its uncertainty where there are several numbers.
  /// - Parameter numbers: at least one.
  static func spread(_ numbers: [Double]) -> Value {
    let count = Double(numbers.count)
    let mean = numbers.reduce(0, +) / count
    guard numbers.count > 1 else { return .number(mean) }
    let squares = numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    return .number(mean, uncertainty: (squares / (count - 1)).squareRoot())
  }
}
