import Foundation
import Testing

/// Programs that stand in for others.
enum StandIns {
  /// Writes scripts of POSIX shell, by name, into `folder`.
  ///
  /// A shell writes them, not this process: a program that starts at the same moment in another test would have the file open, and the
  /// system starts no program that is open for writing.
  static func install(_ scripts: [String: String], in folder: String) throws {
    for (name, text) in scripts {
      var surroundings = Surroundings(folder: folder)
      surroundings.variables["name"] = name
      surroundings.variables["text"] = "#!/bin/sh\n\(text)\n"
      let command = try Command.shell(
        "rm -f \"$name\" && printf '%s' \"$text\" > \"$name\" && chmod 755 \"$name\"", in: surroundings)
      try #require(command.status == 0, "\(command.errors)")
    }
  }
}
