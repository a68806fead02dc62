"""What a reader of the report sees and can do, in Debian's Chromium with the network off.

Each module has a function that yields pairs of a fact and whether it holds."""

from contextlib import contextmanager


@contextmanager
def opened(browser, path, **settings):
    """The page in a context of its own, with what it asked for and what it told the console."""
    context = browser.new_context(
        **{"viewport": {"width": 1400, "height": 900}, "offline": True, "reduced_motion": "reduce", **settings})
    page = context.new_page()
    page.requests, page.messages = [], []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("console", lambda message: page.messages.append(message.text))
    page.on("pageerror", lambda error: page.messages.append(str(error)))
    page.goto(path.resolve().as_uri())
    page.wait_for_load_state("networkidle")
    try:
        yield page
    finally:
        context.close()


def is_quiet(page, path):
    """Whether the page asked for nothing but itself and said nothing."""
    asked = [request for request in page.requests if not request.startswith("data:")]
    return asked == [path.resolve().as_uri()] and not page.messages
