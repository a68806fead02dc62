import Notebook
import Synchronization

/// Sets the formulas of all pages that share it: KaTeX is loaded for the first of them that no earlier build has set, and
/// each formula set once.
///
/// Any thread may use it; one formula is set at a time.
public final class MathTypesetter: Sendable {
  private struct State {
    var renderer: MathRenderer?
    var memo: FormulaMemo?
    /// Finished formulas, inline and display.
    var finished: [Bool: [String: String]] = [:]
  }

  private let state: Mutex<State>
  private let store: Store?
  private let makeRenderer: @Sendable () throws(MathError) -> sending MathRenderer

  /// - Parameter store: where formulas are kept from one build to the next.
  public convenience init(store: Store? = nil) {
    let script = store == nil ? nil : try? KaTeXScript.load()
    let memo = script.flatMap { script in store.map { FormulaMemo(of: script, in: $0) } }
    self.init(store: store, memo: memo) { () throws(MathError) in try MathRenderer() }
  }

  init(
    store: Store? = nil, memo: FormulaMemo? = nil,
    _ makeRenderer: @escaping @Sendable () throws(MathError) -> sending MathRenderer
  ) {
    self.store = store
    self.makeRenderer = makeRenderer
    state = Mutex(State(memo: memo))
  }

  /// Loads KaTeX if that has not been done.
  ///
  /// - Throws: ``MathError`` where there is none to load; the next call looks again, since it may be installed by then.
  func load() throws(MathError) {
    try state.withLock { state throws(MathError) in
      if state.renderer == nil { state.renderer = try makeRenderer() }
    }
  }

  /// A formula that has been set before, here or in an earlier build.
  func known(_ tex: String, display: Bool) -> String? {
    state.withLock { state in
      if let markup = state.finished[display]?[tex] { return markup }
      guard let answer = state.memo?.answer(tex, display: display) else { return nil }
      let markup = MathMarkup.portable(answer)
      state.finished[display, default: [:]][tex] = markup
      return markup
    }
  }

  /// One formula as a `<math>` element, its TeX in an annotation.
  ///
  /// - Throws: ``MathError`` with the place where KaTeX stopped.
  func mathML(_ tex: String, display: Bool) throws(MathError) -> String {
    if let markup = known(tex, display: display) { return markup }
    try load()
    return try state.withLock { state throws(MathError) in
      // Once loaded it stays.
      guard let renderer = state.renderer else { throw MathError("KaTeX is not loaded") }
      let answer = try renderer.answer(tex, display: display)
      state.memo?.keep(answer, tex, display: display)
      let markup = MathMarkup.portable(answer)
      state.finished[display, default: [:]][tex] = markup
      return markup
    }
  }

  /// Keeps what was set for later builds, if anything was.
  ///
  /// - Throws: `WriteError` where the store cannot be written to.
  public func keepFormulas() throws {
    let bytes = try state.withLock { state in
      guard let memo = state.memo, memo.isChanged else { return [UInt8]?.none }
      return try memo.encoded()
    }
    if let bytes { try store?.keep(memo: bytes, named: FormulaMemo.name) }
  }
}
