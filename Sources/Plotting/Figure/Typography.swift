/// The sizes of a figure in points, all derived from the size of its tick labels.
struct Typography: Sendable {
  let fontSize: Double

  var tickLabel: Double { fontSize }
  var axisLabel: Double { fontSize * 1.15 }
  var title: Double { fontSize * 1.1 }
  var header: Double { fontSize * 1.15 }
  var legend: Double { fontSize * 0.95 }
  var note: Double { fontSize * 0.95 }

  /// The strip for the header above the first row of panels.
  var headerHeight: Double { (fontSize * 1.6).rounded(.up) }

  /// From a tick label to its axis.
  var tickLabelGap: Double { fontSize * 0.5 }
  var majorTick: Double { fontSize * 0.62 }
  var minorTick: Double { fontSize * 0.34 }
  var frame: Stroke { Stroke(.black, width: fontSize * 0.085) }
  var tick: Stroke { Stroke(.black, width: fontSize * 0.07) }

  /// From the frame's bottom down to the baseline of tick labels, whose highest one rises to `ascent`.
  func tickLabelDrop(ascent: Double) -> Double {
    // Powers of ten stand higher than other labels; they are let down so that they keep clear of the axis.
    tickLabelGap + max(2 * halfDigit(tickLabel), ascent - 0.1 * tickLabel)
  }

  /// From the baseline of tick labels down to that of the x axis's label.
  func xLabelDrop(_ label: TextBox) -> Double { 0.65 * fontSize + max(label.ascent, 0.75 * axisLabel) }

  /// From the page's left edge to the baseline of the y axis's label.
  func yLabelDrop(_ label: TextBox) -> Double { 0.3 * fontSize + max(label.ascent, 0.8 * axisLabel) }

  /// Half the height of a digit, which puts a label's middle at a tick.
  func halfDigit(_ size: Double) -> Double { size * 0.355 }
}
