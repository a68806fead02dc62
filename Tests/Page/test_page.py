"""Opens a report in Debian's Chromium with the network off and checks what a reader would see.

    python test_page.py report/stop-search.html
"""

import json
import pathlib
import sys

from playwright.sync_api import sync_playwright

WIDTHS = [390, 820, 1400]


def checks(browser, path):
    """Pairs of a fact and whether it holds."""
    url = path.resolve().as_uri()
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
        page = context.new_page()
        requests, messages = [], []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.goto(url)
        page.wait_for_load_state("networkidle")
        asked = [request for request in requests if not request.startswith("data:")]
        yield f"{width} px: the page requests nothing but itself, not {asked}", asked == [url]
        yield f"{width} px: the console is silent, not {messages}", not messages
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        yield f"{width} px: the page does not scroll sideways, by {overflow} px", overflow <= 0
        images = page.evaluate("[...document.images].map(i => i.complete && i.naturalWidth > 0)")
        yield f"{width} px: all {len(images)} images are drawn", len(images) > 0 and all(images)
        if width == WIDTHS[-1]:
            yield from content(page, path)
        context.close()


def content(page, path):
    results = json.loads((path.parent / "results.json").read_text())
    figures = sum("figure" in name or name.startswith("fig-") for name in results)
    yield "every figure has a caption and a text for those who cannot see it", page.evaluate(
        "[...document.querySelectorAll('figure.figure')].every(f => f.querySelector('figcaption') && f.querySelector('img').alt)"
    )
    yield f"all {figures} figures are there", page.locator("figure.figure").count() == figures
    tables = sum("table" in entry for entry in results.values())
    yield f"all {tables} tables are there", page.locator("figure.table").count() == tables > 0
    cells = page.locator("figure.table td").all_inner_texts()
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


def main():
    path = pathlib.Path(sys.argv[1])
    failed = passed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for fact, holds in checks(browser, path):
            passed, failed = passed + bool(holds), failed + (not holds)
            print(("ok    " if holds else "FAILED ") + fact)
        browser.close()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
