/// Why Slurm does not do what it is asked.
public struct SlurmError: Error, CustomStringConvertible, Sendable {
  public var description: String

  init(_ description: String) { self.description = description }
}
