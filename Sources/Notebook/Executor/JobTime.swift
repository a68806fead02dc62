/// How long a job may take: `90 min`, `2 h`, `1 d`, or as Slurm writes it, `2:00:00` and `1-12:00:00`.
public struct JobTime: ScalarOption, Hashable {
  public var seconds: Int

  public init(seconds: Int) { self.seconds = seconds }

  /// A thousand days: more is a slip of the pen.
  private static let longest = 86_400_000

  private static let units = ["s": 1, "min": 60, "h": 3600, "d": 86_400]

  public init(scalar: String) throws(Mistake) {
    let text = scalar.trimmingSpaces()
    guard let seconds = Self.withUnit(text) ?? Self.asSlurm(text), seconds > 0, seconds <= Self.longest
    else {
      throw Mistake("expected a time, not '\(scalar)'", remedy: "write for example 90 min, 2 h or 1-12:00:00")
    }
    self.seconds = seconds
  }

  private static func withUnit(_ text: String) -> Int? {
    let digits = text.prefix { "0123456789.".contains($0) }
    guard let number = Double(digits), let unit = units[String(text.dropFirst(digits.count)).trimmingSpaces()] else {
      return nil
    }
    return Int(exactly: (number * Double(unit)).rounded(.up))
  }

  /// `hours:minutes:seconds`, with `days-` before, or `days-hours`.
  private static func asSlurm(_ text: String) -> Int? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, let last = parts.last else { return nil }
    let days = parts.count == 2 ? number(parts[0]) : 0
    let clock = last.split(separator: ":", omittingEmptySubsequences: false).map { number($0) }
    guard let days, clock.count == 3 || (parts.count == 2 && clock.count < 3) else { return nil }
    var seconds = days * 86_400
    for (part, size) in zip(clock, [3600, 60, 1]) {
      guard let part else { return nil }
      seconds += part * size
    }
    return seconds
  }

  /// Of up to six digits.
  private static func number(_ digits: Substring) -> Int? {
    digits.count <= 6 && digits.allSatisfy { $0.isASCII && $0.isNumber } ? Int(digits) : nil
  }

  /// As Slurm writes it: `0-02:00:00`.
  public var canonical: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map(two).joined(separator: ":")
    return "\(seconds / 86_400)-\(clock)"
  }

  public static var standIn: JobTime { JobTime(seconds: 60) }
  public static var form: OptionForm { .words("a time, such as `2 h`", plural: "times such as `2 h`") }
}
