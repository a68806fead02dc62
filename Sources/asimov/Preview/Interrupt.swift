import Dispatch
import Foundation

/// Ctrl-C, and the signal that asks a process to end.
enum Interrupt {
  /// Returns when either signal comes or the task is cancelled; until then neither ends the process.
  static func wait() async {
    let (signals, continuation) = AsyncStream<Void>.makeStream()
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
    for await _ in signals { break }
    for source in sources { source.cancel() }
  }
}
