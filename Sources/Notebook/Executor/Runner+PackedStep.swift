/// What came of a step that was run by itself.
public enum PackedStepOutcome: Sendable {
  /// Its result is in the store, made now or found there.
  case done
  case failed(Diagnostic)
  /// A step that it reads has no result.
  case lacks(String)
  case interrupted
}

extension Runner {
  /// Runs a step by itself, where the store has no result of it yet, and keeps the result.
  ///
  /// - Parameters:
  ///   - planner: knows the kinds of directives.
  ///   - awaited: Asked where the store lacks what the step reads, which may be on its way over a network: whether to look again. Called
  ///     with the step's name, until it says no.
  public func run(
    _ packed: PackedStep, _ planner: Planner, stillComing awaited: (PackedStep.Read) -> Bool = { _ in false }
  ) -> PackedStepOutcome {
    if store.wholeResult(for: packed.key) != nil { return .done }
    do {
      let step = try planner.step(packed)
      var inputs: [String: StepResult] = [:]
      for read in packed.reads {
        var result = store.wholeResult(for: read.key)
        while result == nil, awaited(read) { result = store.wholeResult(for: read.key) }
        guard let result else { return .lacks(read.name) }
        inputs[read.name] = result
      }
      report(.started(step: step.name))
      let result = try compute(step, reading: inputs, threads: concurrency)
      // Another task may have been faster: a file in use is not replaced, which file systems over a network take badly.
      if store.wholeResult(for: packed.key) == nil { try store.keep(result, for: packed.key) }
      return .done
    } catch is CancellationError {
      return .interrupted
    } catch {
      return .failed(Diagnostic(of: error, in: packed.kind, packed.name, at: packed.location))
    }
  }
}

extension Diagnostic {
  /// What went wrong in a step.
  init(of error: any Error, in kind: String, _ name: String, at location: SourceLocation) {
    self = (error as? Diagnostic) ?? Diagnostic("\(kind) '\(name)': \(error)", at: location)
  }
}
