import Foundation
import Notebook

/// Prints a page with a browser of the Chromium family, which knows the page's rules for paper.
struct PDFPrinter {
  private let browser: String

  private static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "brave-browser",
  ]

  /// - Throws: ``Failure`` where there is no such browser.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) throws {
    if let named = environment["ASIMOV_CHROMIUM"], !named.isEmpty {
      guard FileManager.default.isExecutableFile(atPath: named) else {
        throw Failure(.badInput, "ASIMOV_CHROMIUM names '\(named)', which is no program")
      }
      browser = named
      return
    }
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let found = Self.names.lazy.flatMap { name in folders.map { "\($0)/\(name)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else {
      throw Failure(
        .badInput,
        "--pdf needs Chromium or Chrome, and there is neither; install it (Debian: apt-get install chromium), or set "
          + "ASIMOV_CHROMIUM to the path of one")
    }
    browser = found
  }

  /// The page at `path` on A4, beside it.
  ///
  /// - Returns: the PDF's path.
  /// - Throws: ``Failure`` where the browser does not print it within two minutes. What was there before is left alone then.
  func print(_ path: String) throws -> String {
    let page = URL(fileURLWithPath: path)
    let target = page.deletingPathExtension().appendingPathExtension("pdf")
    let work = FileManager.default.temporaryDirectory.appendingPathComponent("asimov-pdf-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: work) }
    let made = work.appendingPathComponent("page.pdf")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: browser)
    process.arguments = [
      "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
      "--user-data-dir=\(work.appendingPathComponent("profile").path)", "--print-to-pdf=\(made.path)",
    ]
    // The sandbox of Chromium does not start for root, as in containers. The page loads nothing, and runs its own script alone.
    if getuid() == 0 { process.arguments?.append("--no-sandbox") }
    process.arguments?.append(page.absoluteString)
    let messages = work.appendingPathComponent("messages").path
    _ = FileManager.default.createFile(atPath: messages, contents: nil)
    process.standardError = FileHandle(forWritingAtPath: messages)
    process.standardOutput = FileHandle.nullDevice
    do { try process.run() } catch { throw Failure(.failed, "cannot start '\(browser)': \(error)") }
    let end = Date.now.addingTimeInterval(120)
    while process.isRunning, Date.now < end { usleep(20_000) }
    guard !process.isRunning else {
      process.terminate()
      throw Failure(.failed, "'\(browser)' did not print the report within two minutes")
    }
    guard process.terminationStatus == 0, let bytes = FileManager.default.contents(atPath: made.path), !bytes.isEmpty
    else {
      let said = (try? String(contentsOfFile: messages, encoding: .utf8))?.split(separator: "\n").last ?? ""
      throw Failure(.failed, "'\(browser)' did not print the report: \(said)")
    }
    try reporting { try AtomicFile.update(Array(bytes), at: target.relativePath) }
    return target.relativePath
  }
}
