import Foundation
import Notebook
import Statistics

/// A search in the JSON of HistFactory as pyhf reads it (schema 1.0.0), with the likelihood that Asimov itself evaluates.
///
/// A systematic per bin is a `shapesys` on the background; one that the bins share is a control channel of 1/f² events and a
/// `normfactor` on the background of both channels. The data are those expected without signal. Bounds of the parameters lie
/// where no fit to expected data reaches them: pyhf's own would stop it.
struct PyhfWorkspace: Encodable {
  var channels: [Channel]
  var observations: [Observation]
  var measurements: [Measurement]
  var version = "1.0.0"

  struct Channel: Encodable {
    var name: String
    var samples: [Sample]
  }

  struct Sample: Encodable {
    var name: String
    var data: [Double]
    var modifiers: [Modifier]
  }

  struct Modifier: Encodable {
    var name: String
    var type: String
    /// Absolute uncertainties of a `shapesys`; a `normfactor` has none.
    var data: [Double]?

    enum CodingKeys: CodingKey { case name, type, data }

    /// With `data: null` where there is none, as the schema wants it.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(type, forKey: .type)
      try container.encode(data, forKey: .data)
    }
  }

  struct Observation: Encodable {
    var name: String
    var data: [Double]
  }

  struct Measurement: Encodable {
    var name: String
    var config: Configuration

    struct Configuration: Encodable {
      var poi: String
      var parameters: [Parameter]
    }
  }

  struct Parameter: Encodable {
    var name: String
    var bounds: [[Double]]
    var inits: [Double]
  }

  /// - Parameters:
  ///   - largestStrength: μ up to which fits may go.
  init(_ region: CountedRegion, largestStrength: Double) {
    let (signal, background) = (region.bins.map(\.signal), region.bins.map(\.background))
    let f = region.systematic
    let ratio = zip(signal, background).map { $1 > 0 ? $0 / $1 : 0 }.max() ?? 0
    let factor = [1e-10, 10 * (1 + max(1, largestStrength) * ratio)]
    let strength = Parameter(name: "mu", bounds: [[0, 10 * max(1, largestStrength)]], inits: [1])
    var modifiers: [Modifier] = []
    var parameters = [strength]
    var controls: [Channel] = []
    if f > 0, region.correlation == .shared {
      modifiers = [Modifier(name: "background_norm", type: "normfactor")]
      parameters.append(Parameter(name: "background_norm", bounds: [factor], inits: [1]))
      controls = [
        Channel(
          name: "control", samples: [Sample(name: "background", data: [1 / (f * f)], modifiers: modifiers)])
      ]
    } else if f > 0 {
      modifiers = [Modifier(name: "background_shape", type: "shapesys", data: background.map { f * $0 })]
      parameters.append(
        Parameter(
          name: "background_shape", bounds: background.map { _ in factor }, inits: background.map { _ in 1 }))
    }
    channels =
      [
        Channel(
          name: "search",
          samples: [
            Sample(
              name: "signal", data: signal, modifiers: [Modifier(name: "mu", type: "normfactor")]),
            Sample(name: "background", data: background, modifiers: modifiers),
          ])
      ] + controls
    observations = channels.map { Observation(name: $0.name, data: $0.samples.last?.data ?? []) }
    measurements = [Measurement(name: "search", config: .init(poi: "mu", parameters: parameters))]
  }

  var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      return [UInt8](try encoder.encode(self)) + Array("\n".utf8)
    }
  }
}
