"""The measurements as Markdown."""

import platform
from importlib.metadata import PackageNotFoundError, version
from math import log
from statistics import median

from process import Asimov


def report(measured, growth, peaks, threads, rounds):
    """Tables: times, what was reached of the peak, the losses that show that all trained the same, and a scan's growth."""
    lines = [
        f"{processor()}, {threads} threads, median (smallest–largest) of {rounds} rounds. "
        + ", ".join(versions("jax", "keras", "tensorflow-cpu", "onnxruntime", "numpy", "uproot", "pythia8mc"))
        + ".",
        "",
        "| task | against | its time | Asimov's time | ratio | target | met |",
        "|---|---|---:|---:|---:|---:|---|",
    ]
    for row, (answers, _) in measured.items():
        lines += times(row, answers)
    lines += [
        "",
        f"Peak of fused multiply-adds: {peaks[1] / 1e9:.0f} GFLOP/s with 1 thread, "
        f"{peaks[threads] / 1e9:.0f} with {threads} at the start; below, that between the rounds.",
        "",
        "| task | GFLOP | Asimov's GFLOP/s | peak | fraction | target | met |",
        "|---|---:|---:|---:|---:|---:|---|",
    ]
    lines += [fraction(row, answers, between) for row, (answers, between) in measured.items() if row.kind in ("epoch", "score")]
    lines += generated(measured, threads)
    if not trained(measured):
        return "\n".join(lines + grown(growth, rounds))
    lines += ["", "| loss of the second epoch | " + " | ".join(trained(measured)) + " |"]
    lines += ["|---|" + "---:|" * len(trained(measured))]
    for row, (answers, _) in measured.items():
        if row.kind == "epoch":
            losses = (f"{answers[name][0]['loss']:.3f}" for name in trained(measured))
            lines.append(f"| {row.title} | {' | '.join(losses)} |")
    return "\n".join(lines + grown(growth, rounds))


def versions(*names):
    """Of the packages that are installed: not every row needs all."""
    for name in names:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            pass


def grown(growth, rounds):
    """How a scan's time grows with the number of scores; nothing where none was scanned."""
    if not growth:
        return []
    lines = [
        "",
        f"How the time of a scan at 3 systematics grows with the number N of scores, {rounds} rounds:",
        "",
        "| N | Asimov's time | time / (N log N), relative to the first | time / N, relative |",
        "|---:|---:|---:|---:|",
    ]
    first = min(growth)
    for count, answers in growth.items():
        ratio = median(seconds(answers)) / median(seconds(growth[first]))
        linear = ratio / (count / first)
        lines.append(
            f"| {count:,} | {spread(seconds(answers))} | {linear * log(first) / log(count):.2f} | {linear:.2f} |".replace(
                ",", " "
            )
        )
    return lines


def generated(measured, threads):
    """How many events are made in a second; nothing where none are."""
    made = {row: answers[Asimov.name] for row, (answers, _) in measured.items() if row.kind == "generate"}
    if not made:
        return []
    lines = ["", "| selected events | a second | from processor time | effective, of each | target | met |", "|---|---:|---:|---:|---:|---|"]
    for row, given in made.items():
        rate = 1000 / median(seconds(given))
        processor = 1000 * threads / median(answer["processor"] for answer in given)
        effective = median(answer["effective"] for answer in given)
        lines.append(
            f"| {row.title.removeprefix('1000 selected events, ')} | {rate:.0f} | {processor:.0f} | {effective:.2f} | "
            f"≥ {row.rate} | {verdict(rate >= row.rate)} |"
        )
    return lines


def times(row, answers):
    own = seconds(answers[Asimov.name])
    for name, given in answers.items():
        if name == Asimov.name:
            continue
        theirs = seconds(given)
        ratio = median(own) / median(theirs)
        target = dict(row.targets).get(name)
        yield (
            f"| {row.title} | {name} | {spread(theirs)} | {spread(own)} | {ratio:.3f} | "
            + (f"≤ {target} | {verdict(ratio <= target)} |" if target else "– | – |")
        )


def fraction(row, answers, peaks):
    rate = row.operations / median(seconds(answers[Asimov.name]))
    reached = rate / median(peaks)
    return (
        f"| {row.title} | {row.operations / 1e9:.1f} | {rate / 1e9:.0f} | {median(peaks) / 1e9:.0f} | {reached:.2f} | "
        + (f"≥ {row.peak} | {verdict(reached >= row.peak)} |" if row.peak else "– | – |")
    )


def trained(measured):
    """The names of those that trained anything."""
    return list(dict.fromkeys(name for row, (answers, _) in measured.items() if row.loss for name in answers))


def seconds(answers):
    """One time for each round: the median of the round's."""
    return [median(answer["seconds"]) for answer in answers]


def spread(seconds):
    return f"{duration(median(seconds))} ({duration(min(seconds))}–{duration(max(seconds))})"


def duration(seconds):
    return f"{seconds:.2f} s" if seconds >= 0.995 else f"{1000 * seconds:.3g} ms"


def verdict(met):
    return "yes" if met else "**no**"


def processor():
    try:
        with open("/proc/cpuinfo") as file:
            return next(line.split(":")[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
