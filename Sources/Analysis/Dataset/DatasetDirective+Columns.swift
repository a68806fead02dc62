import Events
import Notebook

/// What the files of a dataset have to hold, found before anything is read but their first lines.
extension DatasetDirective {
  private struct Columns {
    var file: FileReference
    var names: [String]
    /// Of the first file of the same sample, which decides for all.
    var weight: String?
  }

  func checkColumns(_ context: inout CheckContext) {
    var all: [Columns] = []
    for sample in [signal, background] {
      var chosen = weight
      for (index, file) in sample.files.all.enumerated() {
        guard let names = columnNames(of: file, &context) else { continue }
        if index == 0 { chosen = weightColumn(among: names) }
        all.append(Columns(file: file, names: names, weight: chosen))
      }
    }
    checkFeatures(weights: Set(all.compactMap(\.weight) + [weight].compactMap(\.self)), &context)
    for columns in all { checkNamed(columns, &context) }
    // What is not named is as the first files have it.
    guard let first = all.first, first.file == signal.files.all.first, context.isWritten("features"),
      context.isWritten("weight")
    else { return }
    let wanted = features == nil ? first.names.filter { $0 != first.weight } : []
    for columns in all.dropFirst() { checkUnnamed(wanted, columns, as: first, &context) }
  }

  private func columnNames(of file: FileReference, _ context: inout CheckContext) -> [String]? {
    do {
      return try EventFile(path: file.path).columnNames()
    } catch {
      context.report(error.description(naming: file.name), at: file.location)
      return nil
    }
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
    for (index, wanted) in (features ?? []).enumerated() where !columns.names.contains(wanted) {
      context.report(
        "'\(columns.file.name)' has no column '\(wanted)'", at: "features", "\(index)",
        remedy: Suggestion.remedy(for: wanted, among: columns.names))
    }
    if let weight, !columns.names.contains(weight) {
      context.report(
        "'\(columns.file.name)' has no column '\(weight)'", at: "weight",
        remedy: Suggestion.remedy(for: weight, among: columns.names))
    }
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
