import Plotting

/// The look of a curve among others, told apart in colour and in grey. Twenty curves have looks of their own, for five colours and four
/// dashes take turns.
struct CurveLook {
  let colour: Colour
  let stroke: Stroke
  let shape: Marker.Shape

  /// Petroff's without grey, which is for what does not count.
  static let colours = Colour.petroff.filter { $0 != .grey }

  init(_ place: Int) {
    colour = Self.colours[place % Self.colours.count]
    stroke = Stroke(colour, dash: Dash.allCases[place % Dash.allCases.count])
    shape = Marker.Shape.allCases[place % Marker.Shape.allCases.count]
  }
}

extension [String] {
  /// Labels that tell curves apart: of those that are the same, each has a number.
  var numbered: [String] {
    indices.map { place in
      let same = indices.filter { self[$0] == self[place] }
      return same.count > 1 ? "\(self[place]) (\((same.firstIndex(of: place) ?? 0) + 1))" : self[place]
    }
  }
}
