/// Memory of a job: `4 GB`, or as Slurm writes it, `4G`. Units are powers of 1024, as Slurm's are.
public struct JobMemory: ScalarOption, Hashable {
  /// In MiB.
  public var megabytes: Int

  public init(megabytes: Int) { self.megabytes = megabytes }

  private static let units = [
    "M": 1, "MB": 1, "MIB": 1, "G": 1024, "GB": 1024, "GIB": 1024, "T": 1 << 20, "TB": 1 << 20,
  ]

  public init(scalar: String) throws(Mistake) {
    let text = scalar.trimmingSpaces()
    let digits = text.prefix { "0123456789.".contains($0) }
    let unit = String(text.dropFirst(digits.count)).trimmingSpaces().uppercased()
    guard let number = Double(digits), number > 0, let size = Self.units[unit],
      let megabytes = Int(exactly: (number * Double(size)).rounded(.up))
    else { throw Mistake("expected a size of memory, not '\(scalar)'", remedy: "write for example 4 GB or 500 MB") }
    self.megabytes = megabytes
  }

  /// As Slurm writes it: `4096M`.
  public var canonical: String { "\(megabytes)M" }
  public static var standIn: JobMemory { JobMemory(megabytes: 1024) }
  public static var form: OptionForm { .words("a size of memory, such as `4 GB`", plural: "sizes such as `4 GB`") }
}
