import Events
import Foundation
import Testing

@Suite("Expressions")
struct ExpressionTests {
  struct Expected: Decodable {
    struct Case: Decodable {
      var text: String
      var isCondition: Bool
      var values: [Double]
    }

    var columns: [String: [Double]]
    var cases: [Case]
  }

  @Test("have the values that NumPy finds")
  func agreeWithNumPy() throws {
    let expected = try Fixture.json("expressions.json", as: Expected.self)
    let table = try EventTable(
      columns: expected.columns.map { .init(name: $0.key, values: $0.value.map(Float.init)) })
    #expect(expected.cases.count == 25)
    for item in expected.cases {
      let expression = try ColumnExpression(item.text)
      #expect(expression.isCondition == item.isCondition, "\(item.text)")
      let found = try expression.values(in: table)
      #expect(found.count == item.values.count)
      for (mine, theirs) in zip(found, item.values) {
        #expect(abs(mine - theirs) <= 1e-14 * max(1, abs(theirs)), "\(item.text)")
      }
    }
  }

  @Test("read the columns that they name, once each, and say where")
  func columns() throws {
    let expression = try ColumnExpression("MET > 250 && hypot(MET, `jet pt`) < selJet_pt[12] + Muon.pt")
    #expect(expression.columns == ["MET", "jet pt", "selJet_pt[12]", "Muon.pt"])
    #expect(expression.places == [0, 24, 36, 52])
    #expect(try ColumnExpression("2 * pi + pow(1, 2)").columns == [])
  }

  @Test("are the same however they are written, and others are others")
  func canonical() throws {
    #expect(try ColumnExpression("a+b * c").canonical == ColumnExpression("(a) + (`b`×c)").canonical)
    #expect(try ColumnExpression("a ** 2 ≥ 1.0").canonical == ColumnExpression("a^2>=1").canonical)
    #expect(try ColumnExpression("(a+b)*c").canonical != ColumnExpression("a+b*c").canonical)
    #expect(try ColumnExpression("a-(b-c)").canonical != ColumnExpression("a-b-c").canonical)
  }

  @Test("run over more events than a block holds")
  func manyEvents() throws {
    let values = (0..<5000).map(Float.init)
    let table = try EventTable(columns: [.init(name: "x", values: values)])
    #expect(
      try ColumnExpression("where(x % 2 == 0, x, -x)").values(in: table)
        == values.map { Double($0) * (Int($0) % 2 == 0 ? 1 : -1) })
    #expect(
      try table.selecting(ColumnExpression("x % 1000 == 999")).columns[0].values == [999, 1999, 2999, 3999, 4999])
  }

  @Test("define columns and select events")
  func tables() throws {
    let table = try EventTable(columns: [
      .init(name: "px", unit: "GeV", values: [3, 0, 5]), .init(name: "py", unit: "GeV", values: [4, 1, 12]),
    ])
    let defined = try table.defining("pt", as: ColumnExpression("hypot(px, py)"))
    #expect(defined.columnNames == ["px", "py", "pt"])
    #expect(defined["pt"]?.values == [5, 1, 13])
    let selected = try defined.selecting(ColumnExpression("pt > 2"))
    #expect(selected.count == 2)
    #expect(selected["px"] == .init(name: "px", unit: "GeV", values: [3, 5]))
    #expect(try table.selecting(ColumnExpression("px > 100")).count == 0)
    #expect(try table.defining("hard", as: ColumnExpression("px > 2"))["hard"]?.values == [1, 0, 1])
  }

  @Test("say for which event they have no value, and what stands there")
  func undefined() throws {
    let table = try EventTable(columns: [.init(name: "n", values: [2, 0]), .init(name: "HT", values: [100, 30])])
    #expect(
      throws: ExpressionValueError.undefined(expression: "HT / n", event: 1, values: ["HT = 30.0", "n = 0.0"])
    ) { try table.defining("x", as: ColumnExpression("HT / n")) }
    #expect(throws: ExpressionValueError.self) { try table.selecting(ColumnExpression("log(n - 1) < 3")) }
    // What the rest decides need not be defined.
    #expect(try table.selecting(ColumnExpression("n > 0 && log(n - 1) < 3")).count == 1)
    #expect(try table.selecting(ColumnExpression("n == 0 || log(n - 1) < 3")).count == 2)
    #expect(throws: ExpressionValueError.table(.missingColumn("HTT", nearest: "HT"))) {
      try table.selecting(ColumnExpression("HTT > 3"))
    }
    #expect(throws: ExpressionValueError.table(.duplicateColumn("n"))) {
      try table.defining("n", as: ColumnExpression("HT"))
    }
  }

  static let mistakes: [(text: String, character: Int, told: String)] = [
    ("", 0, "there is no expression"), ("   ", 0, "there is no expression"),
    ("MET >", 5, "the expression ends too soon"),
    ("MET > 250 &&", 12, "the expression ends too soon"),
    ("MET > 250 & HT > 3", 10, "'&' means nothing here; write &&"),
    ("MET = 250", 4, "'=' means nothing here; write =="),
    ("1 < MET < 3", 8, "comparisons do not follow one another; write for example 1 < x && x < 3"),
    ("(MET > 3", 0, "this '(' is not closed"), ("MET > 3)", 7, "')' does not belong here; no '(' stands before it"),
    ("MET HT", 4, "'HT' does not belong here; put an operator before it"),
    ("MET && HT", 4, "'&&' takes conditions, and a number is none; compare it: x != 0 where x is 0 or 1"),
    ("!MET", 0, "'!' takes conditions, and a number is none; compare it: x != 0 where x is 0 or 1"),
    ("(MET > 3) + 1", 10, "'+' takes numbers, and a condition is none; write where(…, 1, 0) to count with it"),
    ("sqrt(MET > 3)", 5, "'sqrt' takes numbers, and a condition is none; write where(…, 1, 0) to count with it"),
    ("where(MET, 1, 2)", 6, "the first argument of 'where' is a condition; write for example where(x > 0, x, 0)"),
    ("sqr(MET)", 0, "there is no function 'sqr'; did you mean 'sqrt'?"),
    ("hypot(1)", 0, "1 argument for 'hypot'; write hypot(x, y)"),
    ("min(MET)", 0, "1 argument for 'min'; write min(x, y, …)"),
    ("abs()", 0, "0 arguments for 'abs'; write abs(x)"),
    ("3 * * 4", 4, "a number or a name is missing before '*'"),
    ("()", 1, "a number or a name is missing before ')'; fill the brackets"),
    ("2x", 0, "'2x' is no number; put an operator between them"), ("1.2.3", 0, "'1.2.3' is no number"),
    ("1e999", 0, "'1e999' is no number"),
    ("jet[x]", 3, "an index is a whole number in brackets; write for example [0]"),
    ("jet[]", 3, "an index is a whole number in brackets; write for example [0]"),
    ("`jet", 0, "no name ends at a second '`'; write for example `jet pt`"), ("a $ b", 2, "'$' means nothing here"),
    ("min(1, 2", 3, "this '(' is not closed"), ("min(1 2)", 6, "'2' does not belong here; put an operator before it"),
  ]

  @Test("tell what is wrong with them, and at which character", arguments: mistakes)
  func mistakesAreTold(text: String, character: Int, told: String) {
    do {
      _ = try ColumnExpression(text)
      Issue.record("'\(text)' was read")
    } catch {
      #expect(error.description == told)
      #expect(error.character == character)
    }
  }

  @Test("of any characters are read or refused, and never end the program")
  func anything() {
    let words = [
      "(", ")", "x", "sqrt", "where", ",", "&&", "!", "<", "1", "-", "^", "`", "[", "]", "0.", "é", " ", "|", "min(",
    ]
    var state: UInt64 = 1
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += words[Int(state >> 33) % words.count]
      }
      if let expression = try? ColumnExpression(text) { #expect(!expression.canonical.isEmpty) }
    }
    for deep in [
      String(repeating: "(", count: 100_000), String(repeating: "-", count: 100_000) + "1",
      String(repeating: "sqrt(", count: 50_000),
    ] {
      #expect(throws: ExpressionError.self) { try ColumnExpression(deep) }
    }
  }
}
