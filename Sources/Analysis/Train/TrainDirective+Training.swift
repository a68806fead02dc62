import Events
import Learning
import Notebook

/// The trainings of a directive, one behind the other: one for each fold and seed.
extension TrainDirective {
  /// - Parameter share: the luminosity in units of the dataset's.
  func trained(on data: Dataset, _ share: Double, _ folds: Folds?, _ context: StepContext) throws -> TrainedNetworks {
    do {
      return TrainedNetworks(try networks(from: data, share, folds, context), folds: folds?.count)
    } catch let error as LearningError where error == .cancelled {
      throw CancellationError()
    }
  }

  private func networks(
    from data: Dataset, _ share: Double, _ folds: Folds?, _ context: StepContext
  ) throws -> [TrainedModel] {
    var draft = TrainingDraft(context.draft)
    let rounds = folds?.count ?? 1
    for round in 0..<rounds where draft.networks.count < (round + 1) * ensemble {
      let splits =
        try folds.map { (try $0.events(outside: round), try $0.events(in: round)) } ?? (data.train, data.validation)
      let samples = (
        try Self.sample(splits.0, data.featureNames), try Self.sample(splits.1, data.featureNames)
      )
      for member in draft.networks.count - round * ensemble..<ensemble {
        draft.finish(
          try train(
            member, train: samples.0, validation: samples.1,
            yields: Yields(signal: share * data.signalYield, background: share * data.backgroundYield), &draft,
            place: (round * ensemble + member, rounds * ensemble), context))
      }
    }
    return draft.networks
  }

  private func train(
    _ member: Int, train: LabelledSample, validation: LabelledSample, yields: Yields, _ draft: inout TrainingDraft,
    place: (number: Int, of: Int), _ context: StepContext
  ) throws -> TrainedModel {
    let training = Training(options(of: member))
    let start = draft.checkpoint.flatMap { TrainingCheckpoint(decoding: $0) }
    let total = training.options.phases.map(\.epochs).reduce(0, +)
    let title = place.of == 1 ? "" : "network \(place.number + 1) of \(place.of), "
    let tell = { (record: EpochRecord) in
      let loss = NumberText(record.validation.loss).plain
      context.progress(
        (Double(place.number) + Double(record.epoch) / Double(total)) / Double(place.of),
        "\(title)epoch \(record.epoch) of at most \(total), validation loss \(loss)")
    }
    return try training.run(
      train: train, validation: validation, yields: yields, threads: context.threads, scratch: context.scratch,
      from: start,
      checkpoint: { checkpoint in
        if draft.isDue { draft.keep(checkpoint: checkpoint().encoded) }
      }, progress: tell, isCancelled: context.isCancelled)
  }

  private static func sample(_ split: DatasetSplit, _ names: [String]) throws -> LabelledSample {
    try LabelledSample(
      features: split.features, featureCount: names.count, isSignal: split.isSignal, weights: split.weights,
      featureNames: names)
  }
}
