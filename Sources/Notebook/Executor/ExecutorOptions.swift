/// Who runs the steps that take long.
public enum ExecutorName: String, ChoiceOption {
  /// The command itself, on the cores of its machine.
  case local
  /// The jobs of a cluster that Slurm manages.
  case slurm
}

/// The key `executor` of the front matter or of `asimov.yaml`: who runs the steps that take long, and what its jobs ask for.
///
/// Results do not depend on it, and it is in no step's key.
public struct ExecutorOptions: Options {
  public static let defaults = ["name": "slurm"]

  /// Who runs them; with `local` the rest is for `--executor slurm`.
  public var name: ExecutorName
  /// Of the cluster; by default its own default.
  public var partition: String?
  /// What the jobs are charged to; by default the user's default.
  public var account: String?
  /// The longest that a step may take; by default the partition's.
  public var time: JobTime?
  /// Memory of a step; by default the partition's.
  public var memory: JobMemory?
  /// Cores of a step; by default 1. Results do not depend on it.
  public var cpus: Int?
  /// The most steps of a job array that run at once; by default as many as the cluster lets.
  public var atOnce: Int?
  /// More options of `sbatch`, each with its dashes: `--constraint=avx2`.
  public var sbatch: [String]?

  enum CodingKeys: String, CodingKey {
    case name, partition, account, time, memory, cpus, sbatch
    case atOnce = "at-once"
  }

  public init(name: ExecutorName) { self.name = name }

  /// Reads the value of `executor`: a name, or a mapping. What is wrong is told, and then there are none.
  init?(_ node: YAMLNode, _ diagnostics: inout [Diagnostic]) {
    let scope = OptionScope(directory: "")
    defer { diagnostics += scope.diagnostics }
    if node.scalar != nil {
      guard let name = try? OptionDecoder.decode(ExecutorName.self, from: node, in: scope), scope.diagnostics.isEmpty
      else { return nil }
      self.init(name: name)
      return
    }
    guard let options = try? OptionDecoder.decode(Self.self, from: node, in: scope) else { return nil }
    options.check(node, scope)
    guard scope.diagnostics.isEmpty else { return nil }
    self = options
  }

  /// These, and where they say nothing what `others` say.
  func filled(from others: ExecutorOptions) -> ExecutorOptions {
    var options = self
    options.partition = partition ?? others.partition
    options.account = account ?? others.account
    options.time = time ?? others.time
    options.memory = memory ?? others.memory
    options.cpus = cpus ?? others.cpus
    options.atOnce = atOnce ?? others.atOnce
    options.sbatch = sbatch ?? others.sbatch
    return options
  }

  private func check(_ node: YAMLNode, _ scope: OptionScope) {
    func report(_ key: String, _ message: String, _ remedy: String?, at place: SourceLocation? = nil) {
      // What is wrong already has been told.
      guard !scope.standIns.contains([key]) else { return }
      let place = place ?? node[key]?.location ?? node.location
      scope.diagnostics.append(Diagnostic(message, at: place, remedy: remedy))
    }
    for (key, number) in [("cpus", cpus), ("at-once", atOnce)] {
      if let number, number < 1 { report(key, "\(key) must be at least 1, not \(number)", "write for example 2") }
    }
    for (key, text) in [("partition", partition), ("account", account)] {
      guard let text, text.isEmpty || text.contains(where: { $0.isWhitespace }) else { continue }
      report(key, "'\(text)' is not the name of \(key == "account" ? "an" : "a") \(key)", "write one word")
    }
    var places: [YAMLNode] = []
    if case .sequence(let items)? = node["sbatch"]?.content { places = items }
    for (index, line) in (sbatch ?? []).enumerated() {
      guard let mistake = Self.mistake(in: line) else { continue }
      let place = places.indices.contains(index) ? places[index].location : nil
      report("sbatch", mistake.message, mistake.remedy, at: place)
    }
  }

  /// What Asimov has to say itself.
  private static let ownOptions = [
    "--array", "-a", "--job-name", "-J", "--dependency", "-d", "--output", "-o", "--error", "-e", "--wrap",
    "--parsable", "--chdir", "-D", "--export-file", "--open-mode", "--wait", "-W",
  ]

  private static func mistake(in line: String) -> Mistake? {
    guard line.hasPrefix("-"), !line.contains(where: \.isNewline) else {
      return Mistake("'\(line)' is no option of sbatch", remedy: "write for example --constraint=avx2")
    }
    let name = String(line.prefix { $0 != "=" && !$0.isWhitespace })
    guard ownOptions.contains(name) else { return nil }
    return Mistake("'\(name)' is what Asimov says itself", remedy: "drop it")
  }
}
