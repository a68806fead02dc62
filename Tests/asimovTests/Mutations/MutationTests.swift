import Foundation
import Notebook
import Report
import Synchronization
import Testing

/// No text that anyone may write, or a cat on the keyboard, crashes the checker, hangs it, or is told a place that is not
/// there.
@Suite(.serialized) struct MutationTests {
  #if DEBUG
    static let count: UInt64 = 4000
  #else
    static let count: UInt64 = 100_000
  #endif

  /// One in so many goes through the page too, which sets its formulas: those take most of the time.
  private static let pages: UInt64 = 4

  /// The seed of a failure is all that is needed to see it again: give it to ``check(_:_:_:)``.
  @Test func noMutationOfATemplateCrashesOrHangsTheCheckerOrLosesAPlace() async throws {
    let templates = try Checker.templates()
    let watchdog = Watchdog(patience: .seconds(60))
    watchdog.start()
    defer { watchdog.end() }
    let next = Atomic<UInt64>(0)
    let faults = Mutex<[String]>([])
    let workers = ProcessInfo.processInfo.activeProcessorCount
    // Threads of their own, with the stack that the command's main thread has.
    await withCheckedContinuation { continuation in
      let running = Atomic<Int>(workers)
      for worker in 0..<workers {
        let thread = Thread {
          Self.work(worker, next, templates, watchdog, faults)
          if running.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { continuation.resume() }
        }
        thread.stackSize = 8 << 20
        thread.start()
      }
    }
    #expect(faults.withLock { $0.prefix(20).joined(separator: "\n") } == "")
    print("the slowest of \(Self.count) mutations is seed \(watchdog.slowest.seed): \(watchdog.slowest.time)")
  }

  private static func work(
    _ worker: Int, _ next: borrowing Atomic<UInt64>, _ templates: [[UInt8]], _ watchdog: Watchdog,
    _ faults: borrowing Mutex<[String]>
  ) {
    // A crash ends the process: what it was at stays in this file.
    let trace = FileManager.default.temporaryDirectory.appendingPathComponent("asimov-mutation-\(worker)")
    try? Data().write(to: trace)
    let file = try? FileHandle(forWritingTo: trace)
    defer { try? FileManager.default.removeItem(at: trace) }
    var math = MathTypesetter()
    while true {
      let seed = next.add(1, ordering: .relaxed).oldValue
      guard seed < count else { return }
      try? file?.seek(toOffset: 0)
      try? file?.write(contentsOf: Data("\(seed)\n".utf8))
      // It keeps every formula that it has set.
      if seed % 2000 == 0 { math = MathTypesetter() }
      let mistakes = watchdog.watch(seed, worker: worker) { check(seed, templates, math) }
      if !mistakes.isEmpty { faults.withLock { $0 += mistakes } }
    }
  }

  /// The places that are none.
  private static func check(_ seed: UInt64, _ templates: [[UInt8]], _ math: MathTypesetter) -> [String] {
    let text = Mutation(seed: seed, of: templates).string
    let mistakes = Checker.mistakes(in: text, math: seed % pages == 0 ? math : nil)
    return Checker.faults(mistakes, in: text).map { "seed \(seed): \($0)" }
  }

  @Test func theTemplatesThatAreMutatedHaveNoMistakes() throws {
    let math = MathTypesetter()
    for template in try Checker.templates() {
      let text = String(decoding: template, as: UTF8.self)
      #expect(Checker.mistakes(in: text, math: math).map(\.description) == [])
    }
  }
}
