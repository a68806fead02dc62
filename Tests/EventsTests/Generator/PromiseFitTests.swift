import Foundation
import Testing

@testable import Events

@Suite struct PromiseFitTests {
  private static let processes: [StopSearchGenerator.Process] = [
    .topPair, .stopPair(stop: 900, lsp: 100), .stopPair(stop: 600, lsp: 400), .stopPair(stop: 700, lsp: 200),
    .stopPair(stop: 450, lsp: 250), .stopPair(stop: 1500, lsp: 100),
  ]

  /// Where `ASIMOV_PROMISE` is set, fits the networks and writes their numbers to that file, which is
  /// `Sources/Events/Generator/Reconstruction/PromiseNetworks+Numbers.swift`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["ASIMOV_PROMISE"] != nil)) func fitsTheNetworks() throws {
    let path = try #require(ProcessInfo.processInfo.environment["ASIMOV_PROMISE"])
    var fit = PromiseFit()
    for process in Self.processes { try fit.add(process, count: 200_000, seed: 101) }
    var source = "/// Fitted by `PromiseFitTests`, in units of 2⁻¹⁰.\nextension PromiseNetworks {\n"
    for (stage, name) in zip(Promise.Stage.allCases, ["beforeRadiation", "afterHardRadiation"]) {
      let (network, text) = fit.network(of: stage, epochs: 20, seed: 1)
      print("\(name): cross-entropy \(fit.crossEntropy(of: stage, network))")
      source += (stage.rawValue == 0 ? "" : "\n") + "  static let \(name) = \"\"\"\n\(text)\n    \"\"\"\n"
    }
    try (source + "}\n").write(toFile: path, atomically: true, encoding: .utf8)
  }
}
