import ArgumentParser
import Foundation

@main
enum Main {
  static func main() async {
    do {
      try Processor.check()
      var command = try Asimov.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let status as ExitStatus {
      exit(status.rawValue)
    } catch let failure as Failure {
      Terminal.standardError(failure.description)
      exit(failure.status.rawValue)
    } catch {
      // Help and version come as errors too, and end well.
      if Asimov.exitCode(for: error).isSuccess { Asimov.exit(withError: error) }
      Terminal.standardError(Asimov.fullMessage(for: error))
      exit(ExitStatus.badInput.rawValue)
    }
  }
}

/// How the command ends when it does not end well; what there is to say has been said.
enum ExitStatus: Int32, Error {
  /// The analysis failed.
  case failed = 1
  /// The template or the arguments are wrong.
  case badInput = 2
  /// Ctrl-C, as shells count it.
  case interrupted = 130
}

/// Why the command cannot go on.
struct Failure: Error, CustomStringConvertible {
  var status: ExitStatus
  var message: String
  var description: String { "error: \(message)" }

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}

/// Does what may fail for want of room or of permission.
///
/// - Throws: ``Failure`` that says why it failed.
func reporting<Result>(_ work: () throws -> Result) throws -> Result {
  do { return try work() } catch { throw Failure(.failed, "\(error)") }
}
