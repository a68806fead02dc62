/// Finds the side of its place on which a note stands.
struct NotePlacer {
  let frame: Rect
  /// From the note's place to its text.
  let gap: Double

  /// The box of the note's text at the best of the places given; nil if there is none.
  func box(for text: TextBox, at anchors: [Point], side: NoteSide, avoiding footprint: Footprint) -> Rect? {
    let automatic: [NoteSide] = [.right, .left, .aboveRight, .aboveLeft, .belowRight, .belowLeft, .above, .below]
    let allowed = frame.inset(by: gap)
    var best: (box: Rect, cost: Double)?
    for anchor in anchors {
      for side in side == .automatic ? automatic : [side] {
        let candidate = box(text, anchor, side)
        let outside = candidate.width * candidate.height - candidate.sharedArea(with: allowed)
        let cost = footprint.overlap(with: candidate.inset(by: -2)) + 20 * outside
        if cost < (best?.cost ?? .infinity) - 1e-9 { best = (candidate, cost) }
      }
    }
    return best?.box
  }

  private func box(_ text: TextBox, _ anchor: Point, _ side: NoteSide) -> Rect {
    let (width, height) = (text.width, text.ascent + text.descent)
    let (left, centre, right) = (anchor.x - gap - width, anchor.x - width / 2, anchor.x + gap)
    let (above, middle, below) = (anchor.y - gap - height, anchor.y - height / 2, anchor.y + gap)
    let corner: (Double, Double) =
      switch side {
      case .automatic, .right: (right, middle)
      case .left: (left, middle)
      case .above: (centre, above)
      case .below: (centre, below)
      case .aboveRight: (right, above)
      case .aboveLeft: (left, above)
      case .belowRight: (right, below)
      case .belowLeft: (left, below)
      case .centre: (centre, middle)
      }
    return Rect(x: corner.0, y: corner.1, width: width, height: height)
  }
}
