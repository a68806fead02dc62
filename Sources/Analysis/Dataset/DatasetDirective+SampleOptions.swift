import Notebook

extension DatasetDirective {
  /// Events of one process, and how many of them the data will hold. They come from files or from a generator.
  struct SampleOptions: Options {
    /// Tells the samples of a class apart; needed where there are several.
    var name: String?
    /// Relative systematic uncertainty on the events expected of a background, σ/b, independent of that of other samples. It
    /// adds in quadrature to the systematics of a `scan`, which are on the background as a whole: 0 there is for those of
    /// the samples alone. The losses of a training do not know it.
    var systematic: Systematic?
    /// Files of events, read one behind the other: ROOT (`.root`), HDF5 (`.h5`), NumPy (`.npy`, `.npz`) or CSV (`.csv`,
    /// `.csv.gz`). Those of a folder that match a pattern with `*` or `?` are sorted by
    /// name.
    var files: OneOrMore<FilePattern>?
    /// Path of the TTree in ROOT files, or of the group in HDF5 files, that has the events; by default the only tree, or
    /// the top of an HDF5 file. `events;2` is the second cycle of a tree; without a number it is the latest.
    var tree: String?
    /// Cross-section of the process; needed for files, and by default that of the generator, which is of leading order.
    var crossSection: CrossSection?
    /// Fraction of the process's events that the preselection keeps; needed for files, and by default what the generator finds.
    var efficiency: Double?
    /// Makes the events instead of files.
    var generator: GeneratorName?
    /// What the generator makes.
    var process: GeneratedProcess?
    /// Mass of the top squark in GeV, for `stop-pair`.
    var mStop: Double?
    /// Mass of the lightest neutralino in GeV, for `stop-pair`.
    var mLSP: Double?
    /// How many generated events shall pass the preselection.
    var events: Int?
    /// Decides which events the generator makes; 1 where it is left out.
    var seed: UInt64?

    /// All of them, one behind the other.
    var allFiles: [FileReference] { files?.all.flatMap(\.files) ?? [] }

    enum CodingKeys: String, CodingKey {
      case name, systematic, files, tree, efficiency, generator, process, events, seed
      case crossSection = "cross-section"
      case mStop = "m-stop"
      case mLSP = "m-lsp"
    }
  }
}
