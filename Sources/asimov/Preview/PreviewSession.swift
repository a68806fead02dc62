import FlyingFox
import Foundation
import Notebook
import Report

/// One template being previewed: reads it anew when told to, runs what that asks for, and tells every page.
actor PreviewSession {
  /// How long a run goes on before the page shows it; most have ended by then.
  private static let patience = Duration.milliseconds(300)

  private let arguments: TemplateArguments
  private let math: MathTypesetter
  private let steps: PreviewSteps

  /// All that is served.
  private(set) var site: PreviewSite
  /// The template and every file that it was last seen to name.
  private(set) var files: [String]
  private var state: LiveState
  private var isAboutToTell = false
  /// What is wrong with the text as it is now, and with what the last run made; the page shows the one or the other.
  private var textPanel = ""
  private var resultPanel = ""
  private var listeners: [UUID: AsyncStream<WSMessage>.Continuation] = [:]

  /// Of the last text without mistakes.
  private var plan: Plan?
  private var run: PreviewRun?
  /// The last run that went to its end.
  private var finished: PreviewRun?
  /// The newest result of each step by name, with its key; shown faded while the next one is on its way.
  private var results: [String: (key: String, result: StepResult)] = [:]

  init(_ arguments: TemplateArguments, store: Store, jobs: Int) throws {
    self.arguments = arguments
    steps = PreviewSteps(store: store, jobs: jobs)
    math = MathTypesetter(store: store)
    files = [arguments.template]
    site = try PreviewSite(waitingFor: arguments.template)
    state = LiveState(version: site.version)
  }

  /// Reads the template and does what it asks for. Returns when that is under way.
  ///
  /// A run that the new text asks for just as well goes on: prose may be written while a network trains.
  func update() {
    let reading = PreviewReading(arguments, math: math)
    switch reading.outcome {
    case .unreadable(let message):
      Terminal.standardError("error: \(message)")
      textPanel = MistakePanel.html("The template cannot be read", message: message)
    case .mistakes(let mistakes):
      // What is not in order names no files; those of before may still put it right.
      files += reading.files.filter { !files.contains($0) }
      textPanel = panel(mistakes)
    case .plan(let plan):
      files = [arguments.template] + reading.files
      self.plan = plan
      textPanel = ""
      if let run, run.hasSteps(of: plan) {
        showUnfinished()
      } else if run == nil, let finished, finished.hasSteps(of: plan) {
        showFinished()
        Terminal.standardError("\(name): no mistakes, nothing to run")
      } else {
        start(plan)
      }
    }
    tell()
  }

  /// Ends the run, if there is one, and every connection.
  func stop() {
    // A memo only saves time: the next command does without it.
    try? math.keepFormulas()
    run?.task.cancel()
    run = nil
    for listener in listeners.values { listener.finish() }
    listeners = [:]
  }

  /// The state now and whenever it changes. States that a slow page has missed are left out.
  func listen() -> AsyncStream<WSMessage> {
    let (messages, continuation) = AsyncStream<WSMessage>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let id = UUID()
    listeners[id] = continuation
    continuation.onTermination = { _ in Task { await self.forget(id) } }
    if let json = try? state.json() { continuation.yield(.text(json)) }
    return messages
  }

  private func forget(_ id: UUID) { listeners[id] = nil }

  private func tell() {
    state.panel = textPanel.isEmpty ? resultPanel : textPanel
    // A fraction that is not finite is the only thing that could not be sent, and none is kept.
    guard let json = try? state.json() else { return }
    for listener in listeners.values { listener.yield(.text(json)) }
  }

  /// Tells the state in a moment, with what changes until then: epochs may end by the thousand.
  private func tellSoon() {
    guard !isAboutToTell else { return }
    isAboutToTell = true
    Task {
      try? await Task.sleep(for: .milliseconds(100))
      isAboutToTell = false
      tell()
    }
  }

  private var name: String { URL(fileURLWithPath: arguments.template).lastPathComponent }

  // MARK: Runs

  private func start(_ plan: Plan) {
    if run != nil { Terminal.standardError("changed while steps ran; starting again") }
    let next = steps.run(plan, after: run) { [weak self] run in await self?.follow(run) }
    run?.task.cancel()
    (run, resultPanel) = (next, "")
    Task {
      try await Task.sleep(for: Self.patience)
      guard run?.id == next.id else { return }
      showUnfinished()
      tell()
    }
  }

  /// Takes up what a run has come to: how far it is, or that it has ended.
  private func follow(_ update: PreviewRun) {
    if let outcome = update.outcome {
      // So that pruning knows what is of use. A record that cannot be kept is missed by nothing else.
      var record = steps.store.record(ofTemplate: arguments.template)
      record.update(with: update.plan, outcome)
      try? steps.store.keep(record)
      for (name, key) in update.keys { outcome.results[name].map { results[name] = (key, $0) } }
    }
    guard run?.id == update.id else { return }
    if update.outcome == nil {
      run = update
      guard !state.status.isEmpty else { return }
      (state.status, state.fraction) = update.status
      tellSoon()
    } else {
      (run, finished) = (nil, update)
      (state.status, state.fraction, state.stale) = ("", nil, [])
      showFinished()
      tell()
    }
  }

  // MARK: What the page shows

  private func showFinished() {
    guard let plan, let outcome = finished?.outcome else { return }
    let failures = finished?.failures(in: plan) ?? []
    do {
      site = PreviewSite(try ReportFiles(plan, outcome, math: math))
      state.version = site.version
      let count = failures.count == 1 ? "A step" : "\(failures.count) steps"
      resultPanel = failures.isEmpty ? "" : MistakePanel.html("\(count) failed", failures)
    } catch let diagnostics as Diagnostics {
      resultPanel = panel(diagnostics.all + failures)
    } catch {
      resultPanel = MistakePanel.html("The report cannot be set", message: "\(error)")
    }
  }

  /// The new text with the results that there are, old ones faded.
  private func showUnfinished() {
    guard let plan, let run else { return }
    var known: [String: StepResult] = [:]
    var stale: [String] = []
    for step in plan.steps {
      let before = results[step.name]
      known[step.name] = before?.result
      if before?.key != step.key { stale.append(step.name) }
    }
    var report = try? ReportFiles(plan, plan.gathering(known), math: math)
    if report == nil {
      // Results of before need not have all that the new text quotes.
      for name in stale { known[name] = nil }
      report = try? ReportFiles(plan, plan.gathering(known), math: math)
    }
    if let report { site = PreviewSite(report) }
    // The members of a sweep stand in its place.
    (state.version, state.stale) = (site.version, stale.map { String($0.prefix { $0 != "[" }) })
    (state.status, state.fraction) = run.status
  }

  /// Says what is wrong here as well.
  private func panel(_ mistakes: [Diagnostic]) -> String {
    var excerpts = Excerpts()
    for mistake in mistakes { Terminal.standardError(excerpts.text(mistake)) }
    let count = mistakes.count == 1 ? "A mistake" : "\(mistakes.count) mistakes"
    return MistakePanel.html("\(count) in \(name)", mistakes)
  }
}
