/// Options that every kind takes and that no struct holds, since they are read where the plan is made.
enum CommonOptions {
  static let all = [
    Manual.Option(
      key: "caption", takes: "Markdown", presence: .optional,
      text: "Stands under a figure and above a table, with its number. Changing it runs nothing anew.")
  ]
}
