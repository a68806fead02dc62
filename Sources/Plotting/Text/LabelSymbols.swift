/// The commands that stand for one sign. All signs exist in TeX Gyre Heros.
enum LabelSymbols {
  static let lowerGreek: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ",
    "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
  ]

  static let upperGreek: [String: String] = [
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
  ]

  static let signs: [String: String] = [
    "ell": "ℓ", "infty": "∞", "partial": "∂", "sum": "∑", "langle": "\u{2329}", "rangle": "\u{232A}",
    "$": "$", "_": "_", "^": "^", "{": "{", "}": "}", "\\": "\\", "%": "%", "#": "#", "&": "&", "~": "~",
    "pm": "±", "times": "×", "cdot": "·", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠",
    "approx": "≈", "sim": "~", "to": "→", "rightarrow": "→", "leftarrow": "←", "dagger": "†", "ldots": "…",
    "prime": "'", "circ": "°", "ll": "«", "gg": "»",
  ]

  static let functions: Set<String> = ["log", "ln", "exp", "min", "max", "sin", "cos", "tan", "sinh", "cosh", "tanh"]

  /// In ems, as in TeX.
  static let spaces: [String: Double] = [
    ",": 3.0 / 18, ":": 4.0 / 18, ";": 5.0 / 18, "!": -3.0 / 18, " ": 0.278, "quad": 1, "qquad": 2,
  ]

  private static let operations: Set<Character> = ["+", "\u{2212}", "±", "×", "·"]
  private static let relations: Set<Character> = ["=", "<", ">", "≤", "≥", "≠", "≈", "~", "→", "←", ":"]

  static func role(of character: Character) -> LabelNode.Role {
    if operations.contains(character) { return .operation }
    if relations.contains(character) { return .relation }
    switch character {
    case "(", "[": return .opening
    case ",", ";": return .punctuation
    default: return .ordinary
    }
  }

  /// In formulas Latin letters and small Greek ones are variables; digits, signs and capital Greek letters stand
  /// upright.
  static func isVariable(_ character: Character) -> Bool {
    character.isASCII ? character.isLetter : ("α"..."ω").contains(character) || "ϵϑϕϖϱ".contains(character)
  }

  /// Whether the last sign leans to the right.
  static func slants(_ nodes: [LabelNode]) -> Bool {
    if case .atom(_, let face, _) = nodes.last { face.isItalic } else { false }
  }
}
