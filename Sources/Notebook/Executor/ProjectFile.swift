import Foundation

/// `asimov.yaml` beside a template: what holds for all templates of the folder and is not the templates' own affair, such as the
/// cluster that they are built on.
struct ProjectFile {
  static let name = "asimov.yaml"

  private(set) var executor: ExecutorOptions?
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads what lies beside the template; nothing where there is no such file.
  init(besideTemplate template: String) {
    let path = URL(fileURLWithPath: template).deletingLastPathComponent().appendingPathComponent(Self.name).relativePath
    do throws(Diagnostic) {
      guard let root = try YAMLReader.read(file: path, called: "'\(Self.name)'") else { return }
      guard let pairs = root.pairs else {
        throw Diagnostic("expected a mapping, not \(root.kindName)", at: root.location, remedy: "write executor: slurm")
      }
      for pair in pairs { read(pair) }
    } catch {
      diagnostics.append(error)
    }
  }

  private mutating func read(_ pair: YAMLNode.Pair) {
    let name = pair.key.scalar ?? ""
    guard name == "executor" else {
      diagnostics.append(
        Diagnostic(
          "unknown key '\(name)'", at: pair.key.location, remedy: Suggestion.remedy(for: name, among: ["executor"])))
      return
    }
    executor = ExecutorOptions(pair.value, &diagnostics)
  }
}
