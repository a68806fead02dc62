import Foundation
import Testing

/// Starting programs and hearing how they end.
enum Spawn {
  /// A file that a program has as one of its descriptors.
  struct Descriptor {
    var number: Int32
    var path: String
    var flags: Int32
  }

  /// - Parameters:
  ///   - words: the program's path and its arguments.
  ///   - flags: more of those that `posix_spawn` knows.
  static func start(
    _ words: [String], variables: [String: String], descriptors: [Descriptor], flags: Int16 = 0
  ) throws -> pid_t {
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
    // Whoever runs the tests may ignore some, and a child would as well.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGINT, SIGTERM, SIGPIPE, SIGXFSZ, SIGHUP] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | flags)
    for file in descriptors {
      posix_spawn_file_actions_addopen(&actions, file.number, file.path, file.flags, 0o644)
    }
    let arguments = words.map { strdup($0) } + [nil]
    let environment = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var id = pid_t()
    let failure = posix_spawn(&id, words[0], &actions, &attributes, arguments, environment)
    try #require(failure == 0, "\(words[0]): \(String(cString: strerror(failure)))")
    return id
  }

  /// How a program has ended, as a shell counts it; `nil` where it has not.
  ///
  /// - Parameter options: of `waitpid`.
  static func status(of id: pid_t, _ options: Int32) -> Int32? {
    var code: Int32 = 0
    guard waitpid(id, &code, options) == id else { return nil }
    return code & 0x7F == 0 ? code >> 8 & 0xFF : 128 + (code & 0x7F)
  }
}
