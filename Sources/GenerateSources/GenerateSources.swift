import Foundation

/// Makes Swift source out of other files of this package; run by the plugin of the same package, never by hand.
///
///     GenerateSources documentation OUTPUT SOURCE…
///     GenerateSources texts OUTPUT FOLDER FILE…
@main
enum GenerateSources {
  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ arguments: [String]) throws {
    guard arguments.count >= 2 else { throw WrongArguments() }
    let source =
      switch arguments[0] {
      case "documentation": try documentation(of: arguments.dropFirst(2))
      case "texts" where arguments.count > 2: try texts(arguments.dropFirst(3), in: arguments[2])
      default: throw WrongArguments()
      }
    try source.write(toFile: arguments[1], atomically: true, encoding: .utf8)
  }

  private static func documentation(of files: some Sequence<String>) throws -> String {
    var writer = DocumentationWriter(types: [], declared: [])
    for file in files.sorted() {
      let reader = try DeclarationReader(try String(contentsOfFile: file, encoding: .utf8), file: file)
      writer.types += reader.types
      writer.declared.formUnion(reader.declared)
    }
    return writer.source
  }

  private static func texts(_ files: some Sequence<String>, in folder: String) throws -> String {
    TextWriter(
      folder: URL(fileURLWithPath: folder).lastPathComponent,
      files: try files.map { file in
        (String(file.dropFirst(folder.count + 1)), try String(contentsOfFile: file, encoding: .utf8))
      }
    ).source
  }

  struct WrongArguments: Error, CustomStringConvertible {
    var description: String { "error: expected 'documentation OUTPUT SOURCE…' or 'texts OUTPUT FOLDER FILE…'" }
  }
}
