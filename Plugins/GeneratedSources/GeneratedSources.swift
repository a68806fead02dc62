import Foundation
import PackagePlugin

/// Makes the sources that are made from other files whenever one of these changes: of a target with a folder `Starter` or
/// `Browser` what is in it, of any other the doc comments of its options.
@main
struct GeneratedSources: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    guard let target = target as? SwiftSourceModuleTarget else { return [] }
    let tool = try context.tool(named: "GenerateSources").url
    for name in ["Starter", "Browser"] {
      let folder = target.directoryURL.appending(path: name)
      guard FileManager.default.fileExists(atPath: folder.path) else { continue }
      return [try texts(in: folder, with: tool, into: context.pluginWorkDirectoryURL)]
    }
    let sources = target.sourceFiles(withSuffix: "swift").map(\.url)
    let output = context.pluginWorkDirectoryURL.appending(path: "Documentation+Types.swift")
    return [
      .buildCommand(
        displayName: "Reading the doc comments of \(target.name)", executable: tool,
        arguments: ["documentation", output.path] + sources.map(\.path), inputFiles: sources, outputFiles: [output])
    ]
  }

  private func texts(in folder: URL, with tool: URL, into work: URL) throws -> Command {
    // A build of what is in the folder leaves its results there.
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { !$0.hasPrefix(".asimov") }.sorted()
      .map { folder.appending(path: $0, directoryHint: .checkFileSystem) }.filter { !$0.hasDirectoryPath }
    let output = work.appending(path: "\(folder.lastPathComponent)Files+All.swift")
    return .buildCommand(
      displayName: "Embedding \(folder.lastPathComponent)", executable: tool,
      arguments: ["texts", output.path, folder.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
  }
}
