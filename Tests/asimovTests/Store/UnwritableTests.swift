import Foundation
import Testing

/// Disks that are full and folders that are closed: told plainly, with nothing half written.
@Suite struct UnwritableTests {
  /// In units of 512 bytes, the largest file that can be written: stands for a disk that fills up at that point.
  @Test(arguments: [1, 16, 100, 300, 600]) func aWriteThatFailsLeavesOnlyWholeFiles(_ limit: Int) throws {
    try Project.temporary("small") { project in
      try project.builds()
      let report = try project.report()
      for folder in [project.store.folder, project.folder + "/out"] {
        try FileManager.default.removeItem(atPath: folder)
      }
      let command = try Command.shell(
        """
        (trap '' XFSZ; ulimit -f \(limit); "$asimov" build '\(project.template)' -o '\(project.folder)/out' 2>&1; echo "status $?") | cat
        """)
      #expect(command.output.hasSuffix("status 1\n"))
      #expect(command.output.contains("error: "), "\(command.output)")
      #expect(command.output.contains("cannot write '\(project.folder)/"), "\(command.output)")
      #expect(command.output.contains("': File too large"), "\(command.output)")
      for (path, bytes) in try project.report() { #expect(report[path] == bytes, "\(path)") }
      #expect(try project.report()["small.html"] == nil)
      try project.store.isWhole()
      #expect(try project.store.temporaries() == [])
      try project.builds()
      #expect(try project.report() == report)
    }
  }

  @Test func wordsThatCannotBeWrittenStopNoBuild() throws {
    try Project.temporary("small") { project in
      let command = try Command.shell(
        "exec \"$asimov\" build '\(project.template)' -o '\(project.folder)/out' > /dev/full 2>&1")
      #expect(command.status == 0)
      #expect(try project.report().count == 16)
    }
  }

  @Test func aFolderThatCannotBeMadeIsToldInTheSystemsWords() throws {
    try Project.temporary("small") { project in
      for (folder, reason) in [("/dev/null/out", "Not a directory"), (project.template + "/a/b", "Not a directory")] {
        let command = try Command.asimov("build", project.template, "-o", folder)
        #expect(command.status == 1)
        #expect(command.errors == "error: cannot write '\(folder)': \(reason)\n")
      }
    }
  }

  @Test func aReportTakesThePlaceOfNothingThatItIsMadeFrom() throws {
    try Project.temporary("small") { project in
      let template = project.folder + "/small.html"
      try FileManager.default.moveItem(atPath: project.template, toPath: template)
      let text = FileManager.default.contents(atPath: template)
      let link = project.folder + "/link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: project.folder)
      for folder in [project.folder, link] {
        let command = try Command.asimov("build", template, "-o", folder)
        #expect(command.status == 2)
        #expect(
          command.errors
            == "error: the report would overwrite '\(folder)/small.html', which it is made from; name another --output\n"
        )
      }
      #expect(FileManager.default.contents(atPath: template) == text)
      #expect(try Command.asimov("build", template, "-o", project.folder + "/out").status == 0)
    }
  }

  /// Root may write everywhere, unless it gives its privileges up.
  private static let plainly = getuid() == 0 ? "setpriv --bounding-set=-all " : ""
  private static let permissionsBind = (try? Command.shell(plainly + "true").status) == 0

  @Test(.enabled(if: permissionsBind, "root without setpriv: no folder is closed to it"))
  func aClosedFolderIsToldBeforeAnythingRuns() throws {
    try Project.temporary("small") { project in
      try project.builds()
      let report = try project.report()
      try project.edit("luminosity: 30", "luminosity: 31")
      let build = Self.plainly + "\"$asimov\" build '\(project.template)' -o '\(project.folder)/out'"
      for (folder, mode) in [(".asimov", 0o555), (".asimov", 0), ("out", 0o555)] {
        let path = project.folder + "/" + folder
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let command = try Command.shell(build)
        let retrained = try Command.shell(build + " --retrain network")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        for command in [command, retrained] {
          #expect(command.status == 1)
          #expect(command.errors == "error: cannot write '\(path)': no permission to write there\n")
        }
      }
      #expect(try project.report() == report)
      #expect(!FileManager.default.fileExists(atPath: project.folder + "/small.seeds.yaml"))
    }
  }

  @Test(.enabled(if: permissionsBind, "root without setpriv: no file is closed to it"))
  func seedsThatCannotBeReadAreNotPassedOver() throws {
    try Project.temporary("small") { project in
      let path = project.folder + "/small.seeds.yaml"
      try "network: 2\n".write(toFile: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      let command = try Command.shell(Self.plainly + "\"$asimov\" build '\(project.template)'")
      #expect(command.status == 2)
      #expect(command.errors.contains("small.seeds.yaml:1:1: error: cannot read the file of seeds; "))
    }
  }
}
