/// How the page looks and what it does, in the page itself: no file to load, no font to fetch.
public enum Theme {
  /// Screen first, then dark, narrow and paper.
  static let css = BrowserFiles.joined(
    "Style",
    [
      "colours", "text", "frame", "figures", "tables", "math", "asides", "explorer", "provenance", "narrow", "paper",
    ], ending: "css")

  /// What a reader can do beyond reading. Without it the page is complete all the same; it makes the controls that it
  /// serves, so that none is dead where scripts do not run. When a page's content has been replaced, the event
  /// `asimov:renewed` on the document lets it serve the new one.
  public static let script = BrowserFiles.joined(
    "Script", ["contents", "figures", "tables", "significance", "numbers", "drawing", "explorer", "start"], ending: "js"
  )
}
