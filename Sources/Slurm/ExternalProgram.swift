import Foundation

/// A program of somebody else's, found along the path.
///
/// It is started without Foundation's `Process`, which keeps descriptors open where no run loop turns: a build that waits for a day asks
/// thousands of times.
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
    let id = try start(arguments, output, errors)
    let said = Channel.read([output, errors])
    var code: Int32 = 0
    while waitpid(id, &code, 0) < 0, errno == EINTR {}
    let status = code & 0x7F == 0 ? code >> 8 & 0xFF : 128 + (code & 0x7F)
    return Answer(status: status, output: said[0], errors: said[1])
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

  private func start(_ arguments: [String], _ output: Channel, _ errors: Channel) throws(SlurmError) -> pid_t {
    #if os(Linux)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // Ctrl-C at a terminal is for this program to answer, and would end all of its group.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors.writing, STDERR_FILENO)
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let variables = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var id = pid_t()
    let failure = posix_spawn(&id, path, &actions, &attributes, words, variables)
    guard failure == 0 else { throw SlurmError("cannot start '\(path)': \(String(cString: strerror(failure)))") }
    output.endWriting()
    errors.endWriting()
    return id
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
