import Notebook

/// The kinds of directives that a template may use: the one place where they are registered.
public enum Kinds {
  public static let all: [any Directive.Type] = [
    DatasetDirective.self, SampleDirective.self, TrainDirective.self, ScanDirective.self, BinningDirective.self,
    InferenceDirective.self, ImportanceDirective.self, PerformanceDirective.self,
    CalculateDirective.self, LiteratureDirective.self, PlotDirective.self, TableDirective.self,
  ]
}
