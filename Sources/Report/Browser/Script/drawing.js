/// The curve of the significance with the cut in it, which can be dragged. It is for the eye alone: the slider beside it serves the
/// keyboard, and all numbers stand in the text.
class CutDrawing {
  /// In pixels of the page; the width is the box's own.
  static size = { height: 200, left: 44, right: 8, top: 10, bottom: 34 };
  width = 640;

  constructor(onMove, signal) {
    this.svg = CutDrawing.node("svg", { "aria-hidden": "true", class: "curve" });
    const watcher = new ResizeObserver(() => this.redraw());
    watcher.observe(this.svg);
    signal.addEventListener("abort", () => watcher.disconnect());
    let isDragged = false;
    const move = event => {
      const box = this.svg.getBoundingClientRect();
      onMove(this.placeAt(event.clientX - box.left));
    };
    this.svg.addEventListener("pointerdown", event => {
      isDragged = true;
      this.svg.setPointerCapture(event.pointerId);
      move(event);
    });
    this.svg.addEventListener("pointermove", event => { if (isDragged) move(event); });
    for (const name of ["pointerup", "pointercancel"]) this.svg.addEventListener(name, () => { isDragged = false; });
    document.addEventListener("visibilitychange", () => { isDragged = false; }, { signal });
  }

  static node(name, attributes, text) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /// Points stand at equal distances, as on the slider: networks crowd most scores at both ends.
  x(place) {
    const { left, right } = CutDrawing.size;
    return left + (this.width - left - right) * place / Math.max(1, this.count - 1);
  }

  placeAt(x) {
    const { left, right } = CutDrawing.size;
    return Math.round((x - left) / (this.width - left - right) * (this.count - 1));
  }

  draw(points, place, chosen) {
    this.shown = [points, place, chosen];
    this.redraw();
  }

  redraw() {
    if (!this.shown) return;
    const [points, place, chosen] = this.shown;
    this.count = points.length;
    this.width = this.svg.clientWidth || this.width;
    const { height, left, right, top, bottom } = CutDrawing.size, width = this.width;
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const supported = points.filter(point => point.isSupported && Number.isFinite(point.value));
    const highest = Math.max(...(supported.length ? supported : points).map(point => point.value).filter(Number.isFinite), 1e-9) * 1.25;
    const y = value => height - bottom - (height - top - bottom) * Math.min(Math.max(value / highest, 0), 1);
    const node = CutDrawing.node;
    const parts = [node("rect", { x: left, y: top, width: width - left - right, height: height - top - bottom, class: "frame" })];
    for (const tick of CutDrawing.ticks(highest)) {
      parts.push(node("line", { x1: left, x2: left + 5, y1: y(tick), y2: y(tick), class: "tick" }));
      parts.push(node("text", { x: left - 6, y: y(tick) + 4, "text-anchor": "end" }, String(tick)));
    }
    let free = left - 20;
    for (const [tick, at] of this.cutTicks(points)) {
      parts.push(node("line", { x1: this.x(at), x2: this.x(at), y1: height - bottom, y2: height - bottom - 5, class: "tick" }));
      if (this.x(at) < free + 34 || this.x(at) > width - 20) continue;
      free = this.x(at);
      parts.push(node("text", { x: free, y: height - bottom + 15, "text-anchor": "middle" }, tick));
    }
    parts.push(node("text", { x: width - right, y: height - 4, "text-anchor": "end" }, "Cut on the score"));
    const along = (run, value) => run.map(at => `${this.x(at)},${y(value(points[at]))}`);
    for (const run of CutDrawing.runs(points, point => Number.isFinite(point.value))) {
      parts.push(node("polyline", { points: along(run, point => point.value).join(" "), class: "line unsupported" }));
    }
    for (const run of CutDrawing.runs(points, point => point.isSupported && Number.isFinite(point.value))) {
      const upper = along(run, point => point.value + (point.error || 0));
      const lower = along(run, point => point.value - (point.error || 0));
      parts.push(node("polygon", { points: [...upper, ...lower.reverse()].join(" "), class: "band" }));
      parts.push(node("polyline", { points: along(run, point => point.value).join(" "), class: "line" }));
    }
    parts.push(node("line", { x1: this.x(chosen), x2: this.x(chosen), y1: top, y2: height - bottom, class: "chosen" }));
    parts.push(node("line", { x1: this.x(place), x2: this.x(place), y1: top, y2: height - bottom, class: "cut" }));
    if (Number.isFinite(points[place].value)) {
      parts.push(node("circle", { cx: this.x(place), cy: y(points[place].value), r: 5, class: "cut" }));
    }
    this.svg.replaceChildren(...parts);
  }

  /// Up to five round numbers.
  static ticks(highest) {
    const raw = highest / 4, power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(candidate => candidate >= raw);
    return Array.from({ length: Math.floor(highest / step) + 1 }, (_, count) => Number((count * step).toPrecision(6)));
  }

  cutTicks(points) {
    return [.001, .01, .1, .3, .5, .7, .9, .95, .99, .999, .9999].map(tick => {
      const at = points.findIndex(point => point.cut >= tick);
      return [String(tick), at];
    }).filter(([, at]) => at > 0);
  }

  /// Places of neighbours that a condition holds for.
  static runs(points, holds) {
    const runs = [];
    points.forEach((point, place) => {
      if (!holds(point)) return;
      if (place > 0 && holds(points[place - 1])) runs.at(-1).push(place);
      else runs.push([place]);
    });
    return runs;
  }
}
