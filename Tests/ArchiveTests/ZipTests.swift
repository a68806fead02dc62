import Foundation
import Testing

@testable import Archive

struct ZipTests {
  private static let files: [(path: String, bytes: [UInt8])] = [
    ("analysis.md", Array(String(repeating: "A search. ", count: 500).utf8)), ("empty", []),
    ("models/netz-α.onnx", (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 167 ^ $0 >> 3) }),
  ]

  @Test func `What is zipped comes out again`() throws {
    let archive = try ZipArchive(Data(ZipWriter.zip(Self.files)))
    #expect(archive.members.map(\.name) == Self.files.map(\.path))
    for (member, file) in zip(archive.members, Self.files) {
      #expect(try archive.contents(of: member) == Data(file.bytes))
    }
  }

  @Test func `Text is packed, and the same files give the same bytes`() {
    let zip = ZipWriter.zip(Self.files)
    #expect(zip == ZipWriter.zip(Self.files))
    #expect(zip.count < 1000)
  }

  /// Python's `zipfile` is by other authors.
  @Test func `Python reads it and finds every checksum right`() throws {
    let path = NSTemporaryDirectory() + "asimov-zip-\(UUID().uuidString).zip"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(ZipWriter.zip(Self.files)).write(to: URL(fileURLWithPath: path))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[1]) as archive:
          print(archive.testzip(), *(f"{i.filename}:{len(archive.read(i))}:{i.date_time[0]}" for i in archive.infolist()))
      """, path,
    ]
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONIOENCODING": "utf-8"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text == "None analysis.md:5000:1980 empty:0:1980 models/netz-α.onnx:300:1980\n")
  }

  @Test func `A damaged or shortened file is told, whatever byte is wrong`() throws {
    let zip = ZipWriter.zip(Self.files)
    for place in stride(from: 0, to: zip.count, by: 7) {
      var damaged = zip
      damaged[place] ^= 0x55
      guard let archive = try? ZipArchive(Data(damaged)) else { continue }
      for member in archive.members where member.name == "analysis.md" {
        // Bytes of other members, of times and attributes do not matter; what comes out is right all the same.
        if let contents = try? archive.contents(of: member) { #expect(contents == Data(Self.files[0].bytes)) }
      }
    }
    for count in stride(from: 0, to: zip.count, by: 11) {
      #expect(throws: ZipArchive.Fault.self) { try ZipArchive(Data(zip.prefix(count))) }
    }
  }
}
