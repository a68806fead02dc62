import ArgumentParser
import Foundation
import Notebook

struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show the report in a browser and keep it fresh while the template is edited.",
    discussion: """
      Serves the report to this machine alone. A save of the template, or of a file that it reads, shows at once; what \
      has to run runs meanwhile, and mistakes stand above the last report that could be made. Nothing is written but \
      the store. Ctrl-C ends it.
      """)

  @OptionGroup var arguments: TemplateArguments

  @Option(help: "The port to serve on; by default the first that is free from \(PreviewPort.standard) on.")
  var port: UInt16?

  @OptionGroup var store: StoreArguments

  @Option(
    name: .shortAndLong,
    help: "How many steps run at once; by default as many as there are cores. Results do not depend on it.")
  var jobs: Int?

  @Flag(help: "Open the report in the browser.")
  var open = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
    if port == 0 { throw ValidationError("--port takes a number from 1 to 65535") }
  }

  func run() async throws {
    // A template that is not there from the start is misspelt; one that goes later may be on its way back.
    _ = try arguments.check()
    let store = store.store(besideTemplate: arguments.template)
    do { try AtomicFile.prepareFolder(store.directory) } catch { throw Failure(.failed, "\(error)") }
    let session = try PreviewSession(
      arguments, store: store, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    let port = try await PreviewPort.open(port, PreviewServer(session: session))
    let address = "http://127.0.0.1:\(port.number)/"
    print(address)
    // Whoever reads the address from a pipe waits for it.
    fflush(nil)
    if open { Self.openBrowser(address) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await Self.watch(session) }
      group.addTask { await Interruption.wait() }
      group.addTask { try await port.wait() }
      do { try await group.next() } catch { throw Failure(.failed, "the preview cannot go on: \(error)") }
      group.cancelAll()
      await session.stop()
      await port.close()
    }
    Terminal.standardError("")
  }

  private static func watch(_ session: PreviewSession) async throws {
    var watcher = FileWatcher()
    watcher.watch(await session.files)
    await session.update()
    let others = await session.files.dropFirst().filter(FileManager.default.fileExists).map {
      URL(fileURLWithPath: $0).lastPathComponent
    }
    Terminal.standardError("watching " + (["the template"] + others).joined(separator: ", ") + "; Ctrl-C ends")
    while true {
      watcher.watch(await session.files)
      try await Task.sleep(for: .milliseconds(100))
      if watcher.look() { await session.update() }
    }
  }

  private static func openBrowser(_ address: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    #if os(macOS)
      process.arguments = ["open", address]
    #else
      process.arguments = ["xdg-open", address]
    #endif
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    do { try process.run() } catch { Terminal.standardError("no browser could be opened: \(error)") }
  }
}
