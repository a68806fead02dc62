/// Finds the place of a legend in a frame.
struct LegendPlacer {
  struct Placed {
    var layout: LegendLayout
    var box: Rect
    /// Whether marks lie under the box, so that it needs a ground of its own.
    var coversMarks: Bool
    /// Whether some of these are more than vertical rules and notes.
    var coversData: Bool
  }

  let frame: Rect
  /// What the legend should keep away from.
  let footprint: Footprint
  /// What moves down when the y axis grows: the marks without vertical rules and notes.
  let data: Footprint
  /// From the frame to the legend, so that it is clear of the ticks.
  let margin: Double

  /// The best of the corners, and of the middle of top and bottom, for the layouts given; ties go to the earlier
  /// layout, then to the corner that readers expect first.
  /// - Parameter placement: A corner narrows the choice to that corner.
  func best(_ layouts: [LegendLayout], placement: LegendPlacement) -> Placed? {
    var best: (placed: Placed, cost: Double)?
    for layout in layouts {
      for box in boxes(layout, placement) {
        // Keep a little distance from marks, too. To interrupt a rule or crowd a note is a small evil beside hiding
        // data.
        let near = box.inset(by: -2)
        let covered = data.overlap(with: near)
        let cost = footprint.overlap(with: near) + (covered + outside(box)) * 20
        if cost < (best?.cost ?? .infinity) - 1e-9 {
          best = (Placed(layout: layout, box: box, coversMarks: cost > 0, coversData: covered > 0), cost)
        }
      }
    }
    return best?.placed
  }

  /// By how much the y axis must be longer for a legend at the top to stand clear above the marks; the least of all
  /// layouts and places at the top. Nil if the legend is too high to make room for.
  func raiseNeeded(_ layouts: [LegendLayout]) -> Double? {
    var least: Double?
    for layout in layouts {
      for box in boxes(layout, .automatic) where box.minY < frame.centre.y && outside(box) == 0 {
        guard let top = data.top(from: box.minX - 2, to: box.maxX + 2) else { continue }
        let reached = min(frame.maxY - top, frame.height)
        let free = frame.maxY - box.maxY - 4
        guard free > 0.4 * frame.height else { continue }
        least = min(least ?? .infinity, reached / free)
      }
    }
    return least.map { max($0, 1) }
  }

  private func outside(_ box: Rect) -> Double {
    box.width * box.height - box.sharedArea(with: frame)
  }

  private func boxes(_ layout: LegendLayout, _ placement: LegendPlacement) -> [Rect] {
    let (width, height) = (layout.width, layout.height)
    let (left, right) = (frame.minX + margin, frame.maxX - margin - width)
    let (top, bottom) = (frame.minY + margin, frame.maxY - margin - height)
    func box(_ x: Double, _ y: Double) -> Rect { Rect(x: x, y: y, width: width, height: height) }
    switch placement {
    case .topRight: return [box(right, top)]
    case .topLeft: return [box(left, top)]
    case .bottomRight: return [box(right, bottom)]
    case .bottomLeft: return [box(left, bottom)]
    case .hidden: return []
    case .automatic:
      let middle = (left + right) / 2
      return [
        box(right, top), box(left, top), box(right, bottom), box(left, bottom), box(middle, top), box(middle, bottom),
      ]
    }
  }
}
