import Foundation
import Testing

/// A cluster of one node with two cores, of Debian's `slurm-wlm` and `munge`, on this machine alone: daemons, ports and keys of its own
/// in a folder of its own. It needs neither systemd nor cgroups.
final class SlurmCluster {
  private let folder: String
  private var munge: RunningCommand?
  private var controller: RunningCommand?
  private var node: RunningCommand?

  static let programs = ["munged", "slurmctld", "slurmd"].map { "/usr/sbin/" + $0 }
  static let isInstalled = programs.allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }

  /// What commands find around them that shall use this cluster.
  var surroundings: Surroundings {
    var surroundings = Surroundings()
    surroundings.variables["SLURM_CONF"] = configuration
    return surroundings
  }

  private var configuration: String { folder + "/slurm.conf" }

  /// A cluster for `body`, stopped afterwards whatever comes of it.
  static func running(_ body: (SlurmCluster) throws -> Void) throws {
    try Command.inFolder { folder in
      let cluster = try SlurmCluster(in: folder + "/cluster")
      defer { cluster.stop() }
      try body(cluster)
    }
  }

  private init(in folder: String) throws {
    self.folder = folder
    for name in ["", "/state", "/spool"] {
      try FileManager.default.createDirectory(atPath: folder + name, withIntermediateDirectories: true)
    }
    let key = Data((0..<128).map { _ in UInt8.random(in: 0...255) })
    let path = folder + "/munge.key"
    #expect(FileManager.default.createFile(atPath: path, contents: key, attributes: [.posixPermissions: 0o600]))
    try Self.text(in: folder).write(toFile: configuration, atomically: true, encoding: .utf8)
    munge = try start(
      "munged", "--foreground", "--force", "--key-file=\(path)", "--socket=\(folder)/munge.socket",
      "--pid-file=\(folder)/munge.pid", "--log-file=\(folder)/munge.log", "--seed-file=\(folder)/munge.seed")
    try wait("munge") { FileManager.default.fileExists(atPath: folder + "/munge.socket") }
    controller = try start("slurmctld", "-D", "-f", configuration)
    try startNode()
  }

  func startNode() throws {
    node = try start("slurmd", "-D", "-f", configuration)
    try wait("a node") { try run("sinfo", "--noheader", "--format=%T").output.contains { "im".contains($0) } && isUp }
  }

  /// Whether jobs can start.
  private var isUp: Bool {
    get throws {
      ["idle", "mixed", "allocated"].contains(try run("sinfo", "--noheader", "--format=%T").output.trimmed)
    }
  }

  /// As if the node's daemon had crashed; what runs on the node goes on.
  func killNode() {
    node?.send(SIGKILL)
    node = nil
  }

  /// Runs a command of Slurm.
  @discardableResult
  func run(_ name: String, _ arguments: String...) throws -> Command {
    try RunningCommand(arguments, program: URL(fileURLWithPath: "/usr/bin/" + name), in: surroundings).finish()
  }

  /// States of all tasks that Slurm knows, `RUNNING` or `PENDING`.
  func states() throws -> [String] {
    let command = try run("squeue", "--noheader", "--array", "--states=all", "--format=%T")
    return command.output.split(separator: "\n").map { String($0).trimmed }
  }

  private func stop() {
    _ = try? run("scancel", "--full", "--signal=KILL", "--user=\(getuid())")
    _ = try? run("scancel", "--user=\(getuid())")
    try? wait("the end of all jobs") { try run("squeue", "--noheader").output.isEmpty }
    for daemon in [node, controller, munge] { daemon?.send(SIGKILL) }
  }

  private func start(_ name: String, _ arguments: String...) throws -> RunningCommand {
    try RunningCommand(arguments, program: URL(fileURLWithPath: "/usr/sbin/" + name), in: surroundings)
  }

  private func wait(_ what: String, for condition: () throws -> Bool) throws {
    for _ in 0..<600 {
      if try condition() { return }
      usleep(100_000)
    }
    Issue.record(
      "no \(what) within a minute: \(controller?.errors.suffix(2000) ?? "") \(node?.errors.suffix(2000) ?? "")")
    throw CancellationError()
  }

  private static func text(in folder: String) throws -> String {
    let user = try Command.shell("id -un").output.trimmed
    let host = try Command.shell("uname -n").output.trimmed.prefix { $0 != "." }
    let port = try freePort()
    return """
      ClusterName=asimov
      SlurmctldHost=\(host)(127.0.0.1)
      SlurmctldPort=\(port)
      SlurmdPort=\(try freePort())
      SlurmUser=\(user)
      SlurmdUser=\(user)
      AuthType=auth/munge
      AuthInfo=socket=\(folder)/munge.socket
      CredType=cred/munge
      StateSaveLocation=\(folder)/state
      SlurmdSpoolDir=\(folder)/spool
      SlurmctldPidFile=\(folder)/slurmctld.pid
      SlurmdPidFile=\(folder)/slurmd.pid
      SelectType=select/cons_tres
      SelectTypeParameters=CR_CPU
      ProctrackType=proctrack/pgid
      TaskPlugin=task/none
      JobAcctGatherType=jobacct_gather/none
      SwitchType=switch/none
      MpiDefault=none
      SlurmdParameters=config_overrides
      ReturnToService=2
      SlurmdTimeout=20
      KillWait=2
      SchedulerParameters=batch_sched_delay=0
      NodeName=\(host) NodeAddr=127.0.0.1 CPUs=2 RealMemory=2000 State=UNKNOWN
      PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP

      """
  }

  /// A port of the loopback that nobody listens on.
  private static func freePort() throws -> UInt16 {
    #if os(Linux)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let found = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    try #require(found, "no free port")
    return UInt16(bigEndian: address.sin_port)
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
