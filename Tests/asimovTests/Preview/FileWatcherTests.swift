import Foundation
import Testing

@testable import asimov

@Suite struct FileWatcherTests {
  /// What the next looks see.
  private func expectLooks(
    _ expected: [Bool], of watcher: inout FileWatcher, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let seen = expected.map { _ in watcher.look() }
    #expect(seen == expected, sourceLocation: sourceLocation)
  }

  /// Watches a file that holds `one`, and one that is not there.
  private func withWatcher(_ body: (inout FileWatcher, _ path: String, _ missing: String) throws -> Void) throws {
    try Command.inFolder { folder in
      let path = folder + "/template.md"
      try "one".write(toFile: path, atomically: false, encoding: .utf8)
      var watcher = FileWatcher()
      watcher.watch([path, folder + "/data.csv"])
      expectLooks([false, false], of: &watcher)
      try body(&watcher, path, folder + "/data.csv")
    }
  }

  @Test(arguments: [true, false]) func aSaveIsSeenOnceItHasSettledAndOnlyOnce(_ byRenaming: Bool) throws {
    try withWatcher { watcher, path, _ in
      try "longer".write(toFile: path, atomically: byRenaming, encoding: .utf8)
      expectLooks([false, true, false], of: &watcher)
    }
  }

  @Test func aFileThatIsStillBeingWrittenIsWaitedFor() throws {
    try withWatcher { watcher, path, _ in
      for length in 4...6 {
        try String(repeating: "x", count: length).write(toFile: path, atomically: false, encoding: .utf8)
        expectLooks([false], of: &watcher)
      }
      expectLooks([true], of: &watcher)
    }
  }

  @Test func anotherFileOfTheSameSizeAndTimeIsSeen() throws {
    try withWatcher { watcher, path, _ in
      let date = try #require(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
      try "two".write(toFile: path + ".new", atomically: false, encoding: .utf8)
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path + ".new")
      #expect(rename(path + ".new", path) == 0)
      expectLooks([false, true], of: &watcher)
    }
  }

  @Test func aFileMayComeAndGo() throws {
    try withWatcher { watcher, path, missing in
      try "now here".write(toFile: missing, atomically: false, encoding: .utf8)
      expectLooks([false, true], of: &watcher)
      try FileManager.default.removeItem(atPath: path)
      expectLooks([false, true, false], of: &watcher)
    }
  }

  @Test func whatIsWatchedAnewHasNotChangedAndWhatIsKeptMayHave() throws {
    try withWatcher { watcher, path, missing in
      try "longer".write(toFile: path, atomically: false, encoding: .utf8)
      try "new".write(toFile: missing + "2", atomically: false, encoding: .utf8)
      watcher.watch([missing + "2"])
      expectLooks([false, false], of: &watcher)
      watcher.watch([missing + "2", path])
      expectLooks([false, false], of: &watcher)
      try "longer yet".write(toFile: path, atomically: false, encoding: .utf8)
      watcher.watch([path])
      expectLooks([false, true], of: &watcher)
    }
  }

  @Test func aLinkIsFollowed() throws {
    try withWatcher { watcher, path, missing in
      try FileManager.default.createSymbolicLink(atPath: missing, withDestinationPath: path)
      expectLooks([false, true], of: &watcher)
      watcher.watch([missing])
      try "longer".write(toFile: path, atomically: false, encoding: .utf8)
      expectLooks([false, true], of: &watcher)
    }
  }
}
