/// What runs in the browser while a report is previewed.
enum LiveScript {
  /// For the report itself.
  static let style = """
    .asimov-stale { opacity: .45; transition: opacity .2s; }
    .failure.asimov-stale { border-color: var(--quiet); }

    """

  /// For the panel and the line of progress, which stand apart in a shadow tree, where the report's style does not reach.
  private static let ownStyle = """
    :host { all: initial; color: var(--text); font: 15px/1.5 var(--sans, sans-serif); }
    [hidden] { display: none !important; }
    .panel { position: fixed; inset: 0 0 auto 0; z-index: 2147483647; max-height: 55vh; overflow: auto; box-sizing: border-box;
      padding: .7em max(1.1rem, calc(50vw - 34rem)); background: var(--ground, Canvas); color: var(--text, CanvasText);
      border-bottom: 3px solid var(--danger, #a3161d); box-shadow: 0 4px 18px #0005; overflow-wrap: break-word; }
    summary { font-weight: 600; color: var(--danger, #a3161d); cursor: pointer; }
    ul { list-style: none; margin: .3em 0 0; padding: 0; }
    li { margin: .7em 0; }
    p { margin: .2em 0; }
    .place { font-family: var(--mono, monospace); font-size: .88em; overflow-wrap: anywhere; margin-right: .3em;
      color: var(--quiet, inherit); }
    .remedy { color: var(--tip, inherit); }
    pre { margin: .35em 0 0; padding: .4em 0; background: var(--wash, #8882); border-radius: 4px; overflow-x: auto;
      font: .85em/1.5 var(--mono, monospace); tab-size: 2; }
    .number { display: inline-block; width: 3.5em; padding-right: 1em; text-align: right; box-sizing: border-box;
      color: var(--quiet, inherit); user-select: none; }
    mark { background: color-mix(in srgb, var(--danger, #a3161d) 24%, transparent); color: inherit; border-radius: 2px;
      outline: 1px solid var(--danger, #a3161d); }
    .status { position: fixed; inset: auto 0 0 0; z-index: 2147483646; padding: .35em 1.1rem; font-size: .88em;
      background: var(--ground, Canvas); color: var(--text, CanvasText); border-top: 1px solid var(--faint, #8884);
      white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-variant-numeric: tabular-nums; }
    .bar { position: absolute; inset: -1px auto auto 0; height: 2px; background: var(--link, #0f4c8a); transition: width .2s; }
    @media print { :host { display: none; } }

    """

  static let script = #"""

    const host = document.createElement("div");
    document.documentElement.append(host);
    const root = host.attachShadow({ mode: "open" });
    root.innerHTML = `<style>\#(ownStyle)</style>
      <section class="panel" aria-label="What is wrong" aria-live="polite" hidden></section>
      <div class="status" role="status" hidden><span></span><div class="bar"></div></div>`;
    const [panel, status] = [root.querySelector(".panel"), root.querySelector(".status")];
    new ResizeObserver(() => { document.body.style.marginTop = panel.offsetHeight + "px"; }).observe(panel);

    const version = page => page.querySelector('meta[name="asimov-version"]').content;
    let shown = version(document);
    let state = { version: shown, panel: "", status: "", stale: [] };
    let work = Promise.resolve();

    /// Ids and where their elements stand, the one nearest to the top of the window first.
    function anchors() {
      const rank = top => top >= 0 && top < innerHeight ? top : innerHeight + Math.abs(top);
      return [...document.querySelectorAll("body [id]:not(main)")]
        .map(element => ({ id: element.id, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && box.height > 0)
        .map(({ id, box }) => ({ id, top: box.top, rank: rank(box.top) }))
        .sort((a, b) => a.rank - b.rank);
    }

    function keepPlace(anchors) {
      for (const { id, top } of anchors) {
        const element = document.getElementById(id);
        if (!element) continue;
        scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
        return;
      }
    }

    /// What tells a fold from others, before and after.
    function foldKey(details) {
      const owner = details.closest("[id]");
      return `${owner?.id} ${details.className} ${[...(owner ?? document).querySelectorAll("details")].indexOf(details)}`;
    }

    /// Pictures that stay the same stay as they are drawn.
    function reusePictures(page) {
      const drawn = new Map([...document.images].map(image => [image.src, image]));
      for (const image of [...page.images]) {
        const old = drawn.get(image.src);
        if (!old) continue;
        drawn.delete(image.src);
        for (const { name } of [...old.attributes]) if (!image.hasAttribute(name)) old.removeAttribute(name);
        for (const { name, value } of image.attributes) if (name !== "src") old.setAttribute(name, value);
        image.replaceWith(document.adoptNode(old));
      }
    }

    async function refresh() {
      const answer = await fetch("/", { cache: "no-store" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const places = scrollY > 0 ? anchors() : [];
      const open = new Set([...document.querySelectorAll("details[open]")].map(foldKey));
      reusePictures(page);
      document.body.replaceChildren(...page.body.childNodes);
      document.title = page.title;
      document.documentElement.lang = page.documentElement.lang;
      shown = version(page);
      document.dispatchEvent(new Event("asimov:renewed"));
      for (const details of document.querySelectorAll("details")) if (open.has(foldKey(details))) details.open = true;
      keepPlace(places);
    }

    /// Fades what is still to come.
    function mark(names) {
      for (const element of document.querySelectorAll(".asimov-stale")) {
        element.classList.remove("asimov-stale");
        const text = element.querySelector(":scope > p[data-before]");
        if (text) text.innerHTML = text.dataset.before;
      }
      for (const name of names) {
        const element = document.getElementById(name);
        element?.classList.add("asimov-stale");
        const text = element?.matches(".failure") ? element.querySelector("p") : null;
        if (!text) continue;
        text.dataset.before = text.innerHTML;
        text.textContent = `${name} is still to come.`;
      }
      for (const value of document.querySelectorAll(".value[title], .missing[title]")) {
        if (names.includes(value.title.match(/^[^.\[:]*/)[0])) value.classList.add("asimov-stale");
      }
    }

    function show(text, fraction) {
      status.hidden = text === "";
      status.firstElementChild.textContent = text;
      status.lastElementChild.style.width = fraction === undefined ? "0" : `${100 * fraction}%`;
    }

    function update() {
      if (panel.dataset.html !== state.panel) {
        panel.dataset.html = panel.innerHTML = state.panel;
        panel.hidden = state.panel === "";
      }
      show(state.status, state.fraction);
      mark(state.stale);
    }

    function connect() {
      const socket = new WebSocket(`ws://${location.host}/live`);
      socket.onmessage = message => {
        state = JSON.parse(message.data);
        work = work.then(async () => {
          if (state.version !== shown) await refresh();
          update();
        }).catch(error => console.error(error));
      };
      socket.onclose = () => {
        show("The preview has ended. Start it again, and this page goes on.");
        setTimeout(connect, 1000);
      };
    }
    connect();

    """#
}
