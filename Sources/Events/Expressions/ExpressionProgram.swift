import Foundation

/// The steps that evaluate an expression for a block of events, each a loop over registers of that many numbers.
struct ExpressionProgram {
  private enum Step {
    case constant(Double)
    case column(Int)
    case one((Double) -> Double)
    case two((Double, Double) -> Double)
    case three((Double, Double, Double) -> Double)
    case four((Double, Double, Double, Double) -> Double)

    /// How many registers it takes from the top of the stack; it leaves one.
    var operands: Int {
      switch self {
      case .constant, .column: 0
      case .one: 1
      case .two: 2
      case .three: 3
      case .four: 4
      }
    }
  }

  private var steps: [Step] = []
  /// The most registers in use at once.
  private var registers = 0

  init(_ node: ExpressionNode) {
    append(node)
    var inUse = 0
    for step in steps {
      inUse += 1 - step.operands
      registers = max(registers, inUse)
    }
  }

  private mutating func append(_ node: ExpressionNode) {
    switch node {
    case .number(let value): steps.append(.constant(value))
    case .column(let index): steps.append(.column(index))
    case .unary(let symbol, let operand):
      append(operand)
      steps.append(.one(symbol == .not ? { 1 - $0 } : { -$0 }))
    case .binary(let symbol, let left, let right):
      append(left)
      append(right)
      steps.append(.two(symbol.ofTwo))
    case .call(let function, let arguments): append(function, arguments)
    }
  }

  private mutating func append(_ function: ExpressionFunction, _ arguments: [ExpressionNode]) {
    for (place, argument) in arguments.enumerated() {
      append(argument)
      // min and max of several go pair by pair.
      if place > 0, let pair = function.ofTwo { steps.append(.two(pair)) }
    }
    if let one = function.ofOne { steps.append(.one(one)) }
    if function == .where { steps.append(.three { $0.isNaN ? .nan : $0 != 0 ? $1 : $2 }) }
    if function == .deltaR {
      steps.append(.four { hypot($0 - $2, ExpressionFunction.deltaPhi($1, $3)) })
    }
  }

  private static let block = 1024

  /// The value for each of `count` events. A condition is 1 where it holds, 0 where not and NaN where it is undefined.
  func values<Number: BinaryFloatingPoint>(of columns: [[Number]], count: Int) -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { result, initialised in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: max(registers, 1) * Self.block) { stack in
        for start in stride(from: 0, to: count, by: Self.block) {
          let length = min(Self.block, count - start)
          run(stack, columns, start, length)
          for index in 0..<length { result.initializeElement(at: start + index, to: stack[index]) }
        }
      }
      initialised = count
    }
  }

  private func run<Number: BinaryFloatingPoint>(
    _ stack: UnsafeMutableBufferPointer<Double>, _ columns: [[Number]], _ start: Int, _ length: Int
  ) {
    var top = 0
    for step in steps {
      let first = (top - step.operands) * Self.block
      func register(_ number: Int, _ index: Int) -> Double { stack[first + number * Self.block + index] }
      switch step {
      case .constant(let value): for index in 0..<length { stack[first + index] = value }
      case .column(let column):
        columns[column].withUnsafeBufferPointer { values in
          for index in 0..<length { stack[first + index] = Double(values[start + index]) }
        }
      case .one(let function): for index in 0..<length { stack[first + index] = function(register(0, index)) }
      case .two(let function):
        for index in 0..<length { stack[first + index] = function(register(0, index), register(1, index)) }
      case .three(let function):
        for index in 0..<length {
          stack[first + index] = function(register(0, index), register(1, index), register(2, index))
        }
      case .four(let function):
        for index in 0..<length {
          stack[first + index] = function(
            register(0, index), register(1, index), register(2, index), register(3, index))
        }
      }
      top += 1 - step.operands
    }
  }
}

extension ExpressionOperator {
  /// Conditions are 1, 0 or, where an operand is undefined, NaN: Kleene's logic, in which a condition that decides the whole
  /// lets the other be undefined.
  fileprivate var ofTwo: (Double, Double) -> Double {
    switch self {
    case .or: { $0 == 1 || $1 == 1 ? 1 : $0 + $1 }
    case .and: { $0 == 0 || $1 == 0 ? 0 : $0 * $1 }
    case .equal: Self.comparing { $0 == $1 }
    case .unequal: Self.comparing { $0 != $1 }
    case .less: Self.comparing { $0 < $1 }
    case .lessOrEqual: Self.comparing { $0 <= $1 }
    case .greater: Self.comparing { $0 > $1 }
    case .greaterOrEqual: Self.comparing { $0 >= $1 }
    case .plus: { $0 + $1 }
    case .minus, .not: { $0 - $1 }
    case .times: { $0 * $1 }
    case .divided: { $0 / $1 }
    // With the sign of the dividend, as in C.
    case .remainder: { fmod($0, $1) }
    case .power: { pow($0, $1) }
    }
  }

  private static func comparing(_ holds: @escaping (Double, Double) -> Bool) -> (Double, Double) -> Double {
    { $0.isNaN || $1.isNaN ? .nan : holds($0, $1) ? 1 : 0 }
  }
}
