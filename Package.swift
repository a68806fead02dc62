// swift-tools-version: 6.2
import PackageDescription

/// Vector flags for the targets that hold hot loops. Without them Swift's `SIMD8<Float>` calls `fmaf` for every lane.
/// No SIMD type may cross a target's boundary: targets compiled with other flags pass vectors differently.
#if arch(x86_64)
  let vectorised: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])]
#else
  let vectorised: [SwiftSetting] = []
#endif

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "asimov",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "asimov", targets: ["asimov"]),
    .library(name: "Events", targets: ["Events"]),
    .library(name: "Learning", targets: ["Learning"]),
    .library(name: "Statistics", targets: ["Statistics"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CCairo", pkgConfig: "pangocairo",
      providers: [.apt(["libcairo2-dev", "libpango1.0-dev"]), .brew(["pango"])]),
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),
    .systemLibrary(
      name: "CDuktape", pkgConfig: "duktape", providers: [.apt(["duktape-dev"]), .brew(["duktape"])]),
    .systemLibrary(
      name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"]), .brew(["hdf5"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl"])]),
    // What ROOT files are compressed with, and the checksums in them.
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]),
    .systemLibrary(
      name: "CLZMA", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"]), .brew(["xz"])]),
    .systemLibrary(
      name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"]), .brew(["lz4"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(
      name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]),

    // Memory that files stand behind.
    .target(name: "Storage", swiftSettings: strict),
    // Zip files, which NumPy makes and a report carries.
    .target(name: "Archive", dependencies: ["CDeflate"], swiftSettings: strict),
    .target(
      name: "Events", dependencies: ["Archive", "Storage", "CHDF5", "CDeflate", "CLZMA", "CLZ4", "CZstd", "CXXHash"],
      swiftSettings: strict),
    .systemLibrary(name: "CProcessor"),
    .target(name: "Learning", dependencies: ["CProcessor", "Storage"], swiftSettings: strict + vectorised),
    // Generated code, compiled as it comes.
    .target(
      name: "ONNXFormat", dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
      exclude: ["onnx.proto", "README.md"]),
    .target(
      name: "ModelExchange",
      dependencies: ["Learning", "ONNXFormat", .product(name: "SwiftProtobuf", package: "swift-protobuf")],
      swiftSettings: strict),
    .target(name: "Statistics", swiftSettings: strict),
    .target(name: "Plotting", dependencies: ["CCairo"], swiftSettings: strict),
    .target(name: "Notebook", dependencies: ["CCMark", "CCrypto", "Storage", "Yams"], swiftSettings: strict),
    .target(
      name: "Analysis",
      dependencies: ["Events", "Learning", "ModelExchange", "Statistics", "Storage", "Plotting", "Notebook"],
      swiftSettings: strict, plugins: ["GeneratedSources"]),
    // Hands steps to a cluster.
    .target(name: "Slurm", dependencies: ["Notebook"], swiftSettings: strict),
    .target(
      name: "Report", dependencies: ["Archive", "Notebook", "CDuktape"], exclude: ["Browser"], swiftSettings: strict,
      plugins: ["GeneratedSources"]),
    .executableTarget(
      name: "asimov",
      dependencies: [
        "Analysis", "Archive", "Report", "Slurm", "Statistics", "Storage",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "FlyingFox", package: "FlyingFox"),
      ],
      exclude: ["Starter"], swiftSettings: strict, plugins: ["GeneratedSources"]),
    .executableTarget(name: "GenerateSources", swiftSettings: strict),
    .plugin(name: "GeneratedSources", capability: .buildTool(), dependencies: ["GenerateSources"]),

    .testTarget(name: "ArchiveTests", dependencies: ["Archive"], swiftSettings: strict),
    .testTarget(name: "StorageTests", dependencies: ["Storage"], swiftSettings: strict),
    .testTarget(
      name: "EventsTests", dependencies: ["Events", "Storage"], resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "LearningTests", dependencies: ["Learning", "Storage"], resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(
      name: "ModelExchangeTests", dependencies: ["ModelExchange", "Learning", "ONNXFormat"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics"], resources: [.copy("Fixtures")], swiftSettings: strict),
    // Compares figures as eyes do, for the tests of two targets.
    .target(name: "GoldenImages", dependencies: ["CCairo"], path: "Tests/GoldenImages", swiftSettings: strict),
    .testTarget(
      name: "PlottingTests", dependencies: ["GoldenImages", "Plotting"], resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(
      name: "NotebookTests", dependencies: ["Notebook", "Storage"], resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(
      name: "AnalysisTests", dependencies: ["Analysis", "GoldenImages", "Storage"], resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(name: "ReportTests", dependencies: ["Report"], resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "GenerateSourcesTests", dependencies: ["GenerateSources"], swiftSettings: strict),
    .testTarget(
      name: "asimovTests", dependencies: ["Archive", "Slurm", "asimov"], resources: [.copy("Fixtures")],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
