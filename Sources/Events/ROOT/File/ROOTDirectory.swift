/// What a ROOT file holds that events can be in.
struct ROOTDirectory {
  /// A tree or RNTuple, and its path in the file.
  struct Entry: Hashable {
    let path: String
    let key: ROOTKey
    /// Its name with the number of its cycle stands for it, too.
    var pathWithCycle: String { "\(path);\(key.cycle)" }
  }

  /// Of each name the latest cycle first.
  let entries: [Entry]

  /// The classes that hold events.
  static let treeClasses: Set<String> = ["TTree", "TNtuple", "TNtupleD"]
  static let tupleClasses: Set<String> = ["ROOT::RNTuple", "ROOT::Experimental::RNTuple"]

  /// Paths of what holds events, each once, in the order of the file.
  var paths: [String] {
    var seen: Set<String> = []
    return entries.map(\.path).filter { seen.insert($0).inserted }
  }

  init(_ file: ROOTFile) throws(ROOTFault) {
    var search = Search(file: file)
    try search.visit(file.topDirectory, path: "", depth: 0)
    entries = search.entries
  }

  /// The entry that is meant: `path`, with `;` and a cycle for another than the latest; `nil` for the only one.
  func entry(_ path: String?, in file: String) throws(EventFileError) -> Entry {
    guard let path else {
      if paths.count == 1 { return entries[0] }
      throw EventFileError(file: file, reason: paths.isEmpty ? .noTree : .severalTrees(paths))
    }
    let wanted = path.hasPrefix("/") ? String(path.dropFirst()) : path
    if let entry = entries.first(where: { $0.path == wanted || $0.pathWithCycle == wanted }) { return entry }
    throw EventFileError(file: file, reason: .missingTree(path, known: paths))
  }

  private struct Search {
    let file: ROOTFile
    var entries: [Entry] = []
    private var visited: Set<Int> = []

    init(file: ROOTFile) { self.file = file }

    mutating func visit(_ place: Int, path: String, depth: Int) throws(ROOTFault) {
      guard depth < 32, visited.insert(place).inserted else { return }
      let keys = try keys(of: place).sorted { ($0.name, $1.cycle) < ($1.name, $0.cycle) }
      var seen: Set<String> = []
      for key in keys {
        let here = path.isEmpty ? key.name : path + "/" + key.name
        if treeClasses.contains(key.className) || tupleClasses.contains(key.className) {
          entries.append(Entry(path: here, key: key))
        } else if ["TDirectory", "TDirectoryFile"].contains(key.className), seen.insert(key.name).inserted {
          try visit(key.place + key.keyLength, path: here, depth: depth + 1)
        }
      }
    }

    /// The keys of the directory whose record is at a place.
    private func keys(of place: Int) throws(ROOTFault) -> [ROOTKey] {
      var record = try file.record(at: place, upTo: 64)
      let version = try record.big(Int16.self)
      try record.skip(8)
      let length = try record.size(Int32.self)
      try record.skip(4)
      let isLarge = version > 1000
      try record.skip(isLarge ? 16 : 8)
      let list = isLarge ? try record.size(Int64.self) : try record.size(Int32.self)
      guard list > 0 else { return [] }
      var bytes = ROOTBytes(try file.bytes(at: list, count: length), fileOffset: list)
      _ = try ROOTKey(&bytes)
      let count = try bytes.size(Int32.self)
      // A key is of 26 bytes and three texts.
      guard count <= bytes.remaining / 29 else {
        throw bytes.fault("a directory of \(count) keys, where \(bytes.remaining) bytes are there")
      }
      var keys: [ROOTKey] = []
      for _ in 0..<count { keys.append(try ROOTKey(&bytes)) }
      return keys
    }
  }
}
