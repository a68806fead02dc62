"""The page as it is read: on a phone, a tablet and a desk, and without scripts."""

import json

from . import is_quiet, opened

WIDTHS = [390, 820, 1400]


def checks(browser, path):
    for width in WIDTHS:
        with opened(browser, path, viewport={"width": width, "height": 900}) as page:
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            yield f"{width} px: the page does not scroll sideways, by {overflow} px", overflow <= 0
            images = page.evaluate("[...document.images].map(i => i.complete && i.naturalWidth > 0)")
            yield f"{width} px: all {len(images)} images are drawn", len(images) > 0 and all(images)
            if width == WIDTHS[-1]:
                yield from content(page, path)
            yield f"{width} px: nothing is requested and the console is silent, not {page.messages}", is_quiet(page, path)
    with opened(browser, path) as page, opened(browser, path, java_script_enabled=False) as plain:
        text = "(element) => element.innerText.replaceAll(/\\s+/g, ' ')"
        made = ["Enlarge", "Copy table", "Move the cut", "SVG"]
        # Words that the script adds are all that may be missing.
        with_script = page.locator("main").evaluate(
            "main => { const copy = main.cloneNode(true);"
            " copy.querySelectorAll('.explorer, .tools button, .state, a[download$=\".svg\"]').forEach(e => e.remove());"
            " copy.querySelectorAll('details').forEach(d => d.open = true);"
            " return copy.textContent.replaceAll(/\\s+/g, ' '); }")
        without = plain.locator("main").text_content()
        without = " ".join(without.split())
        bare = [word for word in made if plain.get_by_role("button", name=word).count()]
        yield f"without scripts no control is dead, {bare} aside", not bare
        yield "without scripts all of the text is there", words(with_script) == words(without)
        shown = plain.locator("figure img").count()
        yield f"without scripts all {shown} figures are there", shown == page.locator("figure img").count() > 0
        files = plain.locator(".formats a[download]").count()
        yield f"without scripts {files} files of figures can be taken", files >= shown
        with plain.expect_download() as download:
            plain.locator(".formats a[download$='.pdf']").first.click()
        head = open(download.value.path(), "rb").read(5)
        yield "without scripts a figure's PDF is a PDF", head == b"%PDF-"


def words(text):
    """Numbers that scans hand to the script are not for readers."""
    import re
    return re.sub(r"\{\"background\".*?\}\}?\s*", "", "".join(text.split()))


def content(page, path):
    results = json.loads((path.parent / "results.json").read_text())
    figures = sum("figure" in name or name.startswith("fig-") for name in results)
    yield "every figure has a caption and a text for those who cannot see it", page.evaluate(
        "[...document.querySelectorAll('figure.figure')].every(f => f.querySelector('figcaption') && f.querySelector('img').alt)"
    )
    yield f"all {figures} figures are there", page.locator("figure.figure").count() == figures
    tables = sum("table" in entry for entry in results.values())
    yield f"all {tables} tables are there", page.locator("figure.table").count() == tables > 0
    cells = page.locator("figure.table tbody td").all_inner_texts()
    yield "no cell of a table is empty", cells and all(cell.strip() for cell in cells)
    formulas = page.evaluate("[...document.querySelectorAll('math')].map(m => m.getBoundingClientRect().width)")
    yield f"all {len(formulas)} formulas are drawn", len(formulas) > 0 and all(width > 0 for width in formulas)
    yield "every numbered equation has its number", page.locator(".equation .number").count() == page.locator(
        ".equation[id]").count() > 0
    values = page.locator(".value").all_inner_texts()
    yield f"all {len(values)} values are set", len(values) > 0 and all(value.strip() for value in values)
    yield "nothing is missing", page.locator(".missing, .failure").count() == 0
    broken = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1))"
        ".filter(id => !document.getElementById(decodeURIComponent(id)))"
    )
    yield f"every link within the page leads somewhere, {broken} aside", not broken
    for ending in ["png", "pdf", "svg"]:
        files = list((path.parent / "figures").glob(f"*.{ending}"))
        yield f"{figures} figures lie beside the page as {ending}", len(files) == figures
    size = path.stat().st_size
    yield f"the page weighs {size / 1e6:.2f} MB, at most 4", size <= 4e6
