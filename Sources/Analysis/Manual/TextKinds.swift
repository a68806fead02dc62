/// Manual entries of the kinds that compute nothing: the template language reads them itself.
enum TextKinds {
  static let entries = [
    Manual.Entry(
      kinds: ["math"], summary: "Sets a formula on lines of its own.",
      details: [
        "The body is TeX as KaTeX knows it, without dollars around it. Short formulas may stand between `$$` and `$$`, with "
          + "the label in parentheses behind them; formulas in a line of text stand between single dollars."
      ],
      example: """
        ```{math}
        :label: eq-exact
        Z_A = \\sqrt{2\\left((s+b)\\ln(1+s/b) - s\\right)} .
        ```
        """,
      options: [
        Manual.Option(
          key: "label", takes: "text", presence: .optional,
          text: "Gives the formula a number, and the name that {eq}`eq-exact` refers to. Written "
            + "`:label: eq-exact` on the first line.")
      ]),
    Manual.Entry(
      kinds: [
        "note", "tip", "hint", "important", "warning", "caution", "danger", "attention", "error", "seealso",
        "admonition",
      ],
      summary: "Sets text in a box; the kind gives its title and its colour.",
      details: [
        "Text behind the braces is a title of its own. The body is Markdown, and may refer and quote like any text."
      ],
      example: """
        ```{note} Weights
        Every sum in this report is weighted.
        ```
        """),
  ]
}
