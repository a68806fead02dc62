import Dispatch
import Foundation
import Synchronization

/// Work that is cut in pieces, which all cores take one after the other.
enum ParallelPieces {
  /// Runs `body` for 0..<count with one `Scratch` a core, until a piece fails.
  ///
  /// - Returns: what the first piece in the order of their numbers says that fails. That is the same for any number of cores:
  ///   pieces are begun in order, and what is begun is finished.
  static func run<Scratch: AnyObject, Failure: Sendable>(
    _ count: Int, scratch: @Sendable () -> Scratch, body: @Sendable (Int, Scratch) -> Failure?
  ) -> Failure? {
    let next = Atomic(0)
    let first = Mutex<(piece: Int, failure: Failure)?>(nil)
    guard count > 0 else { return nil }
    let cores = min(count, ProcessInfo.processInfo.activeProcessorCount)
    DispatchQueue.concurrentPerform(iterations: cores) { _ in
      let scratch = scratch()
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard piece < count else { return }
        if let failure = body(piece, scratch) {
          next.store(count, ordering: .relaxed)
          first.withLock { if $0.map({ piece < $0.piece }) ?? true { $0 = (piece, failure) } }
          return
        }
      }
    }
    return first.withLock { $0?.failure }
  }
}

/// For pieces that need none.
final class NoScratch {}

/// Room for bytes that grows as it must and is used again.
final class GrowingBytes {
  private var room = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  deinit { room.deallocate() }

  /// The first `count` bytes of it, whose content is anything.
  func bytes(_ count: Int) -> UnsafeMutableRawBufferPointer {
    if count > room.count {
      room.deallocate()
      room = .allocate(byteCount: max(count, 1 << 16), alignment: 16)
    }
    return UnsafeMutableRawBufferPointer(rebasing: room[..<count])
  }
}

/// Columns of numbers whose places are written by several threads.
///
/// `@unchecked Sendable`: pieces of work write disjoint ranges of events, and the memory outlives them, since they run inside
/// ``filled(_:count:_:)``.
struct ColumnBuffers: @unchecked Sendable {
  private var buffers: [UnsafeMutableBufferPointer<Float>] = []

  subscript(column: Int) -> UnsafeMutableBufferPointer<Float> { buffers[column] }

  /// Columns of `count` numbers that `fill` has written.
  static func filled<Failure: Error>(
    _ columns: Int, count: Int, _ fill: (ColumnBuffers) -> Failure?
  ) -> Result<[[Float]], Failure> {
    var values: [[Float]] = []
    values.reserveCapacity(columns)
    var buffers = ColumnBuffers()
    buffers.buffers.reserveCapacity(columns)
    let failure = next(columns, count, &values, &buffers, fill)
    if let failure { return .failure(failure) }
    return .success(values.reversed())
  }

  /// Sets one column aside and goes on with the next, within its scope; the last one fills all.
  private static func next<Failure>(
    _ columns: Int, _ count: Int, _ values: inout [[Float]], _ buffers: inout ColumnBuffers,
    _ fill: (ColumnBuffers) -> Failure?
  ) -> Failure? {
    guard buffers.buffers.count < columns else { return fill(buffers) }
    var failure: Failure?
    let column = [Float](unsafeUninitializedCapacity: count) { buffer, initialised in
      buffers.buffers.append(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      failure = next(columns, count, &values, &buffers, fill)
      initialised = failure == nil ? count : 0
    }
    values.append(column)
    return failure
  }
}
