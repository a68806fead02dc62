import Foundation
import Peak

/// Answers one line of standard output, JSON, for each command read from standard input, until that ends:
///
///     epoch 23 asimov 4096 2      → {"seconds": [0.031, 0.030], "loss": 0.3}
///     score 23 5                  → {"seconds": [0.011, 0.011, 0.011, 0.011, 0.011]}
///     scan 0.1,0.5 3              → {"seconds": [0.9, 0.9, 0.9], "significances": [7.1, 5.2]}
///     growth 0.1,0.5 3 100000     → {"seconds": [0.01, 0.01, 0.01], "significances": [7.1, 5.2]}
///     read 3                      → {"seconds": [0.9, 0.9, 0.9], "last": [1.2, 0.3]}
///     generate 600,400 20000      → {"seconds": [0.05], "processor": 0.1, "effective": 0.9}
///     peak 2                      → {"operations": 2.1e11}
///
/// The words of `epoch` are the widths of the hidden layers, the loss, the batch size and the number of epochs that count;
/// its answer's loss is that of the second epoch. `score` is followed by widths and repetitions, `scan` by systematics and
/// repetitions, `read`, of a ROOT file, by repetitions, `growth` by the same and how many scores of another sample to scan, `peak` by threads.
/// `generate` is followed by the masses of top squark and LSP, or `top-pair`, and the number of events; its seconds are those of 1000
/// events. The peers' workers speak the same.
///
/// With other arguments it makes events for a study that is no part of these, writes them to a file, and ends:
///
///     Worker events 600,400 1000000 1 FILE
///                                 → {"seconds": 40.1, "columns": ["weight", "HT", …]}
///
/// The words are as of `generate`, and behind them a seed.
@main
enum Worker {
  static func main() throws {
    let arguments = CommandLine.arguments
    if arguments.count == 6, arguments[1] == "events" {
      let sample = try GeneratedSample(masses: masses(arguments[2]))
      return try answer(
        sample.write(count: number(arguments[3]), seed: number(arguments[4]), to: URL(filePath: arguments[5])))
    }
    guard arguments.count == 3, let threads = Int(arguments[2]) else {
      throw WorkerError(
        "usage: Worker <folder of the data> <threads>, or Worker events <masses> <events> <seed> <file>")
    }
    let folder = URL(filePath: arguments[1])
    let events = try BenchmarkEvents(folder: folder, threads: threads)
    try answer(["ready": true])
    while let line = readLine() {
      let words = line.split(separator: " ").map(String.init)
      switch words.first {
      case "scan", "growth": try answer(scan(words, in: folder))
      case "read" where words.count == 2: try answer(RootEvents(folder: folder).timeReading(count: number(words[1])))
      case "generate" where words.count == 3:
        try answer(GeneratedSample(masses: masses(words[1])).time(count: number(words[2]), threads: threads))
      default: try answer(run(words, on: events))
      }
    }
  }

  private static func run(_ words: [String], on events: BenchmarkEvents) throws -> [String: Any] {
    switch words.first {
    case "epoch" where words.count == 5:
      let outcome = try events.timeEpochs(
        hidden: widths(words[1]), loss: try loss(words[2]), batchSize: number(words[3]), count: number(words[4]))
      return ["seconds": outcome.seconds, "loss": outcome.loss]
    case "score" where words.count == 3:
      return ["seconds": try events.timeScoring(hidden: widths(words[1]), count: number(words[2]))]
    case "peak" where words.count == 2:
      return ["operations": FusedMultiplyAdd.operationsPerSecond(threads: try number(words[1]))]
    default: throw WorkerError("unknown command '\(words.joined(separator: " "))'")
    }
  }

  private static func scan(_ words: [String], in folder: URL) throws -> [String: Any] {
    guard words.count == (words[0] == "growth" ? 4 : 3) else {
      throw WorkerError("unknown command '\(words.joined(separator: " "))'")
    }
    let systematics = try words[1].split(separator: ",").map { word in
      guard let systematic = Double(word) else { throw WorkerError("'\(word)' is no number") }
      return systematic
    }
    let scores = try ScanEvents(words[0], folder: folder, count: words.count > 3 ? number(words[3]) : nil)
    let outcome = try scores.timeScan(systematics: systematics, count: number(words[2]))
    return ["seconds": outcome.seconds, "significances": outcome.significances]
  }

  private static func answer(_ values: [String: Any]) throws {
    try FileHandle.standardOutput.write(contentsOf: JSONSerialization.data(withJSONObject: values) + Data("\n".utf8))
  }

  private static func widths(_ word: String) throws -> [Int] { try word.split(separator: ",").map { try number($0) } }

  /// Of the top squark and the LSP; none for pairs of tops.
  private static func masses(_ word: String) throws -> [Double] {
    try word == "top-pair" ? [] : widths(word).map(Double.init)
  }

  private static func number(_ word: some StringProtocol) throws -> Int {
    guard let number = Int(word), number > 0 else { throw WorkerError("'\(word)' is no number above 0") }
    return number
  }
}

/// A line that cannot be answered.
struct WorkerError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
