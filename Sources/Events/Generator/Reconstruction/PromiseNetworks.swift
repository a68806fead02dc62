/// The networks of ``Promise``, one for each stage.
enum PromiseNetworks {
  static let all = [beforeRadiation, afterHardRadiation].map(PromiseNetwork.init(text:))
}
