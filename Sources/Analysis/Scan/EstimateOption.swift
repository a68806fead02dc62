import Notebook
import Statistics

/// Which formula stands for the discovery significance.
enum EstimateOption: String, ChoiceOption {
  /// Z_A, the median significance with a systematic uncertainty on the background (arXiv:1806.00322, Eq. 3.1).
  case asimov
  /// Knows no systematic, and stays finite without background.
  case rootTotal = "s/sqrt(s+b)"
  /// Knows no systematic; what Z_A without one tends to for s ≪ b, and too large elsewhere.
  case rootBackgroundAlone = "s/sqrt(b)"
  /// What Z_A tends to for s ≪ b, with σ_b from the systematic.
  case rootBackground = "s/sqrt(b+sigma_b^2)"

  var estimate: SignificanceEstimate {
    switch self {
    case .asimov: .asimov
    case .rootTotal: .signalOverRootTotal
    case .rootBackgroundAlone: .signalOverRootBackgroundAlone
    case .rootBackground: .signalOverRootBackground
    }
  }

  /// As figures show it, in their markup, and as the text shows it, in Markdown.
  var label: String {
    switch self {
    case .asimov: "$Z_A$"
    case .rootTotal: #"$s/\sqrt{s+b}$"#
    case .rootBackgroundAlone: #"$s/\sqrt{b}$"#
    case .rootBackground: #"$s/\sqrt{b+\sigma_b^2}$"#
    }
  }

  /// In plain words, with the systematic where it makes a difference.
  func words(at systematic: Systematic) -> String {
    let name =
      switch self {
      case .asimov: "Asimov significance"
      case .rootTotal: "s/√(s+b)"
      case .rootBackgroundAlone: "s/√b"
      case .rootBackground: "s/√(b+σ_b²)"
      }
    return estimate.usesSystematic ? "\(name) at σ_b/b = \(systematic.key)" : name
  }

  /// As an axis shows it, with the systematic where it makes a difference.
  func axisLabel(at systematic: Systematic) -> String {
    let name = self == .asimov ? label : "Significance " + label
    return estimate.usesSystematic ? name + #" ($\sigma_b/b = "# + "\(systematic.key)$)" : name
  }
}
