import Foundation
import Storage

extension Store {
  /// Writes steps for others to run.
  ///
  /// - Throws: ``WriteError`` where the file cannot be written.
  public func keep(_ steps: [PackedStep], at path: String) throws {
    let blobs = try steps.map { ($0.key, StoredBytes(try StoredJSON.encode($0))) }
    try write(BlobArchive.encode(Dictionary(blobs) { first, _ in first }), to: path)
  }

  /// The step with that key in a file of ``keep(_:at:)``.
  public func packedStep(_ key: String, at path: String) throws(Mistake) -> PackedStep {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Mistake("no file '\(path)'", remedy: "name the file of steps that the build has written")
    }
    guard let bytes = read(path), let steps = try? BlobArchive.decode(bytes) else {
      throw Mistake("'\(path)' is damaged, or no file of steps", remedy: "build again")
    }
    guard let step = steps[key] else {
      throw Mistake("'\(path)' has no step with the key '\(key)'", remedy: "copy the key from its job's log")
    }
    guard let packed = try? StoredJSON.decode(PackedStep.self, from: step.array) else {
      throw Mistake(
        "'\(path)' is of another version of Asimov", remedy: "run steps with the program that submitted them")
    }
    return packed
  }

  /// Whether there is an entry for the key, without a look at its bytes. Others may have made it on another machine: the folder is read
  /// anew, which makes file systems over a network look again.
  public func hasEntry(for key: String) -> Bool {
    let result = path(key, "result")
    if FileManager.default.fileExists(atPath: result) { return true }
    let folder = URL(fileURLWithPath: result).deletingLastPathComponent().path
    let name = URL(fileURLWithPath: result).lastPathComponent
    return (try? FileManager.default.contentsOfDirectory(atPath: folder))?.contains(name) ?? false
  }
}
