import Events
import Notebook

/// What the files of a dataset have to hold, found before anything is read but their first lines.
extension DatasetDirective {
  private struct Columns {
    var file: FileReference
    var found: EventColumns
    /// Names of the columns that are made of others.
    var defined: [String]
    var names: [String] { found.names + defined }
    /// Of the first file of the same sample, which decides for all.
    var weight: String?

    func find(_ name: String) -> EventColumns.Finding { defined.contains(name) ? .column : found.find(name) }

    /// To suggest one from.
    var known: [String] { found.known + defined }
  }

  func checkColumns(_ context: inout CheckContext) {
    var all: [Columns] = []
    let samples = resolvedSamples(context)
    for sample in samples {
      var chosen = weight
      for (index, file) in sample.options.allFiles.enumerated() {
        guard let found = columns(of: file, at: index, in: sample, &context) else { continue }
        checkExpressions(of: "'\(file.name)'", found, &context)
        checkParameters(of: "'\(file.name)'", found, &context)
        let names = defined.map(\.key)
        checkAmbiguousWeight(of: file, found, &context)
        if index == 0 { chosen = weightColumn(among: found.names + names) }
        all.append(Columns(file: file, found: found, defined: names, weight: chosen))
      }
    }
    if features == nil, let first = all.first { checkWeights(among: first, &context) }
    checkFeatures(weights: Set(all.compactMap(\.weight) + [weight].compactMap(\.self)), &context)
    for columns in all { checkNamed(columns, &context) }
    checkGeneratedColumns(
      of: samples.filter { $0.options.generator != nil },
      unnamed: all.first.map { $0.names.filter { [weight = $0.weight] in $0 != weight } }, &context)
    // What is not named is as the first files have it.
    guard let first = all.first, first.file == samples.first?.options.allFiles.first, context.isWritten("features"),
      context.isWritten("weight")
    else { return }
    let wanted = features == nil ? first.names.filter { $0 != first.weight } : []
    for columns in all.dropFirst() { checkUnnamed(wanted, columns, as: first, &context) }
  }

  private func columns(
    of file: FileReference, at place: Int, in sample: PlacedSample, _ context: inout CheckContext
  ) -> EventColumns? {
    if let kept = sample.columns { return EventColumns(names: kept) }
    do {
      return try sample.options.source(file, at: place, missing: missing).columns()
    } catch {
      context.report(error.description(naming: file.name), at: file.location)
      return nil
    }
  }

  /// A column `weight` that the file and a friend have is not passed over.
  private func checkAmbiguousWeight(of file: FileReference, _ columns: EventColumns, _ context: inout CheckContext) {
    guard weight == nil, case .unsuitable(let why) = columns.find("weight") else { return }
    context.report(
      "'\(file.name)': 'weight' \(why)", at: file.location,
      remedy: "name the column of the events' weights under weight:")
  }

  /// Where all columns are features, one that is named like a weight would tell the network which events are signal.
  private func checkWeights(among columns: Columns, _ context: inout CheckContext) {
    let suspects = columns.names.filter { name in
      let word = name.lowercased()
      return name != columns.weight && (word.contains("weight") || word.contains("wgt"))
    }
    guard !suspects.isEmpty, context.isWritten("features"), context.isWritten("weight") else { return }
    let shown = suspects.prefix(3).map { "'\($0)'" }.joined(separator: ", ") + (suspects.count > 3 ? ", …" : "")
    context.report(
      "'\(columns.file.name)': \(shown) would be \(suspects.count == 1 ? "a feature" : "features"), named like weights",
      at: columns.file.location,
      remedy: columns.weight == nil
        ? "name the events' weight under weight:, and the features under features: where there are more"
        : "name the features under features:")
  }

  private func checkFeatures(weights: Set<String>, _ context: inout CheckContext) {
    guard let features else { return }
    if features.isEmpty {
      context.report("no features", at: "features", remedy: "name columns, or leave the option out for all of them")
    }
    var seen: Set<String> = []
    for (index, name) in features.enumerated() {
      if !seen.insert(name).inserted {
        context.report("the feature '\(name)' stands twice", at: "features", "\(index)", remedy: "keep one of them")
      } else if weights.contains(name) {
        context.report(
          "'\(name)' is the column of the events' weights", at: "features", "\(index)",
          remedy: "drop it, or name another under weight:")
      }
    }
  }

  private func checkNamed(_ columns: Columns, _ context: inout CheckContext) {
    for (index, wanted) in (features ?? []).enumerated() where !isParameter(wanted) {
      checkNamed(wanted, columns, at: ["features", "\(index)"], &context)
    }
    if let weight { checkNamed(weight, columns, at: ["weight"], &context) }
  }

  private func checkNamed(
    _ name: String, _ columns: Columns, at keys: [String], _ context: inout CheckContext
  ) {
    context.report(columns.find(name), name, of: columns.file, known: columns.known, at: keys)
  }

  private func checkUnnamed(
    _ wanted: [String], _ columns: Columns, as first: Columns, _ context: inout CheckContext
  ) {
    let present = Set(columns.names)
    let missing = wanted.filter { !present.contains($0) }
    if !missing.isEmpty {
      let names = missing.prefix(12).map { "'\($0)'" }.joined(separator: ", ") + (missing.count > 12 ? ", …" : "")
      context.report(
        "'\(columns.file.name)' has no \(names), and '\(first.file.name)' has", at: columns.file.location,
        remedy: "name the columns that all files have under features:")
    }
    if weight == nil, let needed = columns.weight, !present.contains(needed) {
      context.report(
        "'\(columns.file.name)' has no column '\(needed)', and the file before it has", at: columns.file.location,
        remedy: "give every file of a sample one, or name another under weight:")
    }
  }
}

extension CheckContext {
  /// Tells of a name that is no column of a file.
  mutating func report(
    _ finding: EventColumns.Finding, _ name: String, of file: FileReference, known: [String], at keys: [String]
  ) {
    switch finding {
    case .column: break
    case .missing:
      let remedy = Suggestion.remedy(for: name, among: known)
      report(Mistake("'\(file.name)' has no column '\(name)'", remedy: remedy), at: keys)
    case .unsuitable(let why): report(Mistake("'\(file.name)': '\(name)' \(why)"), at: keys)
    }
  }

  /// Looks at the option `missing` of what reads files.
  mutating func check(missing: Double?) {
    if let missing, !Float(missing).isFinite {
      report("what stands for missing entries has to be finite", at: "missing", remedy: "write for example 0")
    }
  }
}
