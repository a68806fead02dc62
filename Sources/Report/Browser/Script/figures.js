/// An element with attributes and children; a child that is text stays text.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/// A button that does something.
function button(text, attributes, action) {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", action);
  return made;
}

/// Draws a picture with as many dots as its PNG file has, two to a point, and saves it.
function savePNG(image, name) {
  // The drawing tells its size in points.
  const [width, height] = ["width", "height"].map(side => image.src.match(`${side}=%22([0-9.]+)pt`)?.[1] ?? image[side]);
  const canvas = element("canvas", { width: Math.round(2 * width), height: Math.round(2 * height) });
  const drawing = canvas.getContext("2d");
  drawing.fillStyle = "white";
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob(bytes => {
    const address = URL.createObjectURL(bytes);
    element("a", { href: address, download: name }).click();
    // The browser has begun to read it by then.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }, "image/png");
}

/// Figures fill the window on a click, and offer the drawing that the page shows.
function serveFigures() {
  for (const figure of document.querySelectorAll("figure.figure")) {
    const image = figure.querySelector("img");
    if (!image) continue;
    const links = figure.querySelector(".formats");
    if (links && image.src.startsWith("data:image/svg")) {
      const name = figure.id + ".svg";
      const svg = element("a", { href: image.src, download: name, title: name }, "SVG");
      const pdf = links.querySelector('a[download$=".pdf"]');
      if (pdf) pdf.after(" ", svg);
      else links.append(" ", svg);
      const png = button("PNG", { title: figure.id + ".png" }, () => savePNG(image, figure.id + ".png"));
      links.prepend(png, " ");
    }
    const label = figure.querySelector("figcaption .label")?.textContent.replace(/:$/, "") || "Figure";
    const enlarge = button("Enlarge", { "aria-label": `Enlarge ${label}`, class: "enlarge" }, () => show(figure, label));
    if (links) links.prepend(enlarge, " ");
    else figure.append(element("div", { class: "tools" }, element("p", { class: "formats" }, enlarge)));
    image.classList.add("enlargeable");
    // On the figure, which is new whenever the page is renewed; the picture may be kept.
    figure.addEventListener("click", event => { if (event.target === image) show(figure, label); });
  }

  function show(figure, label) {
    const original = figure.querySelector("img");
    const image = element("img", { src: original.src, alt: original.alt });
    const frame = element("div", { class: "frame", tabindex: "0", role: "group", "aria-label": label }, image);
    const close = button("Close", { class: "close" }, () => dialog.close());
    const zoom = button("Larger", { class: "zoom", "aria-pressed": "false" }, toggle);
    const caption = element("div", { class: "caption" });
    for (const node of figure.querySelector("figcaption")?.childNodes ?? []) caption.append(node.cloneNode(true));
    for (const copy of caption.querySelectorAll("[id]")) copy.removeAttribute("id");
    const dialog = element("dialog", { class: "enlarged", "aria-label": label },
      element("div", { class: "bar" }, caption, zoom, close), frame);

    function toggle() {
      const isLarger = dialog.classList.toggle("larger");
      zoom.setAttribute("aria-pressed", String(isLarger));
    }

    image.addEventListener("click", event => {
      const box = image.getBoundingClientRect();
      const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
      toggle();
      // What was under the pointer stays in view.
      frame.scrollLeft = x * frame.scrollWidth - frame.clientWidth / 2;
      frame.scrollTop = y * frame.scrollHeight - frame.clientHeight / 2;
    });
    dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    close.focus();
  }
}
