import Foundation
import Testing

/// What an author is told of events that no network can learn from: where in the template, where in the file, and what to do.
@Suite struct BadEventsTests {
  /// A CSV file of the small template, to be spoilt.
  private struct Events {
    let path: String
    /// The names of the columns, then the events.
    var rows: [[Substring]]

    init(_ name: String, of project: Project) throws {
      path = project.folder + "/" + name
      rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { $0.split(separator: ",") }
    }

    /// Puts a value into an event, counted from 0, or into all.
    func with(_ value: Substring, in column: Substring, event: Int? = nil) throws {
      var rows = rows
      let place = try #require(rows[0].firstIndex(of: column))
      for row in event.map({ [$0 + 1] }) ?? Array(1..<rows.count) { rows[row][place] = value }
      try write(rows)
    }

    func prefix(_ events: Int) throws { try write(rows.prefix(events + 1)) }

    private func write(_ rows: some Collection<[Substring]>) throws {
      try (rows.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n")
        .write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  /// Builds the small template after `spoil`, which has to fail with nothing but this message, before or in a run.
  private func expectRefusal(
    _ message: String, sourceLocation: Testing.SourceLocation = #_sourceLocation, after spoil: (Project) throws -> Void
  ) throws {
    try Project.temporary("small") { project in
      try spoil(project)
      let build = try project.build()
      let told = build.errors.split(separator: "\n").map(String.init).filter { $0.contains(": error: ") }
      // The template is named as the command was given it, files of events as the template names them.
      #expect(told == [project.folder + "/" + message], sourceLocation: sourceLocation)
      #expect(build.status == 1 || build.status == 2, sourceLocation: sourceLocation)
      #expect(try project.report().isEmpty, sourceLocation: sourceLocation)
    }
  }

  @Test func aValueThatIsNoFiniteNumberIsToldWithItsFileLineAndColumn() throws {
    try expectRefusal(
      "small.md:14:22: error: signal.csv:18: column 'HT': the value is missing ('nan'); fill the gap or drop the event"
    ) { try Events("signal.csv", of: $0).with("nan", in: "HT", event: 16) }
    try expectRefusal(
      "small.md:15:22: error: background.csv:401: column 'MET': '-inf' is not finite; "
        + "put a number there or drop the event"
    ) { try Events("background.csv", of: $0).with("-inf", in: "MET", event: 399) }
    try expectRefusal(
      "small.md:15:22: error: background.csv:2: column 'weight': the value is missing (''); "
        + "fill the gap or drop the event"
    ) { try Events("background.csv", of: $0).with("", in: "weight", event: 0) }
  }

  @Test func aSearchWithoutBackgroundOrWithoutSignalIsRefused() throws {
    for (place, file) in [("14:22", "signal.csv"), ("15:22", "background.csv")] {
      try expectRefusal(
        "small.md:\(place): error: no events in '\(file)'; a search needs events of both signal and background"
      ) { try Events(file, of: $0).prefix(0) }
      try expectRefusal(
        "small.md:\(place): error: '\(file)': all weights in column 'weight' are 0; "
          + "name another column under weight:, or weigh some events"
      ) { try Events(file, of: $0).with("0", in: "weight") }
    }
  }

  @Test func aNegativeWeightIsRefusedWithItsFileAndEvent() throws {
    try expectRefusal(
      "small.md:15:22: error: background.csv: the weight of event 4 (counted from 0, column 'weight') is -0.5; "
        + "weights must be finite and ≥ 0: drop or reweight such events"
    ) { try Events("background.csv", of: $0).with("-0.5", in: "weight", event: 4) }
    // Of several files, it is told which.
    try expectRefusal(
      "small.md:15:39: error: more.csv: the weight of event 7 (counted from 0, column 'weight') is -2.0; "
        + "weights must be finite and ≥ 0: drop or reweight such events"
    ) { project in
      try FileManager.default.copyItem(
        atPath: project.folder + "/background.csv", toPath: project.folder + "/more.csv")
      try Events("more.csv", of: project).with("-2", in: "weight", event: 7)
      try project.edit("files: background.csv", "files: [background.csv, more.csv]")
    }
  }

  @Test(arguments: [
    ("batch-size: 100\n", "batch-size: 100000\n", 100_000), ("batch-size: 100\n", "batch-size: [100, 401]\n", 401),
    ("epochs: 2 }", "epochs: 2, batch-size: 500 }", 500),
    // The default for a loss made of a significance.
    ("batch-size: 100\n", "", 4096),
  ])
  func aBatchLargerThanTheTrainingSplitIsRefused(old: String, new: String, size: Int) throws {
    try expectRefusal(
      "small.md:19:1: error: train 'network': batch size \(size): "
        + "choose a batch-size between 1 and the 400 events of the training split"
    ) { try $0.edit(old, new) }
  }

  @Test func anEmptySplitIsRefused() throws {
    try expectRefusal("small.md:17:8: error: every split needs a share of the events; give each more than 0") {
      try $0.edit(
        "luminosity: ${luminosity}\n",
        "luminosity: ${luminosity}\nsplit: { train: 0.8, validation: 0, test: 0.2 }\n")
    }
    try expectRefusal(
      "small.md:13:1: error: dataset 'events': too few signal events: none with a weight above 0 falls into the split "
        + "'validation'; give it a larger share, or more events"
    ) { try Events("signal.csv", of: $0).prefix(2) }
  }

  /// It carries nothing: whatever it is, every number and figure of the report is the same.
  @Test func aFeatureThatNeverChangesHasNoSay() throws {
    var results: [Data] = []
    for constant: Substring in ["7", "-1e5", "0.1"] {
      try Project.temporary("small") { project in
        for file in ["signal.csv", "background.csv"] { try Events(file, of: project).with(constant, in: "HT") }
        try project.builds()
        let report = try project.report()
        results.append(try #require(report["results.json"]))
        let text = String(decoding: results[results.count - 1], as: UTF8.self)
        #expect(!text.contains("NaN"))
      }
    }
    #expect(results[1] == results[0] && results[2] == results[0])
  }
}
