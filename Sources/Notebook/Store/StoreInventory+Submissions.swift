import Foundation

extension StoreFile {
  /// What is left of submissions to a cluster whose steps all have results: scripts, logs, and how tasks ended.
  ///
  /// - Parameter finished: keys of the results in the store.
  static func ofFinishedSubmissions(in directory: String, finished: Set<String>) -> [StoreFile] {
    let home = directory + "/slurm"
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: home)) ?? []
    return folders.sorted().flatMap { folder -> [StoreFile] in
      let place = home + "/" + folder
      let names = ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []).sorted()
      if folder == "ends" {
        return names.filter { finished.contains(String($0.prefix { $0 != "." })) }.compactMap {
          submitted(place + "/" + $0)
        }
      }
      let keys = names.filter { $0.hasSuffix(".keys") }.flatMap { name -> [String] in
        let text = (try? String(contentsOfFile: place + "/" + name, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
      }
      guard !keys.isEmpty, keys.allSatisfy(finished.contains) else { return [] }
      return names.compactMap { submitted(place + "/" + $0) }
    }
  }

  private static func submitted(_ path: String) -> StoreFile? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
    return StoreFile(
      path: path, kind: .submission, bytes: attributes[.size] as? Int ?? 0,
      modified: attributes[.modificationDate] as? Date ?? .distantPast,
      isFolder: attributes[.type] as? FileAttributeType == .typeDirectory)
  }
}
