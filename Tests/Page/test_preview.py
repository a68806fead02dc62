"""Edits a template while `asimov preview` shows it in Debian's Chromium, and checks what an author would see.

    python test_preview.py .build/release/asimov
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from playwright.sync_api import sync_playwright

FIXTURES = pathlib.Path(__file__).parent.parent / "asimovTests" / "Fixtures"
# Far above what it takes, since machines are busy.
PATIENCE = 20_000
PROSE_BOUND = 5.0
FILLER = "\n\n".join(f"Paragraph {number} of some length, for the page to have something to scroll." for number in range(30))


class Preview:
    """The command on a copy of the small template."""

    def __init__(self, binary, folder, *arguments):
        self.template = folder / "small.md"
        self.process = subprocess.Popen(
            [binary, "preview", self.template, *arguments], stdout=subprocess.PIPE, stderr=open(folder / "errors", "a"),
            text=True)
        self.address = self.process.stdout.readline().strip()

    def edit(self, before, after):
        """Saves as editors do: to a new file that takes the old one's place."""
        text = self.template.read_text()
        assert before in text, before
        new = self.template.with_suffix(".new")
        new.write_text(text.replace(before, after))
        os.replace(new, self.template)

    def end(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)


def copy(folder):
    for name in ["small.md", "signal.csv", "background.csv"]:
        shutil.copy(FIXTURES / name, folder / name)
    template = folder / "small.md"
    template.write_text(template.read_text() + "\n## Remarks\n\n" + FILLER + "\n\n## The end {#end}\n\nLast words.\n")


def answer(address, headers={}):
    """Status of a request."""
    try:
        return urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10).status
    except urllib.error.HTTPError as error:
        return error.code


def live(part):
    """Where the preview's own panel or line of progress is."""
    return f"document.documentElement.lastElementChild.shadowRoot.querySelector('.{part}')"


def wait(page, expression, argument=None):
    """Playwright's own way to wait needs `eval`, which the page's policy forbids, rightly."""
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(f"argument => {expression}", argument):
        if time.monotonic() > end:
            raise TimeoutError(f"not in {PATIENCE} ms: {expression}, {argument}")
        page.wait_for_timeout(20)


def wait_for_panel(page, text):
    wait(page, live("panel") + ".innerText.includes(argument)", text)


def wait_for_no_panel(page):
    wait(page, live("panel") + ".hidden")


def top(page, text):
    """Where a paragraph stands in the window."""
    return page.get_by_text(text).evaluate("element => element.getBoundingClientRect().top")


def checks(browser, preview, binary, folder):
    """Pairs of a fact and whether it holds."""
    requests, messages = [], []
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto(preview.address)
    page.locator("figure.figure img").first.wait_for(timeout=PATIENCE)
    wait_for_no_panel(page)
    yield "the report is there, with nothing missing", page.locator(".missing, .failure").count() == 0
    for path in ["results.json", "figures/fig-scan.svg", "figures/fig-scan.png", "figures/fig-scan.pdf"]:
        yield f"/{path} is served", answer(preview.address + path) == 200
    yield "nothing else is", answer(preview.address + "../small.md") == answer(preview.address + "small.md") == 404
    yield "no report is written", not list(folder.glob("**/*.html"))

    page.locator("details.step summary").first.click()
    page.locator("#remarks").evaluate("element => element.scrollIntoView({behavior: 'instant'})")
    place = top(page, "Paragraph 3 of")
    page.evaluate("window.sameDocument = true")
    start = time.monotonic()
    preview.edit("## The search", "## The search\n\nA first paragraph that pushes all below it down.")
    page.get_by_text("pushes all below it down").wait_for(state="attached", timeout=PATIENCE)
    seconds = time.monotonic() - start
    yield f"an edit of prose shows after {seconds:.2f} s", seconds < PROSE_BOUND
    moved = top(page, "Paragraph 3 of") - place
    yield f"the text in view stays in its place, but for {moved:.1f} px", abs(moved) < 2
    yield "the page is not loaded anew", page.evaluate("window.sameDocument === true")
    yield "an open fold stays open", page.locator("details.step").first.get_attribute("open") is not None

    figure = page.locator("#fig-score img")
    drawn = figure.get_attribute("src")
    preview.edit("bins: 10", "bins: 20")
    wait(page, "document.querySelector('#fig-score img')?.src !== argument", drawn)
    yield "an edit of a figure's options shows", True

    preview.edit("hidden: [4]", "hiden: [4] # <b>")
    wait_for_panel(page, "Unknown key 'hiden'")
    text = page.evaluate(live("panel") + ".innerText")
    line = preview.template.read_text().split("\n").index("hiden: [4] # <b>") + 1
    yield "a mistake shows with its place", f"small.md:{line}:1 " in text
    yield "with what to do", "Did you mean 'hidden'?" in text
    yield "and with the line itself, as text", "hiden: [4] # <b>" in text
    yield "over the last report", page.locator("figure.figure").count() == 3
    for width in [390, 1200]:
        for scheme in ["light", "dark"]:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            yield f"{width} px, {scheme}: the page does not scroll sideways, by {overflow} px", overflow <= 0
            if len(sys.argv) > 2:
                page.screenshot(path=f"{sys.argv[2]}/panel-{width}-{scheme}.png")
    preview.edit("hiden: [4] # <b>", "hidden: [4]")
    wait_for_no_panel(page)
    yield "the mistake goes when it is put right", page.locator("figure.figure").count() == 3

    preview.edit("minimum-effective-background: 2", "minimum-effective-background: 1e6")
    wait_for_panel(page, "no cut leaves")
    yield "a step that fails is told, and stands as such in the report", page.locator("#best.failure").count() == 1
    preview.edit("minimum-effective-background: 1e6", "minimum-effective-background: 2")
    wait_for_no_panel(page)
    wait(page, "!document.querySelector('.missing, .failure')")
    yield "and is whole again afterwards", True

    (folder / "signal.csv").write_text((FIXTURES / "signal.csv").read_text().rsplit("\n", 3)[0] + "\n")
    wait(page, "document.querySelector('#events .summary')?.innerText.startsWith('398 signal events')")
    wait(page, "!document.querySelector('.asimov-stale')")
    yield "a change of the data shows", True
    yield from progress(page, preview)

    yield f"the console is silent, not {messages}", not messages
    asked = {request for request in requests if not request.startswith("data:")}
    yield f"nothing but the preview is asked, {asked}", all(request.startswith(preview.address) for request in asked)
    yield from strangers(browser, preview, binary)

    port = preview.address.rsplit(":", 1)[1].strip("/")
    yield "Ctrl-C ends it well", preview.end() == 0
    preview.edit("Last words.", "Very last words.")
    page.wait_for_timeout(300)
    again = Preview(binary, folder, "--port", port)
    page.get_by_text("Very last words.").wait_for(state="attached", timeout=PATIENCE)
    yield "the page goes on when the preview is started again", page.evaluate("window.sameDocument === true")
    yield "and ends well again", again.end() == 0


def progress(page, preview):
    """A run that takes long enough to be seen, written on meanwhile and then changed."""
    status = live("status")
    preview.edit("epochs: 5", "epochs: 2000000\nstop: { patience: 2000000 }")
    wait(page, status + ".innerText.includes('running train network: epoch')")
    yield "a run shows how far it is", True
    yield "results of before are faded meanwhile", page.locator("#fig-scan.asimov-stale").count() == 1
    epoch = page.evaluate(status + ".innerText")
    preview.edit("Last words.", "Penultimate words.")
    page.get_by_text("Penultimate words.").wait_for(state="attached", timeout=PATIENCE)
    yield "prose shows while it runs", page.locator("#fig-scan.asimov-stale").count() == 1
    number = lambda text: int(text.split("epoch ")[1].split()[0])
    wait(page, status + ".innerText !== argument", epoch)
    now = page.evaluate(status + ".innerText")
    yield f"and does not start it again, {epoch!r}, {now!r}", number(now) > number(epoch)
    preview.edit("Penultimate words.", "Last words.")
    preview.edit("epochs: 2000000\nstop: { patience: 2000000 }", "epochs: 4")
    wait(page, status + ".hidden && !document.querySelector('.asimov-stale')")
    yield "another network takes its place at once", page.locator(".missing, .failure").count() == 0


def strangers(browser, preview, binary):
    """What the preview refuses."""
    yield "a name that is not this machine's is refused", answer(preview.address, {"Host": "evil.example"}) == 403
    upgrade = {
        "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    for origin in [{}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"}]:
        yield f"nobody but its page may listen, {origin}", answer(preview.address + "live", upgrade | origin) == 403
    port = preview.address.rsplit(":", 1)[1].strip("/")
    second = subprocess.run(
        [binary, "preview", preview.template, "--port", port], capture_output=True, text=True, timeout=60)
    yield "a port that is taken is told", second.returncode == 1 and "address already in use" in second.stderr


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    failed = passed = 0
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        copy(folder)
        preview = Preview(binary, folder)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        try:
            for fact, holds in checks(browser, preview, binary, folder):
                passed, failed = passed + bool(holds), failed + (not holds)
                print(("ok    " if holds else "FAILED ") + fact, flush=True)
        finally:
            if preview.process.poll() is None:
                preview.process.kill()
            browser.close()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
