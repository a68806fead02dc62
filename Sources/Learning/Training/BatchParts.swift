/// How a batch is divided among threads: blocks of up to 64 events of one class, in up to eight parts.
///
/// The division depends on the batch alone. Each part has sums of its own, which are added in the order of the parts, so
/// that the number of threads changes no bit.
struct BatchParts {
  static let most = 8

  /// Signal and background events of the batch.
  let signal: Int
  let background: Int
  /// Both together.
  var events: Int { signal + background }

  private let signalBlocks: Int
  private let blocks: Int
  /// How many parts there are.
  let count: Int

  init(signal: Int, background: Int) {
    (self.signal, self.background) = (signal, background)
    signalBlocks = (signal + BlockPass.size - 1) / BlockPass.size
    blocks = signalBlocks + (background + BlockPass.size - 1) / BlockPass.size
    count = max(1, min(Self.most, blocks))
  }

  /// The events of a block.
  struct Block {
    let isSignal: Bool
    /// Counted within the batch's events of the class.
    let events: Range<Int>
  }

  func blocks(of part: Int) -> Range<Int> { part * blocks / count..<(part + 1) * blocks / count }

  func block(_ index: Int) -> Block {
    let isSignal = index < signalBlocks
    let start = (isSignal ? index : index - signalBlocks) * BlockPass.size
    return Block(isSignal: isSignal, events: start..<min(start + BlockPass.size, isSignal ? signal : background))
  }

  /// The parts that hold signal events, which are the first.
  var signalParts: Range<Int> {
    var end = 0
    while end < count, blocks(of: end).lowerBound < signalBlocks, !blocks(of: end).isEmpty { end += 1 }
    return 0..<end
  }

  /// The parts that hold background events, which are the last.
  var backgroundParts: Range<Int> {
    var start = count
    while start > 0, blocks(of: start - 1).upperBound > signalBlocks, !blocks(of: start - 1).isEmpty { start -= 1 }
    return start..<count
  }
}
