extension Value {
  /// Every value that holds no others, with its path as the text quotes it: `cut[0.5].significance`.
  ///
  /// - Parameter path: of the value itself.
  public func leaves(at path: String) -> [(path: String, value: Value)] {
    guard case .record(let members) = self else { return [(path, self)] }
    return members.sorted { $0.key < $1.key }.flatMap { key, member in
      let isName = key.first?.isLetter == true && key.allSatisfy(ValuePath.isNameCharacter)
      return member.leaves(at: isName ? "\(path).\(key)" : "\(path)[\(key)]")
    }
  }
}
