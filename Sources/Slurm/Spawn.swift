import Foundation

/// Starting programs and hearing how they end, without Foundation's `Process`: that keeps descriptors open, and notices no end, where no
/// run loop turns.
enum Spawn {
  /// What a program has as one of its descriptors.
  enum Source {
    case file(String, flags: Int32)
    /// One of this program's.
    case copy(of: Int32)
  }

  /// - Parameters:
  ///   - words: the program's path and its arguments.
  ///   - defaults: signals that it does not ignore, though this program may.
  ///   - flags: more of those that `posix_spawn` knows.
  /// - Throws: ``SlurmError`` where it cannot be started.
  static func start(
    _ words: [String], variables: [String: String], descriptors: [(number: Int32, source: Source)],
    defaults: [Int32] = [], flags: Int16 = 0
  ) throws(SlurmError) -> pid_t {
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
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in defaults { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | flags)
    for (number, source) in descriptors {
      switch source {
      case .file(let path, let flags): posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o644)
      case .copy(let original): posix_spawn_file_actions_adddup2(&actions, original, number)
      }
    }
    let arguments = words.map { strdup($0) } + [nil]
    let environment = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var id = pid_t()
    let failure = posix_spawn(&id, words[0], &actions, &attributes, arguments, environment)
    guard failure == 0 else { throw SlurmError("cannot start '\(words[0])': \(String(cString: strerror(failure)))") }
    return id
  }

  /// How a program has ended, as a shell counts it; `nil` where it has not, or nobody can tell.
  ///
  /// - Parameter options: of `waitpid`.
  static func status(of id: pid_t, _ options: Int32) -> Int32? {
    var code: Int32 = 0
    while true {
      let ended = waitpid(id, &code, options)
      if ended == id { return code & 0x7F == 0 ? code >> 8 & 0xFF : 128 + (code & 0x7F) }
      guard ended < 0, errno == EINTR else { return nil }
    }
  }
}
