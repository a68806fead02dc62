import Foundation
import Notebook

@testable import Report

/// A report as a physicist would write it, after arXiv:1806.00322, with stand-ins for its figures.
enum SamplePage {
  static let place = SourceLocation(file: "templates/stops.md", line: 1, column: 1)

  static func math(_ tex: String) -> Inline { .math(tex: tex, TextOrigin(place)) }

  static func role(_ name: String, _ content: String) -> Inline {
    .role(Role(name: name, content: content, location: place))
  }

  static func call(_ kind: String, _ name: String, _ source: String, caption: [Inline] = []) -> DirectiveCall {
    DirectiveCall(kind: kind, name: name, source: source, caption: caption, location: place)
  }

  static func text(_ text: String) -> Block { .paragraph(InlineParser.inlines(text, at: place)) }

  static var template: Template {
    var metadata = Template.Metadata()
    metadata.title = [.text("Searching for top squarks by optimising the discovery significance")]
    metadata.subtitle = [.text("A compressed and an uncompressed model at 14 TeV")]
    metadata.authors = [
      Template.Author(name: "Adam Elwood", affiliation: "DESY, Hamburg", email: "adam.elwood@example.org"),
      Template.Author(name: "Dirk Krücker", affiliation: "DESY, Hamburg"),
    ]
    metadata.date = "2026-11-23"
    metadata.abstract = InlineParser.inlines(
      """
      Two loss functions optimise the statistical significance of the expected signal directly: $s/\\sqrt{s+b}$ and the \
      Asimov estimate, $Z_A$. Where systematic uncertainties dominate, the loss based on $Z_A$ outperforms the binary \
      cross entropy in defining an optimal search region.
      """, at: place)
    return Template(file: "templates/stops.md", metadata: metadata, blocks: blocks, directives: directives)
  }

  static let directives: [DirectiveCall] = [
    call(
      "dataset", "compressed",
      """
      signal:     { files: data/stop_600_400.h5, cross-section: 228.195 fb, efficiency: 0.14 }
      background: { files: data/ttbar.h5,        cross-section: 844 pb,     efficiency: 8.2e-4 }
      luminosity: ${luminosity}
      """),
    call("scan", "scan", "model: asimov\nsystematics: [0.1, 0.3, 0.5]\n"),
    call("train", "asimov", "dataset: compressed\nhidden: [23]\nloss: { asimov: { systematic: 0.5 } }\n"),
    call(
      "plot", "fig-scan", "significance-scan: { scan: scan, systematic: 0.5 }\n",
      caption: InlineParser.inlines(
        "Asimov significance $Z_A$ against the cut on the classifier’s score, with its ±1σ band, at a systematic of 50 %.",
        at: place)),
    call(
      "plot", "fig-training", "history: asimov\npanels: [loss, accuracy]\n",
      caption: InlineParser.inlines(
        "The loss (left) and the accuracy (right) after each epoch, for $\\ell_{s/\\sqrt{s+b}}$.", at: place)),
    call(
      "table", "tab-results", "rows: [cross-entropy, ssb, asimov]\n",
      caption: InlineParser.inlines(
        "Expected signal and background events, $s$ and $b$, at the cut with the best significance $Z_A$.", at: place)),
    call("plot", "fig-lost", "scores: missing\n", caption: [.text("The scores of a network that was never trained.")]),
  ]

  static let asimov = """
    Z_A = \\left[ 2\\left( (s+b)\\ln\\left[\\frac{(s+b)(b+\\sigma_b^2)}{b^2+(s+b)\\sigma_b^2}\\right] \
    - \\frac{b^2}{\\sigma_b^2}\\ln\\left[1 + \\frac{\\sigma_b^2 s}{b(b+\\sigma_b^2)}\\right] \\right) \\right]^{1/2}
    """

  static let blocks: [Block] = opening + method + findings + notes

  private static let opening: [Block] = [
    .heading(level: 2, id: "introduction", [.text("Introduction")]),
    .paragraph(
      InlineParser.inlines(
        """
        Data analysis in high-energy physics is a genuine multivariate classification problem. When a search for new \
        physics is framed as one, it is designed to maximise the significance of the signal over the background, rather \
        than the accuracy. We ask for one lepton with $p_{\\rm T} > 30$ GeV, four jets, and missing energy \
        $\\slashed{E}_{\\rm T}$ above 200 GeV
        """, at: place) + [
          .footnoteReference(id: "lepton"), .text("."),
        ]),
    text(
      """
      Traditional searches design discriminative high-level variables, based on the result of the event reconstruction. \
      These variables usually exploit differences in energy scale or topology between signal and background, $t\\bar{t}$.
      """),
    .directive(name: "compressed"),
    .directive(name: "asimov"),
    .heading(level: 3, id: "variables", [.text("Variables of an event")]),
    .table(
      MarkdownTable(
        alignments: [.left, .centre, .right],
        header: [[.text("Variable")], [.text("Symbol")], [.text("Mean")]],
        rows: [
          [[.text("Transverse mass")], [math("m_{\\rm T}")], [.text("184.2")]],
          [[.text("Scalar sum of jets")], [math("H_{\\rm T}")], [.text("612.7")]],
        ])),
    .list(
      List(
        tight: true,
        items: [
          List.Item(task: true, blocks: [.paragraph([.text("the lepton: "), math("p_T, \\eta, \\phi, E")])]),
          List.Item(task: false, blocks: [.paragraph([.text("the tau, whose reconstruction is more complex")])]),
        ])),
  ]

  private static let method: [Block] = [
    .heading(level: 2, id: "significance", [.text("The significance "), math("Z_A"), .text(" as a loss")]),
    text(
      "For Poisson distributed background $b$ and signal $s$ with background uncertainty $\\sigma_b$, the median is"),
    .math(DisplayMath(tex: asimov, label: "eq-asimov", location: place)),
    .paragraph([
      .text("which, where the background is known exactly, simplifies to "), role("eq", "eq-exact"),
      .text(" below. See also "),
      role("ref", "results"), .text(" and "), role("numref", "tab-results"), .text("."),
    ]),
    .math(DisplayMath(tex: "Z_A(\\sigma_b = 0) = \\sqrt{2((s+b)\\ln(1+s/b) - s)}", label: "eq-exact", location: place)),
    .math(
      DisplayMath(
        tex: """
          \\begin{aligned} s &= W_s \\sum_{i}^{N_{\\rm batch}} y_i^{\\rm pred} \\times y_i^{\\rm true},\\\\
          b &= W_b \\sum_{i}^{N_{\\rm batch}} y_i^{\\rm pred} \\times (1 - y_i^{\\rm true}) \\end{aligned}
          """, location: place)),
    .admonition(
      Admonition(
        kind: "note", title: [],
        blocks: [text("A systematic of 0.5 means $\\sigma_b = 0.5\\,b$, so $\\sigma_b^2$ is $(0.5\\,b)^2$.")])),
    .admonition(
      Admonition(
        kind: "warning", title: [.text("Choose the cut elsewhere")],
        blocks: [text("Picking the best cut on the sample that is then quoted biases the result upward.")])),
    .code(language: "yaml", "loss: { asimov: { systematic: 0.5 } }\npretrain: { loss: s/sqrt(s+b), epochs: 5 }\n"),
  ]

  private static let findings: [Block] = [
    .heading(level: 2, id: "results", [.text("Results")]),
    .directive(name: "scan"),
    .paragraph([
      .text("The best region reaches "), role("value", "scan[0.5].significance"), .text(" at a cut of "),
      role("value", "scan[0.5].cut"), .text(", from "), role("value", "scan.events"), .text(" events at "),
      role("value", "scan.luminosity"), .text(" ("), role("ref", "fig-scan"), .text(", "), role("eq", "eq-asimov"),
      .text("); the training is in "), role("ref", "fig-training"), .text("."),
    ]),
    .directive(name: "fig-scan"),
    text(
      """
      For the uncompressed model all three losses perform similarly, since the significance is limited by the statistical \
      uncertainty. There is no advantage to factoring in the systematic one, and each loss finds an optimal solution.
      """),
    .directive(name: "tab-results"),
    .quote([text("Pressure to select a region of phase space with a higher purity of signal events.")]),
    .directive(name: "fig-training"),
    .directive(name: "fig-lost"),
    .heading(level: 3, id: "luminosity", [.text("More luminosity")]),
    .list(
      List(
        start: 1, tight: false,
        items: [
          List.Item(blocks: [text("With 300 fb$^{-1}$ the improvement is starker.")]),
          List.Item(blocks: [text("The binary cross entropy still performs well.")]),
        ])),
  ]

  private static let notes: [Block] = [
    .heading(level: 2, id: "conclusions", [.text("Conclusions")]),
    .paragraph([
      .text("The code is on "), .link(destination: "https://github.com/aelwood/hepML", title: "", [.text("GitHub")]),
      .text(", under "), .code("MlFunctions/DnnFunctions.py"), .text(", as noted before"),
      .footnoteReference(id: "lepton"), .text("."),
    ]),
    .footnote(id: "lepton", [text("We use *lepton* as a generic term for electrons and muons, $\\ell = e, \\mu$.")]),
  ]
}
