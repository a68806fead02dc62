import Foundation
import Notebook
import Testing

@testable import Report

struct ResultsJSONTests {
  @Test func `Values and tables are written with sorted keys and what is not finite as a word`() {
    let table = ResultTable(
      corner: "c", groups: [ResultTable.ColumnGroup(label: "g", columns: ["x"])],
      rows: [.heading("h"), .values(label: "l", cells: [nil])])
    let page = Page(
      template: template([], directives: [call("scan", "b")]),
      results: [
        "b": StepResult(
          values: .record([
            "z": .number(5.3, uncertainty: 0.9, unit: "fb^-1"), "n": .integer(-3), "a": .text("\"\\\n\u{1}é"),
            "inf": .number(-.infinity), "nan": .number(.nan), "none": .record([:]),
          ])),
        "a": StepResult(values: .number(1e-7), table: table),
      ])
    #expect(
      String(decoding: page.resultsJSON(), as: UTF8.self) == #"""
        {
          "a": {
            "table": {
              "corner": "c",
              "groups": [
                {
                  "columns": [
                    "x"
                  ],
                  "label": "g"
                }
              ],
              "rows": [
                {
                  "heading": "h"
                },
                {
                  "cells": [
                    null
                  ],
                  "label": "l"
                }
              ]
            },
            "values": {
              "value": 1e-07
            }
          },
          "b": {
            "kind": "scan",
            "values": {
              "a": "\"\\\n\u0001é",
              "inf": {
                "value": "-inf"
              },
              "n": -3,
              "nan": {
                "value": "nan"
              },
              "none": {},
              "z": {
                "uncertainty": 0.9,
                "unit": "fb^-1",
                "value": 5.3
              }
            }
          }
        }

        """#)
  }

  @Test(arguments: [0.1, 1e300, -.leastNonzeroMagnitude, 123_456_789.123_456_78, 1e16, -0.0, .greatestFiniteMagnitude])
  func `Every number reads back as itself`(number: Double) throws {
    var text = ""
    JSON.number(number).write(to: &text)
    #expect(strtod(text, nil).bitPattern == number.bitPattern)
    #expect((try JSONSerialization.jsonObject(with: Data("[\(text)]".utf8)) as? [Double])?.count == 1)
  }
}
