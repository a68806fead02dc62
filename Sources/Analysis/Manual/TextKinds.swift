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
      kinds: ["figure"], summary: "Shows a picture from a file, with a caption and a number.",
      details: [
        "The name of the file, from the template's folder, stands behind the braces: svg, png, jpg, gif or webp. Options stand "
          + "first in the body, one a line between colons; the first paragraph is the caption, in Markdown, and what follows "
          + "it a legend. The picture becomes part of the page."
      ],
      example: """
        ```{figure} detector.svg
        :name: fig-detector
        :alt: A slice through the detector.
        :width: 60%
        The detector.
        ```
        """,
      options: [
        Manual.Option(
          key: "name", takes: "text", presence: .optional, text: "The name that {numref}`fig-detector` refers to."),
        Manual.Option(
          key: "alt", takes: "text", presence: .optional,
          text: "What the picture shows, for those who cannot see it; else the caption has to do."),
        Manual.Option(
          key: "width", takes: "a width, such as `60%` or `400px`", presence: .optional,
          text: "How wide the picture is, as a share of the text or in pixels; else its own width."),
        Manual.Option(
          key: "align", takes: "one of `left`, `center`, `right`", presence: .byDefault("center"),
          text: "Where the picture stands."),
      ]),
    Manual.Entry(
      kinds: ["include"], summary: "Reads another Markdown file in this place.",
      details: [
        "Its text, directives, headings and footnotes become part of the document. Every file that it names is looked for "
          + "from the template's folder, as those that the template names. It has no front matter of its own."
      ],
      example: """
        ```{include} chapters/events.md
        ```
        """,
      options: [
        Manual.Option(
          key: "literal", takes: "nothing", presence: .optional, text: "Shows the file as it is, as code."),
        Manual.Option(
          key: "lang", takes: "text", presence: .optional,
          text: "The language of the code; shows the file as code too."),
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
