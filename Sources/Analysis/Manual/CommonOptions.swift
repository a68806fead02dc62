/// Options that every kind takes and that no struct holds, since they are read where the plan is made.
enum CommonOptions {
  static let all = [
    Manual.Option(
      key: "caption", takes: "Markdown", presence: .optional,
      text: "Stands under a figure and above a table, with its number. Changing it runs nothing anew."),
    Manual.Option(
      key: "for", takes: "a mapping of variables to lists of values", presence: .optional,
      text: "Makes a sweep of a directive that computes: one member for each combination of the values. A value stands "
        + "where `${variable}` does, or under the key of the variable's name where it stands nowhere. With "
        + "`for: { systematic: [0.1, 0.5] }` the members of `net` are `net[0.1]` and `net[0.5]`; a second variable gives a "
        + "second pair of brackets. A mapping in the place of a list names values that are no single words: within a text "
        + "`${point}` is then the name, and `${point.mass}` is what such a value has under `mass`. Where an option takes a "
        + "list of names, `net` stands for all members. Plots and tables take no `for`, but an entry of any list may have one "
        + "and becomes several."),
  ]
}
