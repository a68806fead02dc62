"""Opens a report in Debian's Chromium with the network off and checks what a reader would see and do.

    python test_page.py report/stop-search.html
"""

import pathlib
import sys

from playwright.sync_api import sync_playwright

from checks import controls, exploring, reading, standards


def main():
    path = pathlib.Path(sys.argv[1])
    failed = passed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for module in [reading, controls, exploring, standards]:
            for fact, holds in module.checks(browser, path):
                passed, failed = passed + bool(holds), failed + (not holds)
                print(("ok    " if holds else "FAILED ") + fact, flush=True)
        browser.close()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
