import Foundation

/// What lies in a store. Files that are none of its own are neither listed nor touched.
public struct StoreInventory: Sendable {
  /// A result, of one or two files.
  public struct Entry: Sendable {
    public let key: String
    /// Size of its files together.
    public fileprivate(set) var bytes = 0
    /// When it was last written.
    public fileprivate(set) var modified = Date.distantPast
    /// The steps whose result it is in the last builds, `search.md: train asimov`, and builds on a cluster that are not whole yet,
    /// `slurm/3f2a9c01`.
    public fileprivate(set) var uses: [String] = []
    var files: [StoreFile] = []

    /// Whether a build was killed between its files: the data is there, and the result that goes with it never was.
    var isUnfinished: Bool { uses.isEmpty && files.map(\.kind) == [.data] }
  }

  public let store: Store
  /// Sorted by what uses them, unused ones last, then by key.
  public let entries: [Entry]
  /// Formulas and records of builds.
  let others: [StoreFile]
  /// What builds that were killed, or run now, have not finished.
  let leftovers: [StoreFile]
  /// Records of builds that cannot be read.
  let damagedRecords: [StoreFile]

  /// - Throws: ``WriteError`` where a folder cannot be listed; a store that is not there yet is empty.
  public init(_ store: Store) throws(WriteError) {
    self.store = store
    let files = try StoreFile.all(in: store.directory)
    var found: [String: Entry] = [:]
    for file in files {
      guard let key = file.key else { continue }
      found[key, default: Entry(key: key)].add(file)
    }
    var damaged: [StoreFile] = []
    for file in files where file.kind == .record {
      guard let record = store.record(at: file.path) else {
        damaged.append(file)
        continue
      }
      for (name, step) in record.steps.sorted(by: { $0.key < $1.key }) {
        found[step.key]?.uses.append("\(record.template): \(step.kind) \(name)")
      }
    }
    let results = Set(files.filter { $0.kind == .result }.compactMap(\.key))
    var inUse: Set<String> = []
    var over: [StoredSubmission] = []
    for submission in StoredSubmission.all(in: store) {
      if submission.isOver(results) {
        over.append(submission)
      } else {
        inUse.formUnion(submission.keys)
        for key in submission.keys { found[key]?.uses.append("slurm/\(submission.name)") }
      }
    }
    damagedRecords = damaged
    for key in found.keys { found[key]?.uses.sort() }
    entries = found.values.filter { !$0.isUnfinished }.sorted {
      ($0.uses.first ?? "\u{10FFFF}", $0.key) < ($1.uses.first ?? "\u{10FFFF}", $1.key)
    }
    others = files.filter { $0.kind == .memo || $0.kind == .record }
    leftovers =
      files.filter { $0.kind == .temporary || $0.kind == .draft } + found.values.filter(\.isUnfinished).flatMap(\.files)
      + over.flatMap(\.files) + StoredSubmission.ends(except: inUse, in: store)
  }
}

extension StoreInventory.Entry {
  fileprivate mutating func add(_ file: StoreFile) {
    bytes += file.bytes
    modified = max(modified, file.modified)
    files.append(file)
  }
}
