/// Tables sort by a click on a column's header and copy as what spreadsheets read.
function serveTables() {
  for (const figure of document.querySelectorAll("figure.table")) {
    const table = figure.querySelector("table");
    const bodies = [...table.tBodies].map(body => ({ body, rows: [...body.rows] }));
    if (bodies.some(({ rows }) => rows.filter(isOfValues).length > 1)) sortByHeaders(table, bodies);
    const state = element("span", { class: "state", role: "status" });
    const copy = button("Copy table", { class: "copy" }, async () => {
      state.textContent = await copied(text(table)) ? "copied" : "the browser does not allow it";
      setTimeout(() => { state.textContent = ""; }, 3000);
    });
    figure.querySelector(".tools").prepend(element("p", { class: "formats" }, copy, " ", state));
  }

  function isOfValues(row) { return !row.classList.contains("heading"); }

  /// The headers above single columns, in order.
  function headers(table) {
    const last = [...table.tHead.rows].at(-1);
    const corner = table.tHead.rows[0].cells[0];
    return last === table.tHead.rows[0] ? [...last.cells] : [corner, ...last.cells];
  }

  function sortByHeaders(table, bodies) {
    headers(table).forEach((header, column) => {
      const name = words(header);
      if (!name) return;
      const content = element("button", { type: "button", class: "sort", "aria-label": `Sort by ${name}` }, ...header.childNodes);
      header.append(content);
      content.addEventListener("click", () => {
        const was = header.getAttribute("aria-sort");
        // Numbers fall first, for what is best stands at the top; a third click gives the author's order.
        const order = column > 0
          ? { descending: "ascending", ascending: null }[was] ?? (was ? null : "descending")
          : { ascending: "descending", descending: null }[was] ?? (was ? null : "ascending");
        for (const other of headers(table)) other.removeAttribute("aria-sort");
        if (order) header.setAttribute("aria-sort", order);
        for (const { body, rows } of bodies) body.append(...sorted(rows, column, order));
      });
    });
  }

  function sorted(rows, column, order) {
    if (!order) return rows;
    const key = row => {
      const cell = row.cells[column];
      return cell?.dataset.value === undefined ? NaN : Number(cell.dataset.value);
    };
    const sign = order === "ascending" ? 1 : -1;
    const values = rows.filter(isOfValues);
    values.sort((a, b) => {
      const [first, second] = [key(a), key(b)];
      if (Number.isNaN(first) && Number.isNaN(second)) return sign * words(a.cells[column]).localeCompare(words(b.cells[column]), "en", { numeric: true });
      // What has no number stands last either way.
      if (Number.isNaN(first) || Number.isNaN(second)) return Number.isNaN(first) - Number.isNaN(second);
      return first === second ? 0 : sign * (first < second ? -1 : 1);
    });
    return [...rows.filter(row => !isOfValues(row)), ...values];
  }

  /// A formula as its author wrote it.
  function words(cell) {
    const copy = cell.cloneNode(true);
    for (const math of copy.querySelectorAll("math")) math.replaceWith(math.querySelector("annotation")?.textContent ?? math.textContent);
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  /// Lines of cells with tabs between them; a header tells its group, and a line the heading above it.
  function text(table) {
    const groups = table.tHead.rows.length > 1
      ? [...table.tHead.rows[0].cells].flatMap((cell, place) => Array(place ? cell.colSpan : 1).fill(place ? words(cell) : ""))
      : [];
    const lines = [headers(table).map((header, column) => [groups[column], words(header)].filter(Boolean).join(", "))];
    for (const body of table.tBodies) {
      let heading = "";
      for (const row of body.rows) {
        const cells = [...row.cells].map(words);
        if (isOfValues(row)) lines.push([heading + cells[0], ...cells.slice(1)]);
        else heading = cells[0] + ", ";
      }
    }
    return lines.map(line => line.join("\t")).join("\n") + "\n";
  }

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Pages from files may not reach the clipboard of every browser but in this old way.
      const area = element("textarea", { class: "unseen", "aria-hidden": "true" });
      area.value = text;
      document.body.append(area);
      area.select();
      const isDone = document.execCommand("copy");
      area.remove();
      return isDone;
    }
  }
}

/// What is wider than its place and can be scrolled is reached by the keyboard.
function serveScrolling() {
  for (const box of document.querySelectorAll(".scroll:not([tabindex])")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
}
