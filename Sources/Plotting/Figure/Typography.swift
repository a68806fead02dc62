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
  var headerHeight: Double { fontSize * 1.6 }

  /// From a tick label to its axis.
  var tickLabelGap: Double { fontSize * 0.5 }
  var majorTick: Double { fontSize * 0.62 }
  var minorTick: Double { fontSize * 0.34 }
  var frame: Stroke { Stroke(.black, width: fontSize * 0.085) }
  var tick: Stroke { Stroke(.black, width: fontSize * 0.07) }

  /// Half the height of a digit, which puts a label's middle at a tick.
  func halfDigit(_ size: Double) -> Double { size * 0.355 }
}
