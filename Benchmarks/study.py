"""Times the paper's whole study with Asimov and with Keras and matplotlib, one after the other. See README.md.

    python study.py --asimov BINARY --template templates/stop-search.md [-P NAME=VALUE]… [--events 2000000] [--seeds 10]
                    [--points POINT…] [--data DIR] [--output DIR]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "peers"))

import study_events
from process import Asimov
from table import duration, processor, versions

# Masses of top squark and LSP, and the expected signal events in 30 fb⁻¹, by the paper's cross-sections and
# efficiencies.
POINTS = {"uncompressed": ("900,100", 17.6 * 0.059 * 30), "compressed": ("600,400", 228.195 * 0.14 * 30)}
BACKGROUND = 844e3 * 8.2e-4 * 30

# The most of a training, pretraining not counted, as in `keras_study.py`.
EPOCHS = 100

# Steps that are compared: their title, the kinds of Asimov's steps, and those of `keras_study.py`. Those of the first
# kind are counted.
GROUPS = (
    ("events", ("dataset",), ("load",)),
    ("trainings, with scores", ("train",), ("training", "scoring")),
    ("scans", ("scan",), ("scan",)),
    ("figures", ("plot",), ("figure",)),
    ("start", (), ("start",)),
)


def main():
    options = parse()
    with tempfile.TemporaryDirectory() as temporary:
        output = options.output or Path(temporary) / "output"
        data = options.data or Path(temporary) / "data"
        making = make(data, options)
        asimov = run_asimov(output / "asimov", Path(temporary) / "store", options)
        keras = run_keras(data, output / "keras", options)
        text = report(asimov, keras, making, options)
        print(text)
        if options.output:
            (output / "study.md").write_text(text + "\n")


def make(data, options):
    """Makes the events of all points that are not there yet. Returns the seconds of the generator."""
    missing = [name for name in options.points if not is_made(data / name, options.events)]
    if not missing:
        return 0
    each = options.events // 2
    background, total = generate("top-pair", each)
    for name in missing:
        masses, expected = POINTS[name]
        signal, seconds = generate(masses, each)
        expected = {"signal": expected, "background": BACKGROUND, "events": options.events}
        study_events.write(data / name, signal, background, expected)
        total += seconds
    return total


def is_made(folder, events):
    """Whether the files of an earlier run are of as many events. The last one written tells that all are there."""
    file = folder / "expected.json"
    return file.exists() and json.loads(file.read_text())["events"] == events


def generate(process, count):
    """So many events, each of its weight and its features, and the seconds that they took."""
    with tempfile.NamedTemporaryFile() as file:
        command = [*Asimov.start_of_command, "events", process, str(count), "1", file.name]
        answer = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        columns = np.fromfile(file.name, "<f4").reshape(len(answer["columns"]), count)
    return np.ascontiguousarray(columns.T), answer["seconds"]


def run_asimov(output, store, options):
    """Builds the template from nothing. Returns what it took, and its steps with their kinds and seconds."""
    each = options.events // 2
    seeds = ", ".join(str(seed + 1) for seed in range(options.seeds))
    same = [f"signal-events={each}", f"background-events={each}", f"epochs={EPOCHS}", f"seeds=[{seeds}]"]
    parameters = [word for parameter in same + options.parameters for word in ("-P", parameter)]
    command = [options.asimov, "build", options.template, "--output", output, "--store", store, *parameters]
    measured = run(command)
    (record,) = (store / "builds").glob("*.record")
    # Behind a digest, on a line of its own.
    steps = json.loads(record.read_text().split("\n", 1)[1])["steps"]
    return measured | {"steps": list(steps.values())}


def run_keras(data, output, options):
    """The same of the study with Keras."""
    command = [sys.executable, HERE / "peers" / "keras_study.py", "--events", data, "--output", output]
    measured = run([*command, "--seeds", str(options.seeds), "--points", *options.points])
    return measured | {"steps": json.loads((output / "study.json").read_text())["steps"]}


def run(command):
    """Runs a command. Returns its seconds by the clock and of the processors, and the largest memory that it took."""
    # Settings for old builds of OpenBLAS, which slow a current one.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("OPENBLAS_")}
    start = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], env=environment, stdout=sys.stderr)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"error: {Path(command[0]).name} ended with status {process.returncode}; see above")
    return {"seconds": seconds, "processor": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss * 1024}


def report(asimov, keras, making, options):
    """A table of both."""
    lines = [
        f"{processor()}, {os.cpu_count()} cores; {options.seeds} seeds, points {', '.join(options.points)}. "
        + ", ".join(versions("keras", "tensorflow-cpu", "numpy", "matplotlib"))
        + ".",
        "",
        "| steps | Asimov | Keras and matplotlib | ratio |",
        "|---|---:|---:|---:|",
    ]
    for title, own, theirs in GROUPS:
        lines.append(row(title, took(asimov, own), took(keras, theirs)))
    known = [kind for _, own, _ in GROUPS for kind in own]
    others = sorted({step["kind"] for step in asimov["steps"]} - set(known))
    if others:
        lines.append(row(", ".join(others), took(asimov, others, counted=others), (0, 0)))
    for title, key in (("**total, by the clock**", "seconds"), ("processors' time", "processor")):
        lines.append(f"| {title} | {duration(asimov[key])} | {duration(keras[key])} | {asimov[key] / keras[key]:.4f} |")
    own, theirs = asimov["memory"], keras["memory"]
    lines.append(f"| largest memory | {own / 1e9:.2f} GB | {theirs / 1e9:.2f} GB | {own / theirs:.2f} |")
    if making:
        lines += ["", f"Making the events that Keras read took {duration(making)}, which are not in its total."]
    return "\n".join(lines)


def took(side, kinds, counted=None):
    """The number of the steps of the first kind, or of all that are counted, and the seconds of all kinds."""
    counted = kinds[:1] if counted is None else counted
    number = sum(step["kind"] in counted for step in side["steps"])
    return number, sum(step["seconds"] or 0 for step in side["steps"] if step["kind"] in kinds)


def row(title, own, theirs):
    cells = (f"{number}: {duration(seconds)}" if number else "–" for number, seconds in (own, theirs))
    ratio = f"{own[1] / theirs[1]:.4f}" if own[0] and theirs[1] else "–"
    return f"| {title} | {' | '.join(cells)} | {ratio} |"


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--asimov", type=Path, required=True, help="the program")
    parser.add_argument("--template", type=Path, required=True, help="of the study")
    parser.add_argument(
        "-P", dest="parameters", action="append", default=[], metavar="NAME=VALUE", help="more for `asimov build`"
    )
    parser.add_argument("--events", type=int, default=2_000_000, help="of a point, half of them signal")
    parser.add_argument("--seeds", type=int, default=10, help="how many")
    parser.add_argument("--points", nargs="+", choices=POINTS, default=list(POINTS), help="for Keras")
    parser.add_argument("--data", type=Path, help="a folder to keep the events for Keras in, or to take them from")
    parser.add_argument("--output", type=Path, help="a folder to keep the reports and figures of both in")
    return parser.parse_args()


if __name__ == "__main__":
    main()
