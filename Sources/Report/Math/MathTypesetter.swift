import Synchronization

/// Sets the formulas of all pages that share it: KaTeX is loaded for the first of them, and each formula set once.
///
/// Any thread may use it; one formula is set at a time.
public final class MathTypesetter: Sendable {
  private let renderer = Mutex<MathRenderer?>(nil)
  private let makeRenderer: @Sendable () throws(MathError) -> sending MathRenderer

  public convenience init() {
    self.init { () throws(MathError) in try MathRenderer() }
  }

  init(_ makeRenderer: @escaping @Sendable () throws(MathError) -> sending MathRenderer) {
    self.makeRenderer = makeRenderer
  }

  /// Loads KaTeX if that has not been done.
  ///
  /// - Throws: ``MathError`` where there is none to load; the next call looks again, since it may be installed by then.
  func load() throws(MathError) {
    try renderer.withLock { renderer throws(MathError) in
      if renderer == nil { renderer = try makeRenderer() }
    }
  }

  /// As ``MathRenderer/mathML(_:display:)``.
  func mathML(_ tex: String, display: Bool) throws(MathError) -> String {
    try load()
    return try renderer.withLock { renderer throws(MathError) in
      // Once loaded it stays.
      guard let renderer else { throw MathError("KaTeX is not loaded") }
      return try renderer.mathML(tex, display: display)
    }
  }
}
