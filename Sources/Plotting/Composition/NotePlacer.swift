/// Finds the side of its place on which a note stands.
struct NotePlacer {
  let frame: Rect
  /// From the note's place to its text.
  let gap: Double

  /// The box of the note's text.
  func box(for text: TextBox, at anchor: Point, side: NoteSide, avoiding footprint: Footprint) -> Rect {
    guard side == .automatic else { return box(text, anchor, side) }
    let sides: [NoteSide] = [.right, .left, .aboveRight, .aboveLeft, .belowRight, .belowLeft, .above, .below]
    let allowed = frame.inset(by: gap)
    var best = (box: box(text, anchor, .right), cost: Double.infinity)
    for side in sides {
      let candidate = box(text, anchor, side)
      let outside = candidate.width * candidate.height - candidate.sharedArea(with: allowed)
      let cost = footprint.overlap(with: candidate.inset(by: -1)) + 20 * outside
      if cost < best.cost - 1e-9 { best = (candidate, cost) }
    }
    return best.box
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
