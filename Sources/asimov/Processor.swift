import Foundation

/// The instructions that the training kernels are compiled to.
enum Processor {
  /// - Throws: ``Failure`` on an x86-64 processor without AVX2 and FMA, where the kernels would crash.
  static func check() throws {
    #if arch(x86_64) && os(Linux)
      // Where the flags cannot be read, the attempt decides.
      guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else { return }
      guard let flags = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") })?.split(separator: " ")
      else { return }
      let missing = ["avx2", "bmi2", "f16c", "fma", "movbe"].filter { !flags.contains(Substring($0)) }
      guard missing.isEmpty else {
        throw Failure(
          .failed,
          "this processor lacks \(missing.joined(separator: ", ")); Asimov needs x86-64-v3 (Intel Haswell 2013, AMD Excavator 2015, or later) or arm64"
        )
      }
    #endif
  }
}
