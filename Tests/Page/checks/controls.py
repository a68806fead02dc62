"""Enlarging, taking files, sorting and copying, with the pointer and with the keyboard alone."""

import base64
from urllib.parse import unquote_to_bytes

from playwright.sync_api import expect

from . import is_quiet, opened


def checks(browser, path):
    with opened(browser, path, permissions=["clipboard-read", "clipboard-write"]) as page:
        yield from enlarging(page)
        yield from files(page, path)
        yield from sorting(page)
        yield from copying(page)
        yield "the controls request nothing and the console is silent", is_quiet(page, path)
    with opened(browser, path) as page:
        yield from keyboard(page)
        yield from contents(page)


def enlarging(page):
    figure = page.locator("figure.figure").first
    figure.locator("img").click()
    dialog = page.locator("dialog[open]")
    yield "a click on a figure opens it", dialog.count() == 1
    box = dialog.locator("img").bounding_box()
    yield f"the figure fills the window: {box['width']:.0f} of 1400 px", box["width"] > 1300
    dialog.locator("img").click()
    yield "a second click makes it larger still", dialog.locator("img").bounding_box()["width"] > 2000
    page.keyboard.press("Escape")
    yield "Escape closes it", page.locator("dialog").count() == 0


def files(page, path):
    heads = {"pdf": b"%PDF", "svg": b"<?xml"}
    figures = page.locator("figure.figure:has(.formats a)")
    wrong = []
    for place in range(figures.count()):
        figure = figures.nth(place)
        for ending, head in heads.items():
            link = figure.locator(f".formats a[download='{figure.get_attribute('id')}.{ending}']")
            address, data = link.get_attribute("href").split(",", 1)
            if not (base64.b64decode(data[:80]) if "base64" in address else unquote_to_bytes(data[:80])).startswith(head):
                wrong.append(link.get_attribute("download"))
        if figure.locator(".formats button", has_text="PNG").count() != 1:
            wrong.append(f"{figure.get_attribute('id')}.png")
    yield f"{figures.count()} figures offer their PNG, PDF and SVG, {wrong} aside", figures.count() > 0 and not wrong
    with page.expect_download() as download:
        figures.first.locator(".formats button", has_text="PNG").click()
    drawn = open(download.value.path(), "rb").read()
    name = download.value.suggested_filename
    beside = (path.parent / "figures" / name).read_bytes()
    yield f"{name} is drawn with as many dots as the file beside the page has", drawn[:24] == beside[:24]
    ink = page.evaluate(
        """async bytes => {
          const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
          const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
          canvas.drawImage(image, 0, 0);
          const dots = canvas.getImageData(0, 0, image.width, image.height).data;
          let ink = 0;
          for (let i = 0; i < dots.length; i += 4) ink += dots[i] + dots[i + 1] + dots[i + 2] < 700;
          return ink / (dots.length / 4);
        }""", list(drawn))
    yield f"{100 * ink:.0f} % of it is not white", 0.02 < ink < 0.9
    # Of all, Chromium would ask whether so many may be taken.
    for ending, head in heads.items():
        with page.expect_download() as download:
            figures.first.locator(f".formats a[download$='.{ending}']").click()
        start = open(download.value.path(), "rb").read(len(head))
        yield f"a click takes {download.value.suggested_filename}", start == head
    with page.expect_download() as download:
        figures.first.locator(".formats a[download$='.csv']").click()
    lines = open(download.value.path(), encoding="utf-8", newline="").read().split("\n")
    yield f"a click takes {len(lines) - 1} lines of numbers", lines[0].startswith("panel,title,series,kind,x,") and len(lines) > 20


def sorting(page):
    table = page.locator("figure.table").first
    header = table.locator("thead tr").last.locator("th").first
    rows = table.locator("tbody").first.locator("tr:not(.heading)")

    def column():
        return [float(value) for value in rows.locator("td:nth-child(2)").evaluate_all(
            "cells => cells.map(cell => cell.dataset.value)")]

    before = column()
    for order, expected in [("descending", sorted(before, reverse=True)), ("ascending", sorted(before)), (None, before)]:
        header.get_by_role("button").click()
        yield f"a table sorts: {order or 'as written'}", column() == expected and header.get_attribute("aria-sort") == order


def copying(page):
    table = page.locator("figure.table").first
    table.get_by_role("button", name="Copy table").click()
    expect(table.locator(".state")).to_have_text("copied")
    lines = page.evaluate("navigator.clipboard.readText()").rstrip("\n").split("\n")
    rows = table.locator("tbody tr:not(.heading)").count()
    widths = {line.count("\t") for line in lines}
    yield f"a table is copied as {rows + 1} lines of cells", len(lines) == rows + 1 and len(widths) == 1
    yield "the copy has the formulas as they are written", "$" not in lines[0] and "Z_A" in lines[0]


def keyboard(page):
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    page.keyboard.press("Enter")
    yield "the first key leads past the contents", first == "skip" and page.evaluate("location.hash") == "#page:text"
    page.evaluate("document.querySelector('figure[data-scans] .tools').scrollIntoView()")
    page.locator("figure[data-scans] .card").first.focus()
    seen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"))
    wanted = ["Move the cut", "Enlarge", "PNG", "PDF", "SVG", "show directive"]
    places = [next((place for place, text in enumerate(seen) if text == word), None) for word in wanted]
    yield f"tabulators lead to {', '.join(wanted)} in this order", None not in places and places == sorted(places)
    hidden = page.evaluate(
        "[...document.querySelectorAll('a[href], button, summary, input, select')].filter(e => e.checkVisibility())"
        ".filter(e => { e.focus(); const s = getComputedStyle(e); return e.matches(':focus-visible') && s.outlineStyle === 'none'"
        " && !e.matches('.skip'); }).map(e => e.outerHTML.slice(0, 80))")
    yield f"what has the focus shows it, {hidden[:3]} aside", not hidden
    button = page.locator("figure.figure button.enlarge").first
    button.focus()
    page.keyboard.press("Enter")
    yield "a key opens a figure, and the focus goes with it", page.evaluate(
        "document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    yield "and back to where it was", page.evaluate("document.activeElement.className") == "enlarge"


def contents(page):
    headings = page.evaluate("[...document.querySelectorAll('.contents.beside a')].map(a => decodeURIComponent(a.hash.slice(1)))")
    followed = []
    for heading in headings:
        page.evaluate("id => document.getElementById(id).scrollIntoView()", heading)
        page.wait_for_timeout(60)
        followed.append(page.evaluate("document.querySelector('.contents.beside [aria-current]')?.hash.slice(1)"))
    right = sum(a == b for a, b in zip(headings, followed))
    # The last sections may fit into one window.
    yield f"the contents follow the reader through {len(headings)} sections", right >= len(headings) - 2 > 0
