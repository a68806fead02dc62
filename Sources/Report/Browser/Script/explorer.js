/// Below a figure of significance scans: move the cut and the systematic, and s, b and Z follow.
function exploreCuts(signal) {
  const data = new Map([...document.querySelectorAll("script.cut-scan")]
    .map(block => [block.dataset.step, JSON.parse(block.textContent)]));
  for (const figure of document.querySelectorAll("figure[data-scans]")) {
    const scans = JSON.parse(figure.dataset.scans).filter(name => data.has(name))
      .map(name => ({ name, ...data.get(name) }));
    if (scans.length === 0) continue;
    const explorer = new CutExplorer(figure.id, scans, figure.dataset.start, signal);
    figure.querySelector(".tools").before(explorer.box);
  }
}

class CutExplorer {
  /// - start: the systematic that the figure shows.
  constructor(id, scans, start, signal) {
    this.id = `${id}:explorer`;
    this.scans = scans;
    this.scan = scans[0];
    this.systematic = Number(start ?? Object.keys(this.scan.chosen)[0]);
    this.drawing = new CutDrawing(place => this.goTo(place), signal);
    this.makeControls();
    this.box = element("details", { class: "explorer" }, element("summary", {}, "Move the cut"), ...this.parts());
    this.choose(0);
  }

  makeControls() {
    this.network = element("select", { id: `${this.id}:network` },
      ...this.scans.map((scan, place) => element("option", { value: place }, this.nameOf(scan))));
    this.network.addEventListener("change", () => this.choose(Number(this.network.value)));
    this.cut = element("input", { type: "range", id: `${this.id}:cut`, min: 0, step: 1 });
    this.cut.addEventListener("input", () => this.show());
    this.cutValue = element("output", { for: this.cut.id });
    this.slider = element("input", { type: "range", id: `${this.id}:systematic`, min: 0, max: 100, step: 1 });
    this.percent = element("input", {
      type: "number", min: 0, max: 1000, step: "any", inputmode: "decimal", "aria-label": "Systematic uncertainty in percent",
    });
    this.slider.addEventListener("input", () => this.setSystematic(Number(this.slider.value) / 100, this.slider));
    this.percent.addEventListener("input", () => {
      if (this.percent.validity.valid && this.percent.value !== "") {
        this.setSystematic(Number(this.percent.value) / 100, this.percent);
      }
    });
    this.reset = button("Back to the chosen cut", {}, () => this.goToChosen());
    this.numbers = Object.fromEntries(["signal", "background", "significance", "effective"].map(key => [key, element("dd")]));
  }

  /// Scans of one loss are told apart by their names.
  nameOf(scan) {
    return this.scans.filter(other => other.words === scan.words).length > 1 ? `${scan.words} (${scan.name})` : scan.words;
  }

  parts() {
    const row = (control, text, ...inputs) => element("div", { class: "row" },
      element("label", { for: control.id }, ...[text].flat()), ...inputs);
    this.systematicRow = row(this.slider, symbol("Systematic σ_b/b"), this.slider, element("span", {}, this.percent, " %"));
    this.symbol = element("dt");
    this.note = element("p", { class: "note" });
    return [
      this.drawing.svg,
      ...(this.scans.length > 1 ? [row(this.network, "Network", this.network)] : []),
      row(this.cut, "Cut on the score", this.cut, this.cutValue),
      this.systematicRow,
      element("dl", { class: "numbers" },
        element("div", {}, element("dt", {}, "s"), this.numbers.signal),
        element("div", {}, element("dt", {}, "b"), this.numbers.background),
        element("div", {}, this.symbol, this.numbers.significance),
        element("div", {}, element("dt", {}, "effective background events"), this.numbers.effective)),
      this.note, this.reset,
    ];
  }

  choose(place) {
    this.scan = this.scans[place];
    this.network.value = place;
    this.cut.max = this.scan.cuts.length - 1;
    this.systematicRow.hidden = !this.usesSystematic;
    const name = this.scan.estimate === "asimov" ? "Z_A" : this.scan.estimate.replace("sqrt", "√").replace("sigma_b^2", "σ_b²");
    this.symbol.replaceChildren(...symbol(name));
    const known = Object.keys(this.scan.chosen).map(Number);
    if (!known.includes(this.systematic)) this.systematic = known[0];
    this.setSystematic(this.systematic);
    this.goToChosen();
  }

  get usesSystematic() { return this.scan.estimate === "asimov" || this.scan.estimate === "s/sqrt(b+sigma_b^2)"; }

  /// The cut that the scan chose for the systematic, or for the one nearest to it.
  get chosen() {
    const known = Object.entries(this.scan.chosen).map(([key, cut]) => [Math.abs(Number(key) - this.systematic), cut]);
    return this.scan.cuts.indexOf(known.reduce((best, next) => next[0] < best[0] ? next : best)[1]);
  }

  goToChosen() { this.goTo(this.chosen); }

  goTo(place) {
    this.cut.value = Math.min(Math.max(place, 0), this.scan.cuts.length - 1);
    this.show();
  }

  setSystematic(systematic, source) {
    this.systematic = systematic;
    const percent = Number((systematic * 100).toPrecision(12));
    if (source !== this.slider) this.slider.value = percent;
    if (source !== this.percent) this.percent.value = percent;
    this.points = this.scan.cuts.map((_, place) => this.point(place));
    this.show();
  }

  point(place) {
    const { signal, background, signalVariance, backgroundVariance, sampleSystematics, estimate } = this.scan;
    const [s, b, ofSignal, ofBackground] = [signal, background, signalVariance, backgroundVariance].map(list => list[place]);
    const own = sampleSystematics?.[place] ?? 0;
    const f = own > 0 ? Math.sqrt(this.systematic * this.systematic + own * own) : this.systematic;
    const z = significance(estimate, s, b, f, ofSignal, ofBackground);
    const effective = ofBackground > 0 ? b / (ofBackground / b) : 0;
    return {
      cut: this.scan.cuts[place], s, b, sError: Math.sqrt(ofSignal), bError: Math.sqrt(ofBackground), ...z, effective,
      isSupported: effective >= this.scan.minimum * (1 - 1e-6),
    };
  }

  show() {
    const place = Number(this.cut.value), point = this.points[place];
    this.cutValue.textContent = cutText(point.cut);
    this.numbers.signal.textContent = written(point.s, point.sError);
    this.numbers.background.textContent = written(point.b, point.bError);
    this.numbers.significance.textContent = written(point.value, point.error);
    this.numbers.effective.textContent = written(point.effective);
    this.cut.setAttribute("aria-valuetext",
      `${cutText(point.cut)}: s ${written(point.s, point.sError)}, b ${written(point.b, point.bError)}, `
      + `Z ${written(point.value, point.error)}`);
    this.note.textContent = point.isSupported
      ? "Test events; the uncertainties are those of the simulated sample."
      : `Fewer than ${written(this.scan.minimum)} effective background events: too few to trust.`;
    this.note.classList.toggle("warns", !point.isSupported);
    this.drawing.draw(this.points, place, this.chosen);
  }
}

/// Text whose letters behind a `_` stand low.
function symbol(text) {
  return text.split(/(_\w)/).map(part => part.startsWith("_") ? element("sub", {}, part.slice(1)) : part);
}

/// As many digits as tell a cut close to 0 or 1 from its end.
function cutText(cut) {
  const distance = Math.min(cut, 1 - cut);
  const digits = distance > 0 && distance < 1 ? Math.min(9, Math.max(3, 3 - Math.floor(Math.log10(distance)) - 1)) : 3;
  return cut.toFixed(digits).replace("-", "−");
}
