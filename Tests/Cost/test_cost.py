"""What a build costs when there is nothing to do, what a long template costs, in seconds of processor time, and how long it takes to
hand a thousand steps to a cluster.

    python test_cost.py .build/release/asimov REPORT STORE

REPORT and STORE are the folders of a finished build of templates/stop-search.md. The cheapest of several runs counts: a busy
machine makes a run dearer and never cheaper.
"""

import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RUNS = 5
MOST_RUNS = 20


def costs(commands, enough):
    """User and system time of the cheapest run of each command, and what its last one said.

    They run in turn, so that a time at which the machine is slow is one for all of them: several times, and some more until
    `enough` holds of what they cost.
    """

    def once(command):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout + done.stderr

    cheapest = [float("inf")] * len(commands)
    for count in range(MOST_RUNS):
        if count >= RUNS and enough(*cheapest):
            break
        runs = [once(command) for command in commands]
        cheapest = [min(seconds, run[0]) for seconds, run in zip(cheapest, runs)]
    return cheapest, [run[1] for run in runs]


def template(count):
    """A template of `count` directives: a dataset, then sections of a network, a scan, a figure and a table each."""
    parts = [
        "---\ntitle: Many\nparams: { luminosity: 30 fb^-1 }\n---\n",
        "```{dataset} events\n"
        "signal:     { files: data/stop_600_400.h5, cross-section: 228.195 fb, efficiency: 0.14 }\n"
        "background: { files: data/ttbar.h5, cross-section: 844 pb, efficiency: 8.2e-4 }\n"
        "luminosity: ${luminosity}\n```\n\nA search with $Z_A$.\n",
    ]
    for number in range(1, count // 4 + 1):
        parts.append(
            f"## Section {number}\n\n"
            f"Prose with $Z_A$ of *network* {number}, a value {{value}}`scan-{number}[0.5].significance:.2f` and "
            f"{{numref}}`fig-{number}`.\n\n"
            f"```{{train}} net-{number}\ndataset: events\nloss: {{ asimov: {{ systematic: 0.5 }} }}\nseed: {number}\n```\n\n"
            f"```{{scan}} scan-{number}\nmodel: net-{number}\nsystematics: [0.1, 0.5]\n```\n\n"
            f"```{{plot}} fig-{number}\nsignificance-scan: {{ scan: scan-{number}, systematic: 0.5 }}\n"
            f"caption: Network {number} with $Z_A$.\n```\n\n"
            f"```{{table}} tab-{number}\ncolumns: [{{ label: $Z_A$, value: '[0.5].significance' }}]\n"
            f"rows: [{{ label: Network, from: scan-{number} }}]\n```\n"
        )
    return "\n".join(parts)


MASSES = range(600, 1100, 50)
SEEDS = range(1, 100)

SWEEP = f"""---
title: A thousand steps
---

```{{dataset}} events
for: {{ mass: {list(MASSES)} }}
signal:     {{ generator: stop-search, process: stop-pair, m-stop: "${{mass}}", m-lsp: 100, events: 1000 }}
background: {{ generator: stop-search, process: top-pair, events: 1000 }}
luminosity: 30 fb^-1
```

```{{train}} net
for: {{ mass: {list(MASSES)}, seed: {list(SEEDS)} }}
dataset: events[${{mass}}]
loss: cross-entropy
seed: ${{seed}}
```
"""

# What answers in Slurm's place, and writes down how often it is asked.
ANSWERS = {"sbatch": "echo 1", "squeue": "true", "scancel": "true", "scontrol": "echo MaxArraySize = 1001"}


def submission(asimov):
    """Seconds by the clock that submitting a thousand steps takes, the shortest of some runs, the calls of sbatch and what was said."""

    def once():
        with tempfile.TemporaryDirectory() as folder:
            calls = pathlib.Path(folder, "calls")
            for name, answer in ANSWERS.items():
                program = pathlib.Path(folder, name)
                program.write_text(f"#!/bin/sh\necho {name} >> '{calls}'\n{answer}\n")
                program.chmod(0o755)
            path = pathlib.Path(folder, "sweep.md")
            path.write_text(SWEEP)
            command = [asimov, "build", str(path), "--executor", "slurm", "--detach"]
            start = time.perf_counter()
            environment = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}
            done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
            return time.perf_counter() - start, calls.read_text().split().count("sbatch"), done.stderr

    return min(once() for _ in range(RUNS))


def checks(asimov, report, store):
    """Pairs of a fact and whether it holds."""
    build = [asimov, "build", str(ROOT / "templates/stop-search.md"), "--output", report, "--store", store]
    [seconds], [said] = costs([build], lambda seconds: seconds < 0.75)
    steps = re.search(r"^0 of (\d+) steps run", said, re.MULTILINE)
    yield f"a build without changes runs none of {steps and steps[1]} steps, and takes {seconds:.2f} s of CPU, under 0.75", (
        steps is not None and seconds < 0.75
    )
    yield "it tells of no number that changed", "changed" not in said
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "data").symlink_to(ROOT / "templates/data")
        counts = [0, 1000, 2000, 4000]
        paths = [pathlib.Path(folder, f"{count}.md") for count in counts]
        for count, path in zip(counts, paths):
            path.write_text(template(count))

        def ratio(none, short, middle, long):
            return (long - none) / (short - none)

        seconds, said = costs(
            [[asimov, "plan", str(path)] for path in paths], lambda *seconds: seconds[2] < 1 and ratio(*seconds) < 5.5
        )
        for count, text in zip(counts, said):
            assert f"{count + 1} of {count + 1} step" in text, text[-200:]
        yield f"2000 directives are checked and planned in {seconds[2]:.2f} s of CPU, under 1", seconds[2] < 1
        above = [f"{more - seconds[0]:.2f} s" for more in (seconds[1], seconds[3])]
        yield f"4 times the length costs {ratio(*seconds):.1f} times as much ({', '.join(above)}), at most 5.5", (
            ratio(*seconds) < 5.5
        )
    seconds, calls, said = submission(asimov)
    steps = len(MASSES) * (1 + len(SEEDS))
    yield f"{steps} steps are handed to Slurm in {seconds:.2f} s, under 10, by {calls} calls of sbatch", (
        f"Slurm: {steps} steps submitted" in said and calls == 2 and seconds < 10
    )


def main():
    failed = 0
    for fact, holds in checks(*sys.argv[1:4]):
        failed += not holds
        print(("ok    " if holds else "FAILED ") + fact)
    sys.exit(1 if failed else 0)


main()
