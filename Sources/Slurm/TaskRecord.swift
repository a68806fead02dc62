import Foundation
import Notebook

/// What a task says of itself when it ends, in `slurm/ends/KEY.json` in the store. A task that was killed says nothing.
public struct TaskRecord: Codable, Sendable {
  public enum End: Codable, Sendable {
    case done
    case failed(Diagnostic)
    /// A step that it reads has no result.
    case lacks(String)
    case interrupted
  }

  public var end: End
  /// How long it took.
  public var seconds: Double
  public var node: String

  public init(_ outcome: PackedStepOutcome, seconds: Double, node: String) {
    end =
      switch outcome {
      case .done: .done
      case .failed(let diagnostic): .failed(diagnostic)
      case .lacks(let name): .lacks(name)
      case .interrupted: .interrupted
      }
    self.seconds = seconds
    self.node = node
  }

  private static func path(_ key: String, _ store: Store) -> String { "\(store.endsFolder)/\(key).json" }

  /// What the last task of the step has said; `nil` where it has said nothing.
  public init?(ofStep key: String, in store: Store) {
    guard let data = FileManager.default.contents(atPath: Self.path(key, store)),
      let record = try? StoredJSON.decode(Self.self, from: Array(data))
    else { return nil }
    self = record
  }

  /// - Throws: ``WriteError``.
  public func write(forStep key: String, in store: Store) throws {
    try AtomicFile.write([try StoredJSON.encode(self)], to: Self.path(key, store))
  }

  /// Forgets what an earlier task of the step has said.
  public static func remove(ofStep key: String, in store: Store) {
    try? FileManager.default.removeItem(atPath: path(key, store))
  }
}
