import Foundation

/// The machine's peak in fused multiply-adds of eight floats, the instruction that `Learning`'s kernels are made of.
public enum FusedMultiplyAdd {
  /// Independent chains in flight. A core that starts two an instruction cycle, each four or five cycles long, needs 8 or 10;
  /// 12 and two operands fill 14 of the 16 registers of AVX2.
  static let chains = 12

  /// Floating-point operations a second, counting a multiply-add as two, of so many threads together.
  /// - Parameters:
  ///   - threads: how many, ≥ 1.
  ///   - steps: multiply-adds of each chain; 10⁸ take about 0.2 s.
  /// - Returns: operations over the time of the slowest thread.
  public static func operationsPerSecond(threads: Int, steps: Int = 100_000_000) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    // Threads of our own: `concurrentPerform` is free to do all on one.
    let group = DispatchGroup()
    for thread in 0..<threads {
      group.enter()
      Thread.detachNewThread {
        // The sum must be looked at, or the compiler leaves the loop out.
        let sum = run(steps: steps, factor: 0.999, term: Float(thread + 1))
        precondition(sum.isFinite)
        group.leave()
      }
    }
    group.wait()
    let seconds = (clock.now - start) / .seconds(1)
    return Double(2 * SIMD8<Float>.scalarCount * chains * steps * threads) / seconds
  }

  /// Runs x := x · factor + term in every chain.
  @inline(never)
  static func run(steps: Int, factor: Float, term: Float) -> Float {
    let (f, t) = (SIMD8<Float>(repeating: factor), SIMD8<Float>(repeating: term))
    // Chains that start alike would be computed once.
    var (x0, x1, x2, x3) = (t, t + 1, t + 2, t + 3)
    var (x4, x5, x6, x7) = (t + 4, t + 5, t + 6, t + 7)
    var (x8, x9, x10, x11) = (t + 8, t + 9, t + 10, t + 11)
    for _ in 0..<steps {
      x0 = t.addingProduct(x0, f)
      x1 = t.addingProduct(x1, f)
      x2 = t.addingProduct(x2, f)
      x3 = t.addingProduct(x3, f)
      x4 = t.addingProduct(x4, f)
      x5 = t.addingProduct(x5, f)
      x6 = t.addingProduct(x6, f)
      x7 = t.addingProduct(x7, f)
      x8 = t.addingProduct(x8, f)
      x9 = t.addingProduct(x9, f)
      x10 = t.addingProduct(x10, f)
      x11 = t.addingProduct(x11, f)
    }
    let sums = (x0 + x1 + x2 + x3) + (x4 + x5 + x6 + x7) + (x8 + x9 + x10 + x11)
    return sums.sum()
  }
}
