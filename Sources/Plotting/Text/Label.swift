/// The language of all texts in figures, a small part of TeX's.
///
/// Text stands upright: `Events / 0.02`. Between dollar signs, letters are variables and slant, spaces do not count,
/// `-` is a minus and relations get room: `$Z_A(\sigma_b/b = 0.5)$`. Everywhere:
///
/// - `_{…}` and `^{…}` set below and above the line; without braces, the next character. Both may follow one base.
/// - Greek letters (`\sigma`, `\Delta`), `\pm`, `\times`, `\cdot`, `\ell`, `\leq`, `\geq`, `\neq`, `\approx`, `\sim`,
///   `\infty`, `\to`, `\partial`, `\sum`, `\langle`, `\rangle`; these characters may also be written as such: σ, ±.
/// - `\sqrt{…}`, `\bar{…}`, `\tilde{…}`, `\hat{…}`; `\mathrm{…}`, `\text{…}`, `\mathit{…}`, `\mathbf{…}`; `\log`, `\ln`, `\exp`, `\min`,
///   `\max`.
/// - Spaces: `\,` thin, `\:` medium, `\;` thick, `\ ` a word's, `\quad`; `~` as well.
/// - `\$`, `\_`, `\^`, `\{`, `\}`, `\\`, `\%`, `\#`, `\&`, `\~` are the characters themselves; of `$ _ ^ { } \ ~`, that is
///   the only way.
public enum Label {
  /// A label without its markup, where nothing can be typeset: `Z_A`, `σ_b/b`.
  public static func plain(_ label: String) -> String { LabelText.plain(label) }

  /// The markup that shows `text` as it stands, whatever it holds: for names that come from users or files.
  public static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "\\": result += "\\\\"
      case "$", "_", "^", "{", "}", "~": result += "\\\(character)"
      default: result.append(character)
      }
    }
  }
}
