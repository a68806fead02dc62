import Events
import Notebook

extension DatasetDirective {
  /// Events of one process, and how many of them the data will hold. They come from files or from a generator.
  struct SampleOptions: Options {
    /// Tells the samples of a class apart; needed where there are several. The values of a sample with a name are found under it,
    /// as `events.background.ttbar.expected`.
    var name: String?
    /// Relative systematic uncertainty on the events expected of a background, σ/b, independent of that of other samples. It
    /// adds in quadrature to the systematics of a `scan`, which are on the background as a whole: 0 there is for those of
    /// the samples alone. The losses of a training do not know it.
    var systematic: Systematic?
    /// A `sample` directive whose events are taken, in the place of `files` or a `generator`. Its cross-section and efficiency hold where
    /// they are not given here.
    var sample: Reference<SampleDirective>?
    /// Parameters of a signal by name, such as `{ m-stop: 600, m-lsp: 400 }`, which become features behind the others: what a
    /// parametrised network is told besides (arXiv:1601.07913). All signals of the dataset have the same. Each background event is given
    /// those of one signal, drawn by the signals' shares of the expected events, so that parameters alone tell nothing.
    var parameters: OrderedMapping<Double>?
    /// Files of events, read one behind the other: ROOT (`.root`), HDF5 (`.h5`: a dataset a column, or a table as h5py, PyTables and
    /// pandas' `to_hdf` write it), NumPy (`.npy`, `.npz`) or CSV (`.csv`, `.csv.gz`). Parquet is not read, and the message says how to
    /// convert it. Those of a folder that match a pattern with `*` or `?` are
    /// sorted by name.
    var files: OneOrMore<FilePattern>?
    /// Path of the TTree or RNTuple in ROOT files, or of the group or table in HDF5 files (for pandas its key), that has the events;
    /// by default the only one, or the root of an HDF5 file. `events;2` is the second cycle of a tree; without a number it is the
    /// latest.
    var tree: String?
    /// Other files, or other trees of the same, with more columns of the same events in the same order, as ROOT's friend trees.
    var friends: OneOrMore<FriendOptions>?
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

    /// One of the files, with its friends.
    func source(_ file: FileReference, at place: Int, missing: Double?) -> EventFile {
      let missing = missing.map { Float($0) }
      let friends = (self.friends?.all ?? []).map { friend in
        let files = friend.allFiles
        let path = files.indices.contains(place) ? files[place].path : file.path
        return EventFile(path: path, group: friend.tree, missing: missing, alias: friend.alias)
      }
      return EventFile(path: file.path, group: tree, missing: missing, friends: friends)
    }

    enum CodingKeys: String, CodingKey {
      case name, systematic, sample, parameters, files, tree, friends, efficiency, generator, process, events, seed
      case crossSection = "cross-section"
      case mStop = "m-stop"
      case mLSP = "m-lsp"
    }
  }

  /// More columns of the events of a sample.
  struct FriendOptions: Options {
    /// As many as the sample's files, whose events are those of the sample's in the same order; by default the sample's own, of which
    /// another `tree` is read.
    var files: OneOrMore<FilePattern>?
    /// Path of the tree, group or table in them; by default the only one.
    var tree: String?
    /// What stands before the name of a column that the sample's files have too: `alias.column`; by default the tree's name,
    /// or that of the file.
    var alias: String?

    /// All of them; none where they are the sample's own.
    var allFiles: [FileReference] { files?.all.flatMap(\.files) ?? [] }
  }
}
