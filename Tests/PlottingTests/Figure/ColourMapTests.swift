import Testing

@testable import Plotting

struct ColourMapTests {
  /// matplotlib 3.11, `matplotlib.colormaps["viridis"]` at 0, ⅛, ¼, ½, ¾, 1, and `RdBu_r` at 0, ½, 1.
  @Test(
    "Colours are matplotlib's",
    arguments: [
      (ColourMap.viridis, 0, 0x440154), (.viridis, 0.125, 0x472D7B), (.viridis, 0.25, 0x3B528B),
      (.viridis, 0.5, 0x21918C),
      (.viridis, 0.75, 0x5EC962), (.viridis, 1, 0xFDE725), (.diverging, 0, 0x053061), (.diverging, 0.5, 0xF7F7F7),
      (.diverging, 1, 0x67001F),
    ] as [(ColourMap, Double, UInt32)])
  func colours(map: ColourMap, fraction: Double, hex: UInt32) {
    let (found, wanted) = (map.colour(at: fraction), Colour(hex: hex))
    for path in [\Colour.red, \.green, \.blue] {
      #expect(abs(found[keyPath: path] - wanted[keyPath: path]) < 0.025)
    }
  }

  @Test("In grey viridis rises evenly, and the diverging map falls off to both sides")
  func grey() {
    let viridis = (0...20).map { ColourMap.viridis.colour(at: Double($0) / 20).luminance }
    #expect(viridis == viridis.sorted())
    // Black text is read on it everywhere: a contrast of 4.5, WCAG 2.
    let pale = (0...20).map { ColourMap.pale.colour(at: Double($0) / 20).luminance }
    #expect(pale == pale.sorted() && pale.allSatisfy { ($0 + 0.05) / 0.05 > 4.5 })
    let diverging = (0...10).map { ColourMap.diverging.colour(at: Double($0) / 10).luminance }
    #expect(diverging[...5] == ArraySlice(diverging[...5].sorted()))
    #expect(Array(diverging[5...]) == diverging[5...].sorted(by: >))
  }
}
