import ArgumentParser
import Foundation
import Notebook

struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Look after kept results: list, verify, prune.",
    discussion: """
      A store holds the results of steps under the digest of all that they depend on. It may be deleted at any time: the \
      next build makes it anew.
      """,
    subcommands: [List.self, Verify.self, Prune.self])

  /// Which store to look at.
  struct Arguments: ParsableArguments {
    @Argument(
      help: "The store, or a template or folder beside which it lies.", completion: .file(extensions: ["md"]))
    var place = "."

    /// - Throws: ``Failure`` where there is no store.
    func inventory() throws -> StoreInventory {
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: place, isDirectory: &isDirectory) else {
        throw Failure(.badInput, "no store, template or folder '\(place)'")
      }
      let url = URL(fileURLWithPath: place)
      let folder = isDirectory.boolValue ? url : url.deletingLastPathComponent()
      let beside = folder.appendingPathComponent(".asimov").relativePath
      let isStore = url.lastPathComponent == ".asimov" || Store.isStore(place)
      let directory = isStore ? place : beside
      guard FileManager.default.fileExists(atPath: directory) else {
        throw Failure(.badInput, "no store beside '\(place)'; name a template that was built, or a store's folder")
      }
      do {
        return try StoreInventory(Store(directory: directory))
      } catch {
        throw Failure(.failed, "\(error)")
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List every kept result with its size, its age and what uses it.")

    @OptionGroup var arguments: Arguments
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
      let entries = try arguments.inventory().entries
      guard !json else { return print(try Self.json(entries)) }
      for entry in entries {
        let uses = entry.uses.isEmpty ? "unused" : entry.uses.joined(separator: ", ")
        let size = ByteCount.text(entry.bytes)
        print(
          entry.key.prefix(12), String(repeating: " ", count: max(0, 8 - size.count)) + size,
          CacheCommand.date(entry.modified), uses, separator: "  ")
      }
      let unused = entries.filter(\.uses.isEmpty)
      let total = ByteCount.text(entries.map(\.bytes).reduce(0, +))
      print(
        "\(entries.count) result\(entries.count == 1 ? "" : "s"), \(total); \(unused.count) unused, "
          + ByteCount.text(unused.map(\.bytes).reduce(0, +)))
    }

    private struct Row: Encodable {
      var key: String
      var bytes: Int
      var modified: Date
      var uses: [String]
    }

    private static func json(_ entries: [StoreInventory.Entry]) throws -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.dateEncodingStrategy = .iso8601
      let rows = entries.map { Row(key: $0.key, bytes: $0.bytes, modified: $0.modified, uses: $0.uses) }
      return String(decoding: try encoder.encode(rows), as: UTF8.self)
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compare every kept result with its digest; exit status 1 where one is damaged.",
      discussion: "A damaged result is never used: the next build that needs it makes it anew.")

    @OptionGroup var arguments: Arguments

    func run() throws {
      let inventory = try arguments.inventory()
      let damages = inventory.damages { place in
        guard Terminal.isInteractive, place % 16 == 0 else { return }
        Terminal.standardErrorWithoutNewline("\r\(place) of \(inventory.entries.count)\u{1B}[K")
      }
      if Terminal.isInteractive { Terminal.standardErrorWithoutNewline("\r\u{1B}[K") }
      for damage in damages { Terminal.standardError("\(damage.path): \(damage.reason)") }
      let count = "\(inventory.entries.count) result\(inventory.entries.count == 1 ? "" : "s")"
      guard damages.isEmpty else {
        Terminal.standardError("\(damages.count) damaged of \(count); a build that needs them makes them anew")
        throw ExitStatus.failed
      }
      print("\(count), all whole")
    }
  }

  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove results that no template's last build uses, damaged ones, and what killed builds left.",
      discussion: "Removes nothing while a build runs on the store.")

    @OptionGroup var arguments: Arguments

    @Option(help: "Keep what was written within this many hours, used or not.")
    var keepHours = 1.0

    @Flag(help: "Say what would be removed, and remove nothing.")
    var dryRun = false

    func validate() throws {
      guard keepHours >= 0 else { throw ValidationError("--keep-hours must not be negative") }
    }

    func run() throws {
      let inventory = try arguments.inventory()
      do {
        let pruned = try inventory.prune(unusedFor: keepHours * 3600, isDry: dryRun)
        let leftovers = pruned.leftovers == 0 ? "" : " and \(pruned.leftovers) leftover file(s)"
        print(
          "\(dryRun ? "would remove" : "removed") \(pruned.entries) of \(inventory.entries.count) results\(leftovers), "
            + ByteCount.text(pruned.bytes))
      } catch {
        throw Failure(.failed, "\(error)")
      }
    }
  }

  private static func date(_ date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd HH:mm"
    return formatter.string(from: date)
  }
}

/// A number of bytes as a person reads it.
enum ByteCount {
  static func text(_ bytes: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var size = Double(bytes)
    var unit = 0
    while size >= 999.5, unit < units.count - 1 {
      size /= 1000
      unit += 1
    }
    return unit == 0 ? "\(bytes) B" : String(format: size < 9.95 ? "%.1f" : "%.0f", size) + " " + units[unit]
  }
}
