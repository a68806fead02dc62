/// The order of the events in an epoch, cut into batches: of each batch first the signal events, then the background.
///
/// Keeping the classes apart within a batch lets the kernels sum ∂s/∂θ and ∂b/∂θ by themselves in one pass, and costs
/// nothing: a batch is a sum, in which the order of the events does not count.
final class EpochOrder {
  /// Rows of the signal events and of the background events, batch after batch.
  let signal: UnsafeMutableBufferPointer<UInt32>
  let background: UnsafeMutableBufferPointer<UInt32>
  /// All rows in one order, for plain sampling; empty otherwise.
  private let all: UnsafeMutableBufferPointer<UInt32>
  /// Where each batch begins in `signal`; one more than there are batches.
  private(set) var signalStarts: [Int] = []
  /// The same for `background`.
  private(set) var backgroundStarts: [Int] = []
  private let sampling: Sampling
  private let seed: UInt64

  init(signalCount: Int, count: Int, sampling: Sampling, seed: UInt64) {
    signal = .allocate(capacity: signalCount)
    background = .allocate(capacity: count - signalCount)
    all = .allocate(capacity: sampling == .plain ? count : 0)
    (self.sampling, self.seed) = (sampling, seed)
  }

  deinit {
    signal.deallocate()
    background.deallocate()
    all.deallocate()
  }

  var batches: Int { signalStarts.count - 1 }

  /// Orders the events of an epoch, on all threads of a team.
  func shuffle(epoch: Int, batchSize: Int, team: WorkerTeam) {
    let number = UInt64(epoch)
    switch sampling {
    case .stratified:
      team.run { [self] thread in
        if thread == 0 {
          Self.fill(signal, from: 0)
          Permutation.shuffle(signal, seed: seed, stream: RandomStream.signalOrder, epoch: number)
        }
        if thread == team.count - 1 {
          Self.fill(background, from: signal.count)
          Permutation.shuffle(background, seed: seed, stream: RandomStream.backgroundOrder, epoch: number)
        }
      }
      cut(batchSize)
    case .plain:
      Self.fill(all, from: 0)
      Permutation.shuffle(all, seed: seed, stream: RandomStream.order, epoch: number)
      part(batchSize)
    }
  }

  /// Batches with both classes in the proportion of the sample.
  private func cut(_ batchSize: Int) {
    let count = signal.count + background.count
    let starts = Array(stride(from: 0, to: count, by: batchSize)) + [count]
    signalStarts = starts.map { start in
      let (high, low) = start.multipliedFullWidth(by: signal.count)
      return count.dividingFullWidth((high, low)).quotient
    }
    backgroundStarts = zip(starts, signalStarts).map { $0 - $1 }
  }

  /// Batches as they come.
  private func part(_ batchSize: Int) {
    var (signals, backgrounds) = (0, 0)
    (signalStarts, backgroundStarts) = ([], [])
    for start in stride(from: 0, to: all.count, by: batchSize) {
      signalStarts.append(signals)
      backgroundStarts.append(backgrounds)
      for place in start..<min(start + batchSize, all.count) {
        if all[place] < signal.count {
          signal[signals] = all[place]
          signals += 1
        } else {
          background[backgrounds] = all[place]
          backgrounds += 1
        }
      }
    }
    signalStarts.append(signals)
    backgroundStarts.append(backgrounds)
  }

  private static func fill(_ numbers: UnsafeMutableBufferPointer<UInt32>, from first: Int) {
    for place in numbers.indices { numbers[place] = UInt32(truncatingIfNeeded: first &+ place) }
  }
}
