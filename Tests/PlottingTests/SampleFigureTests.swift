import Foundation
import Plotting
import Testing

/// Set `PLOTTING_SAMPLES` to a folder to get every sample figure in all three formats there, to look at them.
@Test(
  "The sample figures can be written out for a look",
  .enabled(if: ProcessInfo.processInfo.environment["PLOTTING_SAMPLES"] != nil))
func samplesForALook() throws {
  let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["PLOTTING_SAMPLES"] ?? ".")
  for (name, figure) in SampleFigures.all + SampleMarks.all {
    try Data(figure.png()).write(to: folder.appendingPathComponent("\(name).png"))
    try Data(figure.pdf()).write(to: folder.appendingPathComponent("\(name).pdf"))
    try Data(figure.svg()).write(to: folder.appendingPathComponent("\(name).svg"))
  }
}
