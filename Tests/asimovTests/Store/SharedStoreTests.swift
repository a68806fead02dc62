import Foundation
import Testing

/// Several commands at once on one store.
@Suite struct SharedStoreTests {
  #if DEBUG
    private static let rounds = 2
  #else
    private static let rounds = 5
  #endif

  /// Builds each template into a folder of its own, all at once on one store.
  private func build(_ projects: [Project], store: String, meanwhile: () throws -> Void = {}) throws -> [Command] {
    let builds = try projects.enumerated().map { place, project in
      try RunningCommand([
        "build", project.template, "-o", "\(project.folder)/out\(place)", "--store", store, "-j", "2",
      ])
    }
    while builds.contains(where: \.isRunning) {
      try meanwhile()
      usleep(10000)
    }
    return try builds.map { try $0.finish() }
  }

  @Test(arguments: [["search", "search"], ["search", "small"]])
  func twoBuildsOnOneStoreGiveWhatEachWouldAlone(_ names: [String]) throws {
    try Command.inFolder { folder in
      let alone = try names.enumerated().map { place, name in
        let project = try Project(name, in: "\(folder)/alone\(place)")
        try project.builds()
        return try project.report()
      }
      for round in 1...Self.rounds {
        let project = try Project(names[0], in: "\(folder)/\(round)")
        let other = try names[0] == names[1] ? project : Project(names[1], in: "\(folder)/\(round)b")
        let store = Store(folder: folder + "/store\(round)")
        for command in try build([project, other], store: store.folder) {
          #expect(command.status == 0, "\(command.errors)")
        }
        for (place, folder) in [project.folder, other.folder].enumerated() {
          #expect(try Project.contents("\(folder)/out\(place)") == alone[place], "round \(round)")
        }
        try store.isWhole()
        #expect(try store.temporaries() == [])
      }
    }
  }

  @Test func nothingIsPrunedUnderABuild() throws {
    try Project.temporary { project in
      var refused = 0
      let builds = try build([project], store: project.store.folder) {
        guard FileManager.default.fileExists(atPath: project.store.folder + "/asimov.lock") else { return }
        let prune = try project.store.cache("prune", "--keep-hours", "0")
        #expect(try project.store.cache("list").status == 0)
        guard prune.status == 1 else { return }
        refused += 1
        #expect(
          prune.errors == "error: a build is running on '\(project.store.folder)'; prune when it has ended\n")
      }
      #expect(refused > 0)
      #expect(builds.map(\.status) == [0], "\(builds[0].errors)")
      let report = try Project.contents(project.folder + "/out0")
      #expect(try project.builds().ran == [])
      #expect(try project.report() == report)
    }
  }

  @Test func aStoreMayBeDeletedUnderABuild() throws {
    try Project.temporary { project in
      try project.builds()
      let report = try project.report()
      try project.edit("luminosity: 30", "luminosity: 31")
      let build = try RunningCommand(project.arguments())
      #expect(build.says("] train net[0.1]"))
      try? FileManager.default.removeItem(atPath: project.store.folder)
      let command = try build.finish()
      #expect(command.status == 0, "\(command.errors)")
      try project.edit("luminosity: 31", "luminosity: 30")
      try project.builds()
      #expect(try project.report() == report)
    }
  }
}
