/// What the fields of an RNTuple give: numbers, arrays of them, and what is neither.
///
/// A field's name is that of uproot: those of the fields that it is in and its own, with dots between, without the fields that
/// stand for the entries of a collection.
struct NTupleColumns {
  /// From the events to the numbers of a field.
  struct Layout: Hashable {
    enum Step: Hashable {
      /// So many for each.
      case array(Int)
      /// As many for each as its column says.
      case list(Source)
      /// One or none, as its column says.
      case optional(Source)
    }

    /// Outermost first.
    let steps: [Step]
    let source: Source
    /// What is asked for is how long the lists are that ``source`` tells of.
    let isLength: Bool

    /// `nil` for a dimension that varies; empty for a single number.
    var dimensions: [Int?] {
      steps.compactMap { step in
        switch step {
        case .array(let size): .some(size)
        case .list: .some(nil)
        case .optional: nil
        }
      }
    }

    /// All that has to be read.
    var sources: [Source] {
      steps.compactMap { step in
        switch step {
        case .array: nil
        case .list(let source), .optional(let source): source
        }
      } + [source]
    }

    /// An event has one number, which stands by itself.
    var isFlat: Bool { steps.isEmpty && !isLength }
  }

  /// Columns that hold the same, of which each cluster has one.
  struct Source: Hashable {
    /// By their places in the ntuple.
    let columns: [Int]
  }

  /// In the order of the file.
  private(set) var names: [String] = []
  private(set) var layouts: [String: Layout] = [:]
  /// What is in a field that holds no numbers.
  private(set) var others: [String: String] = [:]
  private let schema: NTupleSchema
  private var children: [[Int]]
  /// Of each field.
  private var sources: [[Source]]

  init(_ schema: NTupleSchema) {
    self.schema = schema
    children = Array(repeating: [], count: schema.fields.count)
    for (place, field) in schema.fields.enumerated() where field.parent != place {
      children[field.parent].append(place)
    }
    sources = Self.sources(schema)
    for (place, field) in schema.fields.enumerated() where field.parent == place {
      add(place, name: field.name, typeName: field.typeName, steps: [], depth: 0)
    }
  }

  private static func sources(_ schema: NTupleSchema) -> [[Source]] {
    var columns = [[Int]](repeating: [], count: schema.fields.count)
    for (place, column) in schema.columns.enumerated() { columns[column.field].append(place) }
    var sources = columns.map { columns -> [Source] in
      let groups = Dictionary(grouping: columns) { schema.columns[$0].representation }
      guard let first = groups[0] else { return [] }
      // The n-th columns of all representations belong together.
      let others = groups.filter { $0.key > 0 && $0.value.count == first.count }.sorted { $0.key < $1.key }.map(\.value)
      return first.indices.map { place in Source(columns: [first[place]] + others.map { $0[place] }) }
    }
    for alias in schema.aliases where schema.fields[alias.field].isProjected {
      let of = sources[schema.columns[alias.column].field].first { $0.columns.contains(alias.column) }
      sources[alias.field].append(of ?? Source(columns: [alias.column]))
    }
    return sources
  }

  /// Adds a field and those in it.
  ///
  /// - Parameter typeName: of the field that has the name, for fields that stand for its entries.
  private mutating func add(_ place: Int, name: String, typeName: String, steps: [Layout.Step], depth: Int) {
    let field = schema.fields[place]
    let (children, sources) = (children[place], sources[place])
    guard depth < 32 else { return }
    switch field.role {
    case .leaf:
      let steps = steps + (field.copies.map { [.array($0)] } ?? [])
      if sources.isEmpty, children.count == 1 {
        add(children[0], name: name, typeName: typeName, steps: steps, depth: depth + 1)
      } else if sources.count == 1, children.isEmpty {
        add(field, sources[0], name: name, typeName: typeName, steps: steps)
      } else {
        other(name, typeName)
      }
    case .collection:
      guard sources.count == 1, isIndex(sources[0]), children.count == 1 else { return other(name, typeName) }
      let isOptional = ["std::optional<", "std::unique_ptr<"].contains { field.typeName.hasPrefix($0) }
      let step = isOptional ? Layout.Step.optional(sources[0]) : .list(sources[0])
      add(children[0], name: name, typeName: typeName, steps: steps + [step], depth: depth + 1)
    case .record:
      addRecord(children, name: name, steps: steps, depth: depth)
    case .variant, .streamer, nil: other(name, typeName)
    }
  }

  private mutating func addRecord(_ children: [Int], name: String, steps: [Layout.Step], depth: Int) {
    let members = children.prefix(3).map { schema.fields[$0].name }.joined(separator: ", ")
    other(name, "records (\(members)\(children.count > 3 ? ", …" : ""))")
    for child in children {
      let own = schema.fields[child].name
      // Classes that a class derives from are :_0 and on, and entries of pairs and tuples _0 and on.
      let isBase = own.hasPrefix(":_")
      let isEntry = own.hasPrefix("_") && Int(own.dropFirst()) != nil
      let path = isBase ? name : name + "." + (isEntry ? String(own.dropFirst()) : own)
      add(child, name: path, typeName: schema.fields[child].typeName, steps: steps, depth: depth + 1)
    }
  }

  private func isIndex(_ source: Source) -> Bool {
    source.columns.allSatisfy { schema.columns[$0].encoding?.isIndex == true }
  }

  private mutating func add(
    _ field: NTupleSchema.Field, _ source: Source, name: String, typeName: String, steps: [Layout.Step]
  ) {
    let isLength = field.typeName.hasPrefix("ROOT::RNTupleCardinality<")
    let isKnown = source.columns.allSatisfy { schema.columns[$0].encoding != nil }
    guard isKnown, isLength == isIndex(source) else {
      return other(name, typeName + (isKnown ? "" : " in a column of a kind that is not known"))
    }
    // Of members of one name, such as those of a class and its base, the first has it.
    guard layouts[name] == nil else { return }
    names.append(name)
    layouts[name] = Layout(steps: steps, source: source, isLength: isLength)
    others[name] = nil
  }

  private mutating func other(_ name: String, _ what: String) {
    if layouts[name] == nil { others[name] = what }
  }
}
