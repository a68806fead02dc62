import Events
import Notebook

/// The samples of both classes, and what can be wrong with them.
extension DatasetDirective {
  /// A sample, and where it stands in the template.
  struct PlacedSample {
    var options: SampleOptions
    var isSignal: Bool
    /// What leads to it among the options.
    var keys: [String]

    /// What the sample that it takes its events from keeps of its files' columns; `nil` for all.
    var columns: [String]?

    var className: String { isSignal ? "signal" : "background" }
  }

  /// Those of the signal first.
  var samples: [PlacedSample] {
    [("signal", signal), ("background", background)].flatMap { name, group in
      group.all.enumerated().map { place, options in
        PlacedSample(
          options: options, isSignal: name == "signal", keys: group.keys(at: place, of: [name]))
      }
    }
  }

  func checkSamples(_ context: inout CheckContext) {
    for sample in samples {
      sample.checkSource(&context)
      sample.checkEfficiency(&context)
      sample.checkFriends(&context)
      if sample.isSignal, sample.options.systematic != nil {
        context.report(
          Mistake("systematics are of backgrounds, and this is the signal", remedy: "leave it out"),
          at: sample.keys + ["systematic"])
      }
    }
    for isSignal in [true, false] { checkNames(of: samples.filter { $0.isSignal == isSignal }, &context) }
  }

  private func checkNames(of samples: [PlacedSample], _ context: inout CheckContext) {
    if samples.count > DatasetSample.mostSamples / 2, let first = samples.first {
      context.report(
        "\(samples.count) samples; a class may have \(DatasetSample.mostSamples / 2)", at: first.className,
        remedy: "give the files of one process together")
    }
    let taken = SampleValues.allCases.map(\.rawValue) + SelectionValues.allCases.map(\.rawValue) + SampleRates.names
    var seen: Set<String> = []
    for sample in samples {
      guard let name = sample.options.name else {
        if samples.count > 1 {
          context.report(
            Mistake("one of several samples needs a 'name'", remedy: "add 'name: …', such as ttbar"), at: sample.keys)
        }
        continue
      }
      let keys = sample.keys + ["name"]
      if !Self.isName(name) {
        context.report(
          Mistake(
            "'\(name)' is no name for a sample", remedy: "use letters, digits, - and _, a letter first, such as ttbar"),
          at: keys)
      } else if taken.contains(name) {
        context.report(
          Mistake("'\(name)' is what a value of the \(sample.className) is called", remedy: "choose another name"),
          at: keys)
      } else if !seen.insert(name).inserted {
        context.report(
          Mistake("two samples of the \(sample.className) are named '\(name)'", remedy: "rename one of them"), at: keys)
      }
    }
  }

  private static func isName(_ text: String) -> Bool {
    text.first?.isLetter == true && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }
}

extension DatasetDirective.PlacedSample {
  func checkEfficiency(_ context: inout CheckContext) {
    guard let efficiency = options.efficiency, !(efficiency > 0 && efficiency <= 1) else { return }
    context.report(
      Mistake(
        "an efficiency lies above 0 and up to 1, and \(NumberText(efficiency).plain) does not",
        remedy: "write the fraction of events that is kept, such as 0.14"), at: keys + ["efficiency"])
  }

  /// Friends go with files, one by one.
  func checkFriends(_ context: inout CheckContext) {
    guard let friends = options.friends, options.sample == nil else { return }
    if options.generator != nil {
      context.report(Mistake("friends are of files", remedy: "drop them, or the generator"), at: keys + ["friends"])
      return
    }
    let files = options.allFiles
    for (place, friend) in friends.all.enumerated() {
      let own = friends.keys(at: place, of: keys + ["friends"])
      if friend.files == nil, friend.tree == nil {
        context.report(
          Mistake("a friend is another tree or another file", remedy: "add 'files: …' or 'tree: …'"), at: own)
      } else if friend.files != nil, friend.allFiles.count != files.count, !files.isEmpty, !friend.allFiles.isEmpty {
        context.report(
          Mistake(
            "\(friend.allFiles.count) files are friends of \(files.count)",
            remedy: "name one for each file of the sample, in the same order"), at: own + ["files"])
      }
    }
  }
}
