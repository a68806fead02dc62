/// What is wrong with the bytes of a ROOT file, and where; which tree and branch, or ntuple and field, it is about is known
/// further out.
struct ROOTFault: Error, Hashable {
  let why: String
  /// Bytes from the start of the file.
  let offset: Int

  init(_ why: String, at offset: Int) {
    self.why = why
    self.offset = offset
  }

  func error(in file: String, tree: String? = nil, branch: String? = nil) -> EventFileError {
    EventFileError(file: file, reason: .damaged(tree: tree, branch: branch, offset: offset, why: why))
  }

  func error(in file: String, ntuple: String, field: String? = nil) -> EventFileError {
    EventFileError(file: file, reason: .damagedField(ntuple: ntuple, field: field, offset: offset, why: why))
  }
}
