/// Columnar formats that Asimov does not read, and that one line of Python converts.
///
/// Debian 12 has no C or C++ library for Apache Parquet and Arrow; pyarrow brings its own.
enum ForeignFormat: String, CaseIterable {
  case parquet
  case feather
  case orc

  /// - Parameter file: its name, in lower case.
  init?(of file: String) {
    guard let format = Self.allCases.first(where: { file.hasSuffix("." + $0.rawValue) }) else { return nil }
    self = format
  }

  private var name: String {
    switch self {
    case .parquet: "Parquet"
    case .feather: "Feather"
    case .orc: "ORC"
    }
  }

  /// What is to be done with a file of the format.
  func remedy(for path: String) -> String {
    let made = path.dropLast(rawValue.count) + "npz"
    return "\(name) is not read, for lack of a library to build on; convert the file once, with pandas and pyarrow: "
      + "python3 -c \"import numpy, pandas; t = pandas.read_\(rawValue)('\(path)'); "
      + "numpy.savez('\(made)', **{c: t[c] for c in t})\""
  }
}
