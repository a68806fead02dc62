/// What the branches of a tree give: numbers, arrays of them, and what is neither.
struct ROOTTreeColumns {
  /// How a quantity stands in its branch.
  struct Layout: Hashable {
    enum Shape: Hashable {
      /// At a place in every event's bytes, of which each has the same number.
      case fixed(offset: Int, stride: Int)
      /// Behind a header, as many as the event's bytes hold.
      case variable(header: Int)
    }

    /// Place of the branch among those that hold events.
    let branch: Int
    let number: ROOTNumber
    let shape: Shape
    /// `nil` for a dimension that varies; empty for a single number.
    let dimensions: [Int?]
  }

  /// The branches that hold events, however deep.
  private(set) var branches: [ROOTBranch] = []
  /// In the order of the file.
  private(set) var names: [String] = []
  private(set) var layouts: [String: Layout] = [:]
  /// What is in a branch that holds no numbers.
  private(set) var others: [String: String] = [:]
  private let classes: ROOTClasses

  init(_ tree: ROOTTree, classes: ROOTClasses) {
    self.classes = classes
    var uses: [String: Int] = [:]
    Self.count(tree.branches, &uses)
    add(tree.branches, path: "", uses)
  }

  /// Counts how many branches have a name.
  private static func count(_ branches: [ROOTBranch], _ uses: inout [String: Int]) {
    for branch in branches {
      uses[branch.name, default: 0] += 1
      count(branch.children, &uses)
    }
  }

  /// A branch's own name is its column's where no other branch of the tree has it, and else its path.
  private mutating func add(_ list: [ROOTBranch], path: String, _ uses: [String: Int]) {
    for branch in list {
      let here = path.isEmpty ? branch.name : path + "/" + branch.name
      let name = uses[branch.name] == 1 ? branch.name : here
      if branch.children.isEmpty {
        add(branch, name: name, isTop: path.isEmpty)
      } else {
        others[name] = "a group of branches (\(Self.list(branch.children.map(\.name))))"
        add(branch.children, path: here, uses)
      }
    }
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
  }

  private mutating func add(_ branch: ROOTBranch, name: String, isTop: Bool) {
    let place = branches.count
    branches.append(branch)
    if let element = branch.element, branch.leaves.count == 1 {
      add(element, branch.leaves[0], name: name, branch: place, isTop: isTop)
    } else if branch.leaves.count == 1, let number = branch.leaves[0].number {
      let leaf = branch.leaves[0]
      let shape =
        leaf.isVariable ? Layout.Shape.variable(header: 0) : .fixed(offset: 0, stride: number.size * leaf.length)
      add(number, shape, leaf, name: name, branch: place)
    } else if branch.leaves.count > 1, branch.element == nil {
      addList(branch, name: name, place: place)
    } else {
      others[name] = branch.leaves.first?.className == "TLeafC" ? "text" : branch.className
    }
  }

  private mutating func add(
    _ number: ROOTNumber, _ shape: Layout.Shape, _ leaf: ROOTLeaf, name: String, branch: Int
  ) {
    guard layouts[name] == nil, leaf.length > 0 else { return }
    names.append(name)
    let dimensions = (leaf.isVariable ? [nil] : []) + leaf.dimensions.map { Optional($0) }
    layouts[name] = Layout(branch: branch, number: number, shape: shape, dimensions: dimensions)
  }

  /// A list of leaves, which stand one behind the other in each event.
  private mutating func addList(_ branch: ROOTBranch, name: String, place: Int) {
    let sizes = branch.leaves.map { leaf in leaf.number.map { $0.size * leaf.length } }
    guard !branch.leaves.contains(where: \.isVariable), !sizes.contains(nil) else {
      others[name] = "a list of leaves of variable length"
      return
    }
    let stride = sizes.reduce(0) { $0 + ($1 ?? 0) }
    var offset = 0
    for (leaf, size) in zip(branch.leaves, sizes) {
      guard let number = leaf.number, let size else { continue }
      add(number, .fixed(offset: offset, stride: stride), leaf, name: name + "." + leaf.name, branch: place)
      offset += size
    }
  }

  /// A member of a class, or an object of one.
  private mutating func add(
    _ element: ROOTBranch.Element, _ leaf: ROOTLeaf, name: String, branch: Int, isTop: Bool
  ) {
    let member =
      element.member >= 0 ? classes.member(element.member, of: element.className, version: element.version) : nil
    let type = member?.typeName ?? element.className
    let code = element.streamerType
    let number =
      leaf.streamerType.flatMap { code in
        ROOTNumber(streamerType: code < 60 ? code % 20 : code, title: member?.title ?? "")
      }
    switch code {
    case 1..<20:
      guard let number else { break }
      let shape =
        leaf.isVariable ? Layout.Shape.variable(header: 0) : .fixed(offset: 0, stride: number.size * leaf.length)
      return add(number, shape, leaf, name: name, branch: branch)
    case 21..<40 where !leaf.isVariable:
      guard let number else { break }
      return add(number, .fixed(offset: 0, stride: number.size * leaf.length), leaf, name: name, branch: branch)
    case 41..<60 where element.kind == 0:
      // A byte says whether there are any.
      guard let number else { break }
      names.append(name)
      layouts[name] = Layout(branch: branch, number: number, shape: .variable(header: 1), dimensions: [nil])
      return
    default:
      if element.kind == 0, !leaf.isVariable, let number = Self.vectorElement(type) {
        names.append(name)
        // Length, version and number of entries stand before them.
        layouts[name] = Layout(branch: branch, number: number, shape: .variable(header: 10), dimensions: [nil])
        return
      }
    }
    others[name] = type
  }

  /// The numbers in a vector by its name.
  private static func vectorElement(_ type: String) -> ROOTNumber? {
    let name = type.replacing("std::", with: "")
    guard name.hasPrefix("vector<"), name.hasSuffix(">") else { return nil }
    var inner = name.dropFirst(7).dropLast()
    while inner.last == " " { inner.removeLast() }
    return ROOTNumber(typeName: String(inner))
  }
}
