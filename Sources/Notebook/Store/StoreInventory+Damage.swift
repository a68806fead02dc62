extension StoreInventory {
  /// Something in the store that no build can use.
  public struct Damage: Hashable, Sendable {
    public var path: String
    /// What is wrong with it.
    public var reason: String
  }

  /// Reads every file and compares it with its digest.
  ///
  /// - Parameter progress: called before each entry with its place in ``entries``.
  public func damages(progress: (Int) -> Void = { _ in }) -> [Damage] {
    let results = entries.enumerated().flatMap { place, entry -> [Damage] in
      progress(place)
      return entry.files.compactMap(damage) + [missingHalf(of: entry)].compactMap { $0 }
    }
    return results + others.compactMap(damage)
  }

  func isDamaged(_ entry: Entry) -> Bool {
    entry.files.count < 2 || entry.files.contains { damage($0) != nil }
  }

  private func damage(_ file: StoreFile) -> Damage? {
    if file.isFolder { return Damage(path: file.path, reason: "it is a folder, not a file") }
    return store.isWhole(file.path)
      ? nil : Damage(path: file.path, reason: "its bytes are not those of its digest")
  }

  private func missingHalf(of entry: Entry) -> Damage? {
    let kinds = Set(entry.files.map(\.kind))
    guard let missing = [StoreFile.Kind.data, .result].first(where: { !kinds.contains($0) }) else { return nil }
    return Damage(
      path: store.path(entry.key, missing == .data ? "data" : "result"),
      reason: "it is missing, and its other half is there")
  }
}
