import Notebook
import Plotting
import Statistics

/// Networks whose curves stand in one panel, each with a look of its own.
struct ComparedNetworks {
  struct Member {
    /// What it was trained on, as the legend says it; where several were trained on the same, with a number.
    var label: String
    /// The same in plain words.
    var words: String
    var look: CurveLook
    /// Its scores of the test events.
    var test: ScoredSplit
  }

  var members: [Member]
  /// `nil` where the networks' datasets differ in them.
  var conditions: Conditions?

  /// More curves than this could not be told from each other.
  static let most = CurveLook.colours.count * Dash.allCases.count

  init(_ models: [Reference<TrainDirective>], _ context: StepContext) throws {
    let inputs = try models.map { try context.result(of: $0) }
    let networks = try inputs.map { try TrainedNetworks(from: $0) }
    let (labels, words) = (networks.map(\.label).numbered, networks.map(\.words).numbered)
    members = try inputs.enumerated().map { place, input in
      let look = CurveLook(place)
      return Member(
        label: labels[place], words: words[place],
        look: look,
        test: try ScoredSplit(.test, from: input))
    }
    conditions = Conditions(commonTo: inputs)
  }

  /// `networks trained on the cross-entropy and 1/Z_A`.
  var words: String {
    let all = members.map(\.words)
    guard let last = all.last, all.count > 1 else { return "a network trained on \(all.first ?? "")" }
    return "networks trained on " + all.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Looks at the option `model` of the plot `part`.
  static func check(_ models: OneOrMore<Reference<TrainDirective>>, of part: String, _ context: inout CheckContext) {
    if models.all.count > most {
      context.report(
        "\(models.all.count) curves could not be told from each other", at: part, "model",
        remedy: "name at most \(most) networks")
    }
  }
}

extension ComparedNetworks.Member {
  var colour: Colour { look.colour }
  var shape: Marker.Shape { look.shape }
  var stroke: Stroke { look.stroke }
}
