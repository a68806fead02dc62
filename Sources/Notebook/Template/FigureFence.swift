extension FenceCollector {
  private static let figureOptions = ["name", "alt", "width", "align"]

  /// A `figure` directive: a picture beside the template, with options and its caption as the body.
  func figure(_ fence: MarkdownReader.Fence, _ reader: inout MarkdownReader) -> Block? {
    let options = FenceOptions(fence)
    report(options.unknown(but: Self.figureOptions))
    let source = fence.argument.trimmingSpaces()
    guard !source.isEmpty else {
      report("a figure needs a picture", at: fence.argumentLocation, remedy: "write \(fence.marks){figure} picture.png")
      return nil
    }
    var blocks = reader.blocks(options.text, at: options.textLocation)
    var caption: [Inline] = []
    if case .paragraph(let first) = blocks.first {
      caption = first
      blocks.removeFirst()
    }
    let mistake = options["name"].flatMap { take($0.value, at: $0.valueLocation) }
    report(mistake.map { [$0] } ?? [])
    let name = mistake == nil ? options["name"]?.value : nil
    figures += 1
    return .figure(
      Figure(
        id: name ?? "figure:\(figures)", isNamed: name != nil, source: source, alternativeText: options["alt"]?.value,
        width: options["width"].flatMap { width($0) }, alignment: options["align"].flatMap { alignment($0) } ?? .centre,
        caption: caption, legend: blocks, location: fence.argumentLocation))
  }

  private func width(_ option: FenceOptions.Option) -> Figure.Width? {
    let digits = option.value.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let unit = option.value.dropFirst(digits.count).drop { $0 == " " }
    if let number = Double(digits), number > 0 {
      if unit == "%", number <= 100 { return .percent(number) }
      if unit == "px" || unit.isEmpty, number <= 10_000 { return .pixels(number) }
    }
    report(
      "'\(option.value)' is not a width", at: option.valueLocation,
      remedy: "write a percentage of the text's width, '60%', or pixels, '300px'")
    return nil
  }

  private func alignment(_ option: FenceOptions.Option) -> Figure.Alignment? {
    if let alignment = Figure.Alignment(rawValue: option.value) { return alignment }
    report(
      "unknown alignment '\(option.value)'", at: option.valueLocation,
      remedy: Suggestion.remedy(for: option.value, among: Figure.Alignment.allCases.map(\.rawValue)))
    return nil
  }
}
