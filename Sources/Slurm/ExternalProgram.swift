import Foundation

/// A program of somebody else's, found along the path.
///
/// A build that waits for a day starts it thousands of times.
struct ExternalProgram: Sendable {
  /// What came of a run.
  struct Answer {
    /// As a shell counts it.
    var status: Int32
    var output: String
    var errors: String
  }

  let name: String
  private let path: String

  /// - Throws: ``SlurmError`` where there is none.
  init(_ name: String, path: String) throws(SlurmError) {
    let folders = path.split(separator: ":")
    guard
      let found = folders.map({ "\($0)/\(name)" }).first(where: { FileManager.default.isExecutableFile(atPath: $0) })
    else {
      throw SlurmError(
        "no program '\(name)': Slurm is not installed here; build on a login node of the cluster, or with --executor local"
      )
    }
    self.name = name
    self.path = found
  }

  /// Runs it and waits for its end.
  func run(_ arguments: [String]) throws(SlurmError) -> Answer {
    let (output, errors) = (try Channel(), try Channel())
    defer {
      output.close()
      errors.close()
    }
    // Ctrl-C at a terminal is for this program to answer, and would end all of its group.
    let id = try Spawn.start(
      [path] + arguments, variables: ProcessInfo.processInfo.environment,
      descriptors: [
        (STDIN_FILENO, .file("/dev/null", flags: O_RDONLY)), (STDOUT_FILENO, .copy(of: output.writing)),
        (STDERR_FILENO, .copy(of: errors.writing)),
      ], flags: Int16(POSIX_SPAWN_SETPGROUP))
    output.endWriting()
    errors.endWriting()
    let said = Channel.read([output, errors])
    return Answer(status: Spawn.status(of: id, 0) ?? 0, output: said[0], errors: said[1])
  }

  /// What it says where it ends well.
  func output(_ arguments: [String]) throws(SlurmError) -> String {
    let answer = try run(arguments)
    guard answer.status == 0 else {
      let lines = (answer.errors + answer.output).split(whereSeparator: \.isNewline).map { String($0) }
      throw SlurmError(lines.isEmpty ? "\(name) ended with status \(answer.status)" : lines.joined(separator: "; "))
    }
    return answer.output
  }

}

/// What a program says goes through here.
private final class Channel {
  private let reading: Int32
  private(set) var writing: Int32

  init() throws(SlurmError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SlurmError("cannot start a program: \(String(cString: strerror(errno)))") }
    (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  func endWriting() {
    guard writing >= 0 else { return }
    Foundation.close(writing)
    writing = -1
  }

  func close() {
    endWriting()
    Foundation.close(reading)
  }

  /// All that comes through `channels` until nobody writes any more: from each as it comes, so that none is ever full.
  static func read(_ channels: [Channel]) -> [String] {
    var bytes = [[UInt8]](repeating: [], count: channels.count)
    var open = Set(channels.indices)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while !open.isEmpty {
      var files = channels.map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
      for index in channels.indices where !open.contains(index) { files[index].fd = -1 }
      guard poll(&files, nfds_t(files.count), -1) > 0 || errno == EINTR else { break }
      for index in open where files[index].revents != 0 {
        let count = Foundation.read(channels[index].reading, &buffer, buffer.count)
        if count > 0 { bytes[index] += buffer[..<count] } else if count == 0 || errno != EINTR { open.remove(index) }
      }
    }
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }
}
