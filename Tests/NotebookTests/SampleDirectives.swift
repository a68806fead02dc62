import Notebook
import Storage
import Synchronization

/// Directives that compute next to nothing, to test the engine with.
struct Source: Directive {
  static let kind = "source"
  static let version = 1
  static let defaults = ["seed": "1"]

  var number: Double
  var seed: Int
  var length: Length?
  var file: FileReference?

  var outline: ValueOutline { .record(["number": .value, "by": .record(["0.5": .value])]) }

  func check(_ context: inout CheckContext) {
    if number < 0 { context.report("number must not be negative", at: "number", remedy: "write a positive one") }
  }

  func cost(reading inputs: [StepCost]) -> StepCost { StepCost(isExpensive: number >= 100, events: Int(number)) }

  func run(_ context: StepContext) throws -> StepResult {
    Runs.note("source \(number)")
    if number == 13 { throw Mistake("thirteen") }
    return StepResult(
      values: .record(["number": .number(number, uncertainty: 0.1), "by": .record(["0.5": .integer(seed)])]),
      blobs: ["bytes": StoredBytes(Array("\(number)".utf8))])
  }
}

struct Double_: Directive {
  static let kind = "double"
  static let version = 1

  var of: Reference<Source>
  var tint: Tint?

  var outline: ValueOutline { .record(["number": .value]) }

  func run(_ context: StepContext) throws -> StepResult {
    let bytes = try context.result(of: of).blobs["bytes"]?.array ?? []
    Runs.note("double \(String(decoding: bytes, as: UTF8.self))")
    return StepResult(values: .record(["number": .number(2 * (Double(String(decoding: bytes, as: UTF8.self)) ?? 0))]))
  }
}

/// Reads another of its kind, so that cycles can be written.
struct Chain: Directive {
  static let kind = "chain"
  static let version = 1

  var after: Reference<Chain>?

  /// The first of a chain takes no time.
  func cost(reading inputs: [StepCost]) -> StepCost { StepCost(isExpensive: after != nil) }

  func run(_ context: StepContext) throws -> StepResult {
    Runs.note("chain")
    return StepResult()
  }
}

/// Reads any number of sources, and cannot be swept.
struct Gather: Directive {
  static let kind = "gather"
  static let version = 1
  static let purpose = DirectivePurpose.table

  var of: OneOrMore<Reference<Source>>?
  var notes: [Note]?

  struct Note: Options {
    var text: String
  }

  func run(_ context: StepContext) throws -> StepResult {
    Runs.note("gather \(of?.all.count ?? 0)")
    return StepResult()
  }
}

enum Tint: String, ChoiceOption {
  case red, green
}

/// `3 m` or `300 cm`.
struct Length: ScalarOption, Hashable {
  var metres: Double

  init(scalar: String) throws(Mistake) {
    let parts = scalar.split(separator: " ")
    guard parts.count == 2, let number = Double(parts[0]), ["m", "cm"].contains(parts[1]) else {
      throw Mistake("expected a length, not '\(scalar)'", remedy: "write 3 m")
    }
    metres = parts[1] == "m" ? number : number / 100
  }

  private init(metres: Double) { self.metres = metres }

  var canonical: String { "\(metres) m" }
  static let standIn = Length(metres: 1)
  static let form = OptionForm.words("a length", plural: "lengths")
}

/// Which steps ran, in the order they did, for the test that is running.
enum Runs {
  @TaskLocal static var log: Log?

  final class Log: Sendable {
    private let entries = Mutex<[String]>([])
    var all: [String] { entries.withLock { $0.sorted() } }
    func append(_ entry: String) { entries.withLock { $0.append(entry) } }
  }

  static func note(_ entry: String) { log?.append(entry) }
}

let planner = Planner(kinds: [Source.self, Double_.self, Chain.self, Gather.self])

/// The messages for `text`, as `line:column: message; remedy`.
func mistakes(_ text: String, overriding overrides: [(name: String, value: String)] = []) -> [String] {
  planner.check(text, file: "t.md", overriding: overrides).diagnostics.map {
    $0.description.replacing("t.md:", with: "").replacing(" error:", with: "")
  }
}

extension String {
  /// A fenced directive.
  static func fence(_ kind: String, _ name: String, _ body: String) -> String { "```{\(kind)} \(name)\n\(body)\n```\n" }
}
