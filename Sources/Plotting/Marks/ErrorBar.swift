/// The ends of an error bar, or the point alone if it has none.
/// - Parameter error: half its length; not finite or negative for no bar.
func errorBar(_ value: Double, _ error: Double?) -> (low: Double, high: Double) {
  guard let error, error.isFinite, error >= 0 else { return (value, value) }
  return (value - error, value + error)
}
