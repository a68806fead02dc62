import Events
import Notebook

/// An expression of columns, as an option.
struct Formula: ScalarOption, Hashable {
  let expression: ColumnExpression

  init(_ text: String) throws(ExpressionError) { expression = try ColumnExpression(text) }

  init(scalar: String) throws(Mistake) {
    do throws(ExpressionError) { try self.init(scalar) } catch {
      throw Mistake(error.message, remedy: error.remedy, character: error.character)
    }
  }

  private init(_ expression: ColumnExpression) { self.expression = expression }

  var canonical: String { expression.canonical }
  static let standIn = Formula(ColumnExpression.zero)
  static let form = OptionForm.words("an expression, such as `MET / sqrt(HT)`", plural: "expressions")
}
