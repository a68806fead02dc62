"""The cut explorer: its numbers are the scan's."""

import json
import math
import re

from . import is_quiet, opened


def checks(browser, path):
    results = json.loads((path.parent / "results.json").read_text())
    with opened(browser, path) as page:
        figures = page.locator("figure[data-scans]")
        yield f"{figures.count()} figures of scans can be explored", figures.count() > 0
        for place in range(figures.count()):
            yield from explored(figures.nth(place), results)
        yield "exploring requests nothing and the console is silent", is_quiet(page, path)
    with opened(browser, path, viewport={"width": 390, "height": 844}, has_touch=True) as page:
        figure = page.locator("figure[data-scans]").first
        figure.locator(".explorer summary").tap()
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        yield f"390 px: the explorer does not make the page scroll sideways, by {overflow} px", overflow <= 0


def explored(figure, results):
    figure.locator(".explorer summary").click()
    names = json.loads(figure.get_attribute("data-scans"))
    number = figure.locator(".explorer input[type=number]")
    for place, name in enumerate(names):
        if len(names) > 1:
            figure.locator(".explorer select").select_option(str(place))
        scan = values(results, name)
        for systematic in [key for key in scan if key != "purest"]:
            number.fill(str(float(systematic) * 100))
            figure.get_by_role("button", name="Back to the chosen cut").click()
            shown, told = numbers(figure), scan[systematic]
            for key in ["signal", "background", "significance"]:
                expected = (told[key]["value"], told[key]["uncertainty"])
                digits = 0.51 * 10 ** -decimals(shown[key])
                close = all(abs(found - value) <= digits for found, value in zip(parts(shown[key]), expected))
                yield f"{name} at {systematic}: {key} is {shown[key]} as in the scan, {expected[0]:.4g}", close
    yield from moved(figure)


def moved(figure):
    """Keyboard, pointer and slider move the cut, and what they do agrees."""
    slider = figure.locator(".explorer input[type=range]").first
    before = numbers(figure)
    slider.focus()
    slider.press("ArrowLeft")
    after = numbers(figure)
    # One cut further down keeps more.
    yield "an arrow key moves the cut", parts(after["background"])[0] >= parts(before["background"])[0] and after != before
    spoken = slider.get_attribute("aria-valuetext")
    yield f"a screen reader is told '{spoken}'", after["significance"] in spoken and after["signal"] in spoken
    box = figure.locator(".explorer .curve").bounding_box()
    figure.page.mouse.move(box["x"] + box["width"] * .2, box["y"] + box["height"] / 2)
    figure.page.mouse.down()
    low = numbers(figure)
    figure.page.mouse.move(box["x"] + box["width"] * .8, box["y"] + box["height"] / 2, steps=8)
    high = numbers(figure)
    figure.page.mouse.up()
    yield "dragging in the curve moves the cut", parts(low["background"])[0] > parts(high["background"])[0]
    known = figure.locator(".explorer input[type=number]")
    known.fill("0")
    better = parts(numbers(figure)["significance"])[0]
    known.fill("80")
    yield "a larger systematic lowers Z", better > parts(numbers(figure)["significance"])[0]
    yield from formula(figure)


def formula(figure):
    """Z_A for a background that is known exactly, Eq. 3.2 of arXiv:1806.00322, from the s and b that are shown."""
    figure.locator(".explorer input[type=number]").fill("0")
    shown = numbers(figure)
    s, b, z = (parts(shown[key])[0] for key in ["signal", "background", "significance"])
    ends = [exact(s + i * rounding(shown["signal"]), b + j * rounding(shown["background"])) for i in [-1, 1] for j in [-1, 1]]
    slack = rounding(shown["significance"])
    yield f"Z_A = {z} follows from s = {s} and b = {b}", min(ends) - slack <= z <= max(ends) + slack


def exact(s, b):
    return math.sqrt(2 * ((s + b) * math.log1p(s / b) - s)) if b > 0 else math.inf


def rounding(text):
    return 0.51 * 10 ** -decimals(text)


def numbers(figure):
    keys = ["signal", "background", "significance", "effective"]
    return dict(zip(keys, figure.locator(".explorer .numbers dd").all_inner_texts()))


def parts(text):
    """`(1.5 ± 0.3) × 10³` as 1500 and 300."""
    plain = text.replace("\u202f", "").replace("−", "-").replace("\xa0", " ")
    power = re.search(r"× 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", plain)
    scale = 10.0 ** int(power[1].translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))) if power else 1
    return [float(part) * scale for part in re.findall(r"-?\d+(?:\.\d+)?", plain.split("×")[0])]


def decimals(text):
    power = re.search(r"× 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", text)
    shift = int(power[1].translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))) if power else 0
    fraction = re.search(r"\.(\d+)", text)
    return (len(fraction[1]) if fraction else 0) - shift


def values(results, name):
    """Of a step, or of a member of a sweep: `scan[a][b]`."""
    keys = re.findall(r"\[([^\]]*)\]", name)
    found = results[name.split("[")[0]]["values"]
    for key in keys:
        found = found[key]
    return found
