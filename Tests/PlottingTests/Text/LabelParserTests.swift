import Testing

@testable import Plotting

@Suite struct LabelParserTests {
  private func problem(_ label: String) -> FigureError.Problem? {
    do {
      _ = try LabelParser.parse(label)
      return nil
    } catch {
      return error as? FigureError.Problem
    }
  }

  private func text(_ nodes: [LabelNode]) -> String {
    nodes.reduce(into: "") { result, node in
      switch node {
      case .atom(let text, _, _): result += text
      case .space: result += " "
      case .scripts(let base, let lower, let upper):
        result += text(base) + (lower.map { "_" + text($0) } ?? "") + (upper.map { "^" + text($0) } ?? "")
      case .root(let nodes): result += "√(" + text(nodes) + ")"
      case .bar(let nodes): result += "bar(" + text(nodes) + ")"
      case .accent(let nodes, let accent): result += "\(accent)(" + text(nodes) + ")"
      }
    }
  }

  @Test("Text outside dollar signs stands upright, variables inside slant, digits and signs do not")
  func faces() throws {
    #expect(
      try LabelParser.parse("a$b+1$") == [
        .atom("a", .upright, .ordinary), .atom("b", .italic, .ordinary), .atom("+", .upright, .operation),
        .atom("1", .upright, .ordinary),
      ])
    #expect(
      try LabelParser.parse(#"$\sigma\Sigma$\sigma"#).map { $0 }
        == [.atom("σ", .italic, .ordinary), .atom("Σ", .upright, .ordinary), .atom("σ", .upright, .ordinary)])
  }

  @Test(
    "Labels of the field read as meant",
    arguments: [
      (#"$Z_A(\sigma_b/b = 0.5)$"#, "Z_A(σ_b/b=0.5)"), ("30 fb^{-1} (14 TeV)", "30 fb^\u{2212}1 (14 TeV)"),
      (#"$\ell_{s/\sqrt{s+b}}$"#, "ℓ_s/√(s+b)"), (#"$\sigma_b^2$"#, "σ_b^2"), (#"$x^2_i$"#, "x_i^2"),
      (#"\pm 1\,$\sigma$"#, "±1 σ"), (#"$p_T^{\mathrm{miss}}$ [GeV]"#, "p_T^miss [GeV]"),
      (#"$t\bar{t}$"#, "tbar(t)"), (#"100\% \{a\_b\}"#, "100% {a_b}"), ("e-mu", "e-mu"), ("$a-b$", "a\u{2212}b"),
    ])
  func common(label: String, meaning: String) throws {
    #expect(text(try LabelParser.parse(label)) == meaning)
  }

  @Test("An unknown command is an error that names it and the label")
  func unknownCommand() {
    #expect(problem(#"$\frac12$"#) == .unknownCommand(#"\frac"#, label: #"$\frac12$"#))
    #expect(FigureError(.unknownCommand(#"\sigmma"#, label: "x")).description.contains(#"\sigmma"#))
  }

  @Test(
    "Broken markup is an error",
    arguments: [
      "$a", "a}", "{a", "a^", "$a_$", "a^{b", "a^b^c", #"\"#, #"\sqrt"#, "{$a$}", "a\u{7}b", "a^_b",
    ])
  func broken(label: String) {
    guard case .badMarkup = problem(label) else {
      Issue.record("\(label.prefix(20)) gave \(String(describing: problem(label)))")
      return
    }
  }

  @Test("Endless nesting is an error and not a stack overflow")
  func nesting() {
    for part in ["{", "$a^{", #"\sqrt"#, #"\mathrm"#, "_{", #"\bar{a^"#] {
      guard case .badMarkup(_, let reason) = problem(String(repeating: part, count: 50_000)) else {
        Issue.record("\(part) was accepted")
        continue
      }
      #expect(reason.contains("nested") || reason.contains("$"))
    }
  }

  @Test("Escaped text shows every character as it stands, Pango's and TeX's own included")
  func escaping() throws {
    let name = #"my_model^2 {a} $5 <b>&amp;</b> \n~a"#
    #expect(text(try LabelParser.parse(Label.escaped(name))) == name)
  }
}
