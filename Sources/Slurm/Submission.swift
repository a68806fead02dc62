import Foundation
import Notebook

/// What was handed to Slurm at one time: written before the first job is submitted, so that a build that is killed meanwhile
/// finds its jobs again by their names.
///
/// It lies in `slurm/ID/submission.json` in the store, beside the scripts, the steps and what the tasks say.
struct Submission: Codable, Sendable {
  struct Array: Codable, Sendable {
    /// The name of the job, which no other has.
    var name: String
    /// The job's number, once Slurm has said it.
    var job: Int?
    /// Keys of its steps, the first for task 0.
    var keys: [String]
  }

  var arrays: [Array]

  private static let file = "submission.json"

  /// - Throws: ``WriteError``.
  func write(to folder: String) throws {
    try AtomicFile.write([try StoredJSON.encode(self)], to: folder + "/" + Self.file)
  }

  /// All submissions of a store by their folder, the oldest first. One that cannot be read has nothing under way that could be told.
  static func all(in store: Store) -> [(folder: String, submission: Submission)] {
    let home = store.submissionsFolder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: home)) ?? []
    return names.sorted().compactMap { name in
      let folder = home + "/" + name
      guard let data = FileManager.default.contents(atPath: folder + "/" + file),
        let submission = try? StoredJSON.decode(Submission.self, from: Swift.Array(data))
      else { return nil }
      return (folder, submission)
    }
  }
}

/// Where the task of a step is.
struct TaskPlace: Hashable, Sendable {
  var id: SlurmCommands.TaskID
  /// The job's number, once it is known.
  var job: Int?
  /// The file of what it says.
  var log: String
}

extension Submission {
  /// Its tasks, with the keys of their steps.
  func places(in folder: String) -> [(key: String, place: TaskPlace)] {
    arrays.enumerated().flatMap { number, array in
      array.keys.enumerated().map { index, key in
        let log = JobScript.log(folder, number, "\(index)")
        return (key, TaskPlace(id: .init(array: array.name, index: index), job: array.job, log: log))
      }
    }
  }
}
