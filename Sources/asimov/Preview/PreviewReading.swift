import Analysis
import Notebook
import Report

/// A template as it is on disk now: what there is to run, or all that is wrong with it.
struct PreviewReading {
  enum Outcome {
    case plan(Plan)
    case mistakes([Diagnostic])
    /// Nothing to look at, and why.
    case unreadable(String)
  }

  let outcome: Outcome
  /// All that the template names, as far as it could be read.
  let files: [String]

  init(_ arguments: TemplateArguments, math: MathTypesetter) {
    do {
      let checked = try arguments.check()
      files = checked.files
      outcome = Self.outcome(of: checked, math)
    } catch {
      files = []
      outcome = .unreadable((error as? Failure)?.message ?? "\(error)")
    }
  }

  private static func outcome(of checked: CheckedTemplate, _ math: MathTypesetter) -> Outcome {
    let mistakes = TemplateArguments.mistakes(in: checked, math: math)
    guard mistakes.isEmpty else { return .mistakes(mistakes) }
    do {
      return .plan(try Planner(kinds: Kinds.all).plan(checked))
    } catch let diagnostics as Diagnostics {
      return .mistakes(diagnostics.all)
    } catch {
      return .unreadable("\(error)")
    }
  }
}
