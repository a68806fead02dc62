import Foundation
import Testing

@Suite struct PlanCommandTests {
  private func withBuilt(_ body: (Project) throws -> Void) throws {
    try Project.temporary("small") { project in
      try project.builds()
      try body(project)
    }
  }

  @Test func nothingBuiltMeansEverythingToRunAndPlanWritesNothing() throws {
    try Project.temporary("small") { project in
      let plan = try Command.asimov("plan", project.template)
      #expect(plan.status == 0)
      #expect(
        plan.output == """
          run     dataset  events
                                        not built yet
          run     train    network      ← events
                                        not built yet
          run     scan     best         ← network
                                        not built yet
          run     plot     fig-history  ← network
                                        not built yet
          run     plot     fig-score    ← network
                                        not built yet
          run     plot     fig-scan     ← best
                                        not built yet
          run     table    tab          ← best
                                        not built yet
          7 of 7 steps to run

          """)
      #expect(!FileManager.default.fileExists(atPath: project.store.folder))
    }
  }

  @Test func aBuiltTemplateHasNothingToRun() throws {
    try withBuilt { project in
      let plan = try Command.asimov("plan", project.template).output
      #expect(plan.hasSuffix("\n7 steps, nothing to run\n"))
      #expect(plan.components(separatedBy: "cached  ").count == 8)
    }
  }

  /// Edits of `small.md`, and what they make run for what reason.
  static let edits: [(old: String, new: String, runs: [String: [String]])] = [
    ("The best region", "The very best region", [:]),
    ("bins: 10", "bins: 20", ["fig-score": ["score.bins changed 10 → 20"]]),
    (
      "systematics: [0.1, 0.3]", "systematics: [0.2, 0.3]",
      [
        "best": ["systematics changed [0.1, 0.3] → [0.2, 0.3]"], "fig-scan": ["'best' changed"],
        "tab": ["'best' changed"],
      ]
    ),
    (
      "systematic: 0.3 }\n---", "systematic: 0.4 }\n---",
      [
        "network": ["loss.asimov.systematic changed 0.3 → 0.4"], "best": ["'network' changed"],
        "fig-history": ["'network' changed"], "fig-score": ["'network' changed"], "fig-scan": ["'best' changed"],
        "tab": ["'best' changed"],
      ]
    ),
    ("```{plot} fig-score", "```{plot} fig-new", [:]),
  ]

  @Test func anOptionIsToldWithItsOldAndItsNewValue() throws {
    try withBuilt { project in
      let text = try String(contentsOfFile: project.template, encoding: .utf8)
      for (old, new, runs) in Self.edits {
        try project.edit(old, new)
        #expect(try project.plan() == runs, "\(new)")
        try text.write(toFile: project.template, atomically: true, encoding: .utf8)
      }
    }
  }

  @Test func aMemberOfASweepIsToldByItsNameWhereTheSweepIsNamed() throws {
    try Project.temporary { project in
      try project.builds()
      try project.edit("0.3", "0.5")
      #expect(try project.plan()["fig-score"] == ["score.model.2 changed net[0.3] → net[0.5]"])
    }
  }

  @Test func aDataFileIsToldByItsName() throws {
    try withBuilt { project in
      try project.edit("1.0642", "1.0643", in: "background.csv")
      let plan = try project.plan()
      #expect(plan["events"] == ["background.csv changed"])
      #expect(plan["network"] == ["'events' changed"])
      #expect(plan.count == 7)
      #expect(try project.builds().ran.count == 7)
      #expect(try project.plan() == [:])
    }
  }

  @Test func aRenamedDirectiveIsFollowed() throws {
    try withBuilt { project in
      try project.edit("events\n", "collisions\n")
      #expect(try project.plan() == [:])
      try project.builds()
      try project.edit("luminosity: 30", "luminosity: 31")
      let plan = try project.plan()
      #expect(plan["collisions"] == ["luminosity changed 30 fb^-1 → 31 fb^-1"])
      #expect(plan["network"] == ["'collisions' changed"])
    }
  }

  @Test func anEntryThatIsLostIsToldAndADirectiveOfItsNameAndOtherKindAsWell() throws {
    try withBuilt { project in
      let entry = try #require(try project.store.entries()["tab"])
      try FileManager.default.removeItem(atPath: entry + ".result")
      try FileManager.default.removeItem(atPath: entry + ".data")
      #expect(try project.plan() == ["tab": ["its result is no longer in the store, or damaged"]])
      try project.edit("```{plot} fig-history\nhistory: { model: network }", "```{scan} fig-history\nmodel: network")
      #expect(try project.plan()["fig-history"] == ["it was a 'plot' directive before"])
    }
  }

  @Test func whatPlanSaysIsWhatABuildRuns() throws {
    try withBuilt { project in
      for (old, new) in [
        ("hidden: [4]", "hidden: [3]"), ("log: false", "log: true"), ("epochs: 5", "epochs: 4"),
        ("minimum-effective-background: 2", "minimum-effective-background: 2\nchoose-on: test"),
        ("title: A", "title: B"),
      ] {
        try project.edit(old, new)
        let plan = try project.plan().keys.sorted()
        #expect(try project.builds().ran == plan, "\(new)")
      }
    }
  }
}
