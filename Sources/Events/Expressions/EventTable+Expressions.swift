extension EventTable {
  /// The table with one column more, the values of an expression.
  ///
  /// - Throws: ``ExpressionValueError``; a condition makes a column of 1 and 0.
  public func defining(_ name: String, as expression: ColumnExpression) throws(ExpressionValueError) -> EventTable {
    do throws(EventTableError) {
      let values = try expression.values(in: self).map(Float.init)
      if let event = values.firstIndex(where: { !$0.isFinite }) { throw undefined(expression, event) }
      return try EventTable(columns: columns + [Column(name: name, values: values)])
    } catch {
      throw ExpressionValueError(error, expression: expression, in: self)
    }
  }

  /// The events for which a condition holds, in their order.
  ///
  /// - Throws: ``ExpressionValueError``.
  public func selecting(_ condition: ColumnExpression) throws(ExpressionValueError) -> EventTable {
    do throws(EventTableError) {
      let holds = try condition.values(in: self)
      if let event = holds.firstIndex(where: \.isNaN) { throw undefined(condition, event) }
      return try EventTable(
        columns: columns.map { column in
          Column(
            name: column.name, unit: column.unit, values: zip(column.values, holds).filter { $1 != 0 }.map(\.0))
        })
    } catch {
      throw ExpressionValueError(error, expression: condition, in: self)
    }
  }

  private func undefined(_ expression: ColumnExpression, _ event: Int) -> EventTableError {
    .notFinite(column: expression.text, row: event, value: .nan)
  }
}

/// Why an expression has no values for a table.
public enum ExpressionValueError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A column is not there, or stands twice.
  case table(EventTableError)
  /// `event` counts from 0; `values` are those of the columns that the expression reads.
  case undefined(expression: String, event: Int, values: [String])

  init(_ error: EventTableError, expression: ColumnExpression, in table: EventTable) {
    guard case .notFinite(_, let event, _) = error else {
      self = .table(error)
      return
    }
    let values = expression.columns.compactMap { name in table[name].map { "\(name) = \($0.values[event])" } }
    self = .undefined(expression: expression.text, event: event, values: values)
  }

  public var description: String {
    switch self {
    case .table(let error): error.description
    case .undefined(let expression, let event, let values):
      "'\(expression)' has no finite value for event \(event) (counted from 0)"
        + (values.isEmpty ? "" : ", where " + values.joined(separator: " and "))
    }
  }
}
