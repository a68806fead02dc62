import Notebook

extension Page {
  /// Every value and every table by directive's name, as JSON for other programs to read.
  ///
  /// A number is `{"value": 5.3, "uncertainty": 0.9, "unit": "fb^-1"}` with the members it has, a count is a plain
  /// integer, and what is not finite is `"inf"`, `"-inf"` or `"nan"`. Keys are sorted, so the same results give the same
  /// bytes.
  public func resultsJSON() -> [UInt8] {
    var members: [String: JSON] = [:]
    let kinds = Dictionary(template.directives.map { ($0.name, $0.kind) }) { first, _ in first }
    // A sweep holds the values of its members.
    let swept = Set(results.values.flatMap(\.members))
    for (name, result) in results where !swept.contains(name) {
      var step: [String: JSON] = ["values": JSON(result.values)]
      if let kind = kinds[name] { step["kind"] = .string(kind) }
      if let table = result.table { step["table"] = JSON(table) }
      members[name] = .object(step)
    }
    var text = ""
    JSON.object(members).write(to: &text)
    return Array((text + "\n").utf8)
  }
}

extension JSON {
  init(_ value: Value) {
    switch value {
    case .number(let number, let uncertainty, let unit):
      var members: [String: JSON] = ["value": .number(number)]
      members["uncertainty"] = uncertainty.map { .number($0) }
      members["unit"] = unit.map { .string($0) }
      self = .object(members)
    case .integer(let integer): self = .integer(integer)
    case .text(let text): self = .string(text)
    case .record(let members): self = .object(members.mapValues { JSON($0) })
    }
  }

  init(_ table: ResultTable) {
    let groups = table.groups.map { group in
      JSON.object(["label": .string(group.label), "columns": .array(group.columns.map { .string($0) })])
    }
    let rows = table.rows.map { row in
      switch row {
      case .heading(let heading): JSON.object(["heading": .string(heading)])
      case .values(let label, let cells):
        JSON.object(["label": .string(label), "cells": .array(cells.map { $0.map { JSON($0) } ?? .null })])
      }
    }
    self = .object(["corner": .string(table.corner), "groups": .array(groups), "rows": .array(rows)])
  }
}
