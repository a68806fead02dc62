"""Takes the picture of a report that the README shows: contents, a figure, and its cut explorer.

    python screenshot.py report/stop-search.html docs/figures/page.png
"""

import pathlib
import sys

from playwright.sync_api import sync_playwright

from checks import opened


def main():
    report, picture = map(pathlib.Path, sys.argv[1:])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        with opened(browser, report, viewport={"width": 1280, "height": 960}) as page:
            figure = page.locator("figure[data-scans]").first
            figure.locator(".explorer summary").click()
            figure.evaluate("figure => figure.scrollIntoView()")
            page.wait_for_timeout(200)
            page.screenshot(path=picture)
        browser.close()


main()
