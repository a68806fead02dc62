import Foundation

extension CheckedTemplate {
  /// Paths of all files beside the template that the report is made from: what it includes and cites from, what directives
  /// read, the pictures in the text, and the file of seeds. Each once; a file that is not there is named all the same.
  public var files: [String] {
    let read = steps.sorted { $0.location < $1.location }.flatMap { $0.files.map(\.path) }
    var known: Set = [template.file]
    let all: [String] = text + read + pictures + [seeds.path]
    return all.filter { known.insert($0).inserted }
  }

  /// Paths of the template, of what it includes, and of what it cites from.
  var text: [String] { template.sources + template.bibliography.files }

  /// Paths of the pictures in the text.
  var pictures: [String] {
    let folder = URL(fileURLWithPath: template.file).deletingLastPathComponent()
    return template.imageSources.filter { !$0.holds("://") && !$0.hasPrefix("data:") }.map {
      URL(fileURLWithPath: $0.removingPercentEncoding ?? $0, relativeTo: folder).path
    }
  }
}
