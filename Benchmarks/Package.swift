// swift-tools-version: 6.2
import PackageDescription

/// As in the package above: the kernel that measures the peak may use no other instructions than those it is a measure for.
#if arch(x86_64)
  let vectorised: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])]
#else
  let vectorised: [SwiftSetting] = []
#endif

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "asimov", path: "..")],
  targets: [
    .executableTarget(
      name: "Worker",
      dependencies: [
        "Peak", .product(name: "Events", package: "asimov"), .product(name: "Learning", package: "asimov"),
        .product(name: "Statistics", package: "asimov"),
      ], swiftSettings: strict),
    .target(name: "Peak", swiftSettings: strict + vectorised),
  ],
  swiftLanguageModes: [.v6]
)
