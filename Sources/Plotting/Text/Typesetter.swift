/// Sets labels, with TeX's rules for scripts and for the room around signs, reduced to what one line needs.
struct Typesetter {
  let engine: TextEngine

  /// - Parameters:
  ///   - size: In points.
  ///   - widest: A wider label is set smaller until it has this width, in points.
  func set(_ label: String, size: Double, face: Face = .upright, widest: Double = .infinity) throws -> TextBox {
    let nodes = try LabelParser.parse(label, face: face)
    let box = try box(nodes, Setting(label: label, size: size))
    guard box.width > widest, widest > 0 else { return box }
    return try self.box(nodes, Setting(label: label, size: size * widest / box.width))
  }

  private struct Setting {
    let label: String
    let size: Double
    var isScript = false

    var script: Setting { Setting(label: label, size: size * (isScript ? 0.8 : 0.7), isScript: true) }
  }

  private func box(_ nodes: [LabelNode], _ setting: Setting) throws -> TextBox {
    var box = TextBox()
    var pending = ""
    var pendingFace = Face.upright
    func flush() throws {
      guard !pending.isEmpty else { return }
      box.append(try text(pending, pendingFace, setting))
      pending = ""
    }
    let rooms = setting.isScript ? [] : LabelSpacing.rooms(before: nodes)
    for (index, node) in nodes.enumerated() {
      let room = setting.isScript ? 0 : rooms[index] * setting.size
      // Characters of one face are laid out together, so that they are kerned.
      if case .atom(let text, let face, _) = node {
        if room > 0 || face != pendingFace { try flush() }
        box.width += room
        pending += text
        pendingFace = face
      } else {
        try flush()
        box.width += room
        try append(node, to: &box, setting)
      }
    }
    try flush()
    return box
  }

  private func text(_ text: String, _ face: Face, _ setting: Setting) throws -> TextBox {
    let line = try engine.line(text, face, size: setting.size, of: setting.label)
    return TextBox(
      runs: [.init(line: line, x: 0, y: 0)], width: line.width, ascent: line.ascent, descent: line.descent)
  }

  private func append(_ node: LabelNode, to box: inout TextBox, _ setting: Setting) throws {
    switch node {
    case .atom(let text, let face, _): box.append(try self.text(text, face, setting))
    case .space(let ems): box.width += ems * setting.size
    case .scripts(let base, let lower, let upper):
      let base = try self.box(base, setting)
      box.append(base)
      try appendScripts(lower, upper, after: base, to: &box, setting)
    case .root(let nodes): box.append(try root(try self.box(nodes, setting), setting))
    case .bar(let nodes): box.append(barred(try self.box(nodes, setting), setting))
    case .accent(let nodes, let accent):
      box.append(try accented(try self.box(nodes, setting), accent, slants: LabelSymbols.slants(nodes), setting))
    }
  }

  private func appendScripts(
    _ lower: [LabelNode]?, _ upper: [LabelNode]?, after base: TextBox, to box: inout TextBox, _ setting: Setting
  ) throws {
    let start = box.width + 0.04 * setting.size
    var end = start
    if let lower {
      let script = try self.box(lower, setting.script)
      let drop = max(0.2 * setting.size, base.descent)
      box.add(script, x: start, drop: drop)
      end = max(end, start + script.width)
    }
    if let upper {
      let script = try self.box(upper, setting.script)
      // High bases, such as a root, lift the script with them.
      let rise = max(0.36 * setting.size, base.ascent - 0.37 * setting.size)
      // A slanted base leans towards its upper script.
      box.add(script, x: start + 0.05 * setting.size, drop: -rise)
      end = max(end, start + 0.05 * setting.size + script.width)
    }
    box.width = end
  }

  private func root(_ content: TextBox, _ setting: Setting) throws -> TextBox {
    let thickness = 0.055 * setting.size
    let sign = try text("√", .upright, setting)
    // The sign's own top is where the bar starts; a higher content gets a larger sign.
    let needed = max(content.ascent, 0.5 * setting.size) + 0.14 * setting.size + max(content.descent, 0)
    let available = sign.ascent + sign.descent
    let scale = available > 0 ? max(1, needed / available) : 1
    let scaled =
      scale > 1
      ? try text("√", .upright, Setting(label: setting.label, size: setting.size * scale, isScript: true)) : sign
    let drop = max(content.descent - scaled.descent, 0)
    var box = TextBox()
    box.append(scaled, drop: drop)
    let top = drop - scaled.ascent
    let start = box.width
    box.width += 0.06 * setting.size
    box.append(content)
    box.width += 0.06 * setting.size
    box.rules.append(Rect(minX: start - thickness, minY: top, maxX: box.width, maxY: top + thickness))
    return box
  }

  private func accented(
    _ content: TextBox, _ accent: LabelNode.Accent, slants: Bool, _ setting: Setting
  ) throws -> TextBox {
    let sign = try text(accent.rawValue, .upright, setting)
    // The font's accents stand above small letters as they are.
    let rise = max(0, content.ascent - 0.53 * setting.size)
    var box = content
    box.add(sign, x: (content.width - sign.width) / 2 + (slants ? 0.08 * setting.size : 0), drop: -rise)
    box.width = content.width
    return box
  }

  private func barred(_ content: TextBox, _ setting: Setting) -> TextBox {
    let thickness = 0.06 * setting.size
    var box = content
    let bottom = -content.ascent - 0.09 * setting.size
    box.rules.append(
      Rect(minX: 0.06 * content.width, minY: bottom - thickness, maxX: 0.98 * content.width, maxY: bottom))
    box.ascent = thickness - bottom
    return box
  }
}
