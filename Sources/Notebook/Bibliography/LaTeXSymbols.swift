/// What LaTeX's commands for single characters stand for.
enum LaTeXSymbols {
  /// The combining mark that an accent's command puts over or under the letter behind it.
  static let accents: [String: String] = [
    "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", ".": "\u{307}", "\"": "\u{308}",
    "u": "\u{306}", "r": "\u{30A}", "H": "\u{30B}", "v": "\u{30C}", "d": "\u{323}", "c": "\u{327}", "k": "\u{328}",
    "b": "\u{331}", "t": "\u{361}",
  ]

  /// Letters that have commands of their own.
  static let letters: [String: String] = [
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ",
    "NG": "Ŋ",
  ]

  static let others: [String: String] = [
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ", "\\": " ",
    ",": "\u{2009}",
    ";": " ", ":": " ", "!": "", "-": "", "/": "", "@": "", "S": "§", "P": "¶", "dag": "†", "ddag": "‡",
    "copyright": "©",
    "pounds": "£", "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "textquotesingle": "'",
    "textquotedbl": "\"", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_",
    "textdollar": "$", "textless": "<", "textgreater": ">", "textbar": "|", "textregistered": "®", "texttrademark": "™",
    "textdegree": "°", "textmu": "µ", "textpm": "±", "texttimes": "×", "slash": "/", "space": " ", "quad": " ",
    "qquad": " ", "thinspace": "\u{2009}", "newblock": " ", "newline": " ", "relax": "", "protect": "",
    "allowbreak": "",
    "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX",
  ]

  /// Journals as the Astrophysics Data System writes them, after the macros of the American Astronomical Society.
  static let journals: [String: String] = [
    "prd": "Phys. Rev. D", "prl": "Phys. Rev. Lett.", "pre": "Phys. Rev. E", "prc": "Phys. Rev. C",
    "pra": "Phys. Rev. A",
    "apj": "Astrophys. J.", "apjl": "Astrophys. J. Lett.", "apjs": "Astrophys. J. Suppl.", "aj": "Astron. J.",
    "mnras": "Mon. Not. Roy. Astron. Soc.", "aap": "Astron. Astrophys.", "araa": "Ann. Rev. Astron. Astrophys.",
    "jcap": "JCAP", "nat": "Nature", "physrep": "Phys. Rept.", "nphysa": "Nucl. Phys. A", "ssr": "Space Sci. Rev.",
  ]

  /// Commands whose argument is shown as it is: what they ask for a page's list of references does not give.
  static let plain: Set = [
    "rm", "sf", "tt", "sc", "sl", "upshape", "normalfont", "rmfamily", "sffamily", "ttfamily", "scshape", "mdseries",
    "textrm", "textsf", "texttt", "textsc", "textsl", "textup", "textmd", "textnormal", "text", "mbox", "hbox",
    "mathrm",
    "uppercase", "lowercase", "MakeUppercase", "MakeLowercase", "MakeTextUppercase", "MakeTextLowercase", "enquote",
    "noopsort", "nocase", "small", "footnotesize",
  ]
}
