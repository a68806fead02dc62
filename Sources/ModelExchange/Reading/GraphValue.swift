/// What a name in the graph stands for.
enum GraphValue {
  /// Numbers that stand in the file, or follow from those alone.
  case constant(ConstantTensor)
  /// Something that the features have become.
  case signal(Signal)
  /// A part of a Gelu.
  case gate(Gate)
  /// The probabilities of background and signal, [N, 2]: 1 − p and p, of which p is kept.
  case classes(Signal)
  /// The mean of several networks' scores.
  case mean([Signal])

  /// What errors call it.
  var kind: String {
    switch self {
    case .constant: "a constant"
    case .signal: "values of the network"
    case .gate: "a part of Gelu"
    case .classes: "the probabilities of two classes"
    case .mean: "a mean of networks"
    }
  }
}
