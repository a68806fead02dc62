/// The columns of a file, and where each is.
struct HDF5Catalogue {
  /// Numbers of every event.
  struct Place {
    /// The dataset's path within the file.
    var dataset: String
    /// Of the leaf, see ``HDF5Type/Leaf``.
    var path: [String]
    /// What an event has of them; one number where there are none.
    var dimensions: [Int]
    /// The place of the first among the numbers of the leaf in one event.
    var element = 0
  }

  private var places: [String: Place] = [:]
  private var unsuitable: [String: String] = [:]
  private var unlisted: Set<String> = []

  /// Adds what there is under a name. A name that stands for two things stands for neither.
  mutating func add(_ name: String, _ place: Place, isListed: Bool = true) {
    guard isNew(name) else { return }
    places[name] = place
    if !isListed { unlisted.insert(name) }
  }

  /// Adds what is no column, for a reason that goes on from its name.
  mutating func add(_ name: String, unsuitable why: String) {
    if isNew(name) { unsuitable[name] = why }
  }

  private mutating func isNew(_ name: String) -> Bool {
    guard places[name] != nil || unsuitable[name] != nil else { return true }
    places[name] = nil
    unsuitable[name] = "is the name of two columns"
    return false
  }

  /// Adds the numbers of a leaf, or says what is there instead.
  ///
  /// - Parameter inner: the dimensions of the dataset but its first.
  mutating func add(
    _ name: String, _ leaf: HDF5Type.Leaf, of dataset: String, inner: [Int] = [], isListed: Bool = true
  ) {
    if let other = leaf.other {
      add(name, unsuitable: "holds \(other), and no numbers")
    } else {
      add(name, Place(dataset: dataset, path: leaf.path, dimensions: inner + leaf.dimensions), isListed: isListed)
    }
  }

  /// Whether there is any column.
  var hasPlaces: Bool { !places.isEmpty }

  var columns: EventColumns {
    let scalars = places.filter { $0.value.dimensions.isEmpty }.keys.sorted()
    return EventColumns(
      names: scalars.filter { !unlisted.contains($0) },
      arrays: places.filter { !$0.value.dimensions.isEmpty }.mapValues { $0.dimensions.map(Optional.some) },
      unlisted: scalars.filter { unlisted.contains($0) }, unsuitable: unsuitable)
  }

  /// The dataset of a column and its place there, for a name that ``columns`` finds to be one.
  func find(_ name: String) -> (dataset: String, column: HDF5Rows.Column)? {
    if let place = places[name] {
      return (place.dataset, HDF5Rows.Column(path: place.path, element: place.element))
    }
    guard let element = ArrayElement(name), let place = places[element.array],
      let offset = element.offset(in: place.dimensions.map(Optional.some))
    else { return nil }
    return (place.dataset, HDF5Rows.Column(path: place.path, element: place.element + offset))
  }
}
