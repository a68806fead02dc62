import Notebook

/// Whether every row's directive makes the value that every column asks for.
extension TableDirective {
  /// One column's value, as its option has it.
  private struct Cell {
    /// What leads to the option.
    var keys: [String]
    /// Which entry of `columns` it belongs to.
    var place: Int
    var path: String
    var members: [String]
  }

  func check(_ sweep: SweepRows, _ context: inout CheckContext) {
    guard !sweep.members.contains(where: \.label.isEmpty) else {
      return context.report("this names no sweep", at: "sweep", remedy: "name other directives under rows:")
    }
    checkValues(&context)
  }

  func checkValues(_ context: inout CheckContext) {
    let cells = columns.enumerated().flatMap { self.cells(of: $1, at: $0, &context) }
    var told: Set<Int> = []
    for (row, options) in allRows.enumerated() {
      guard let from = options.from, from.all.count == 1 || from.all.count == columns.count,
        let members = self.members(of: options, at: row, &context)
      else { continue }
      let at = members.map { "[\($0)]" }.joined()
      var failures: [(column: Int, mistake: Mistake)] = []
      for (column, cell) in cells.enumerated() {
        let name = from.element(at: cell.place).name
        do throws(Mistake) {
          try context.checkValue(members + cell.members, of: name, path: name + at + cell.path)
        } catch {
          failures.append((column, error))
        }
      }
      // A row that has nothing of what the columns ask for, nor anything like it, names the wrong directive.
      if failures.count == cells.count, let first = failures.first,
        !failures.contains(where: { $0.mistake.remedy?.hasPrefix("did you mean") == true })
      {
        let place = options.at == nil ? "from" : "at"
        context.report(first.mistake, at: sweep == nil ? ["rows", "\(row)", place] : ["sweep"])
        continue
      }
      for failure in failures where told.insert(failure.column).inserted {
        context.report(failure.mistake, at: cells[failure.column].keys)
      }
    }
  }

  /// - Returns: `nil` where they are written wrongly, which is told.
  private func members(of row: RowOptions, at index: Int, _ context: inout CheckContext) -> [String]? {
    do throws(Mistake) { return try row.members } catch {
      context.report(error, at: "rows", "\(index)", "at")
      return nil
    }
  }

  /// The values that a column asks for; without those that are written wrongly, which is told.
  private func cells(of column: ColumnOptions, at index: Int, _ context: inout CheckContext) -> [Cell] {
    column.cells.compactMap { key, value in
      let keys = ["columns", "\(index)"] + (key.map { ["columns", $0] } ?? ["value"])
      do throws(Mistake) {
        let path = try ValueFormat.split(value).path
        return Cell(keys: keys, place: index, path: ValuePath.joined(path), members: try ValuePath.members(path))
      } catch {
        context.report(error, at: keys)
        return nil
      }
    }
  }
}
