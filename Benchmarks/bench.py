"""Times Asimov and its peers on the same events in turns, and prints a table in Markdown. See README.md.

    python bench.py [--only ROW]… [--rounds 5] [--threads 2] [--output FILE]
"""

import argparse
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "peers"))

import events
from rows import ROWS
from process import PEERS, Asimov, Worker
from table import report


def main():
    options = parse()
    if hasattr(os, "sched_setaffinity"):  # inherited by all workers, so that none can use more
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.threads])
    rows = [row for row in ROWS if not options.only or row.name in options.only]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        events.write(Path(folder))
        if any(row.kind == "scan" for row in rows):
            events.write_scores(Path(folder))
        if any(row.kind == "read" for row in rows):
            events.write_root(Path(folder))
        workers = {peer.name: stack.enter_context(peer.start(folder, options.threads)) for peer in able(rows)}
        peaks = {threads: workers[Asimov.name].peak(threads) for threads in (1, options.threads)}
        measured = {row: measure(row, workers, options) for row in rows}
        growth = grow(Path(folder), rows, workers[Asimov.name], options)
    text = report(measured, growth, peaks, options.threads, options.rounds)
    print(text)
    if options.output:
        options.output.write_text(text + "\n")


def measure(row, workers: dict[str, Worker], options):
    """The answers of each worker that can do it, a list of one for each round, and the peaks in between."""
    able = {name: worker for name, worker in workers.items() if row.kind in worker.peer.kinds}
    answers = {name: [] for name in able}
    peaks = []
    for number in range(options.rounds):
        print(f"{row.name}: round {number + 1} of {options.rounds}", file=sys.stderr)
        for name, worker in able.items():
            answers[name].append(worker.ask(row.command(worker.peer.epochs, worker.peer.events)))
        peaks.append(workers[Asimov.name].peak(options.threads))
    if row.kind == "scan":
        compare(answers)
    if row.kind == "read" and len({tuple(answer["last"]) for given in answers.values() for answer in given}) > 1:
        raise SystemExit("error: the last events that were read differ")
    return answers, peaks


def able(rows):
    """Asimov, which measures the peaks too, and the peers that can do any of the rows."""
    return [Asimov, *(peer for peer in PEERS if any(row.kind in peer.kinds for row in rows))]


def grow(folder, rows, asimov, options):
    """The answers of Asimov to scans of more and more scores, by their number, a list of one for each round."""
    scan = next((row for row in rows if row.kind == "scan"), None)
    answers = {count: [] for count in events.GROWTH} if scan else {}
    if scan:
        events.write_scores(folder, "growth", max(events.GROWTH))
    for number in range(options.rounds):
        for count, given in answers.items():
            print(f"scan of {count}: round {number + 1} of {options.rounds}", file=sys.stderr)
            given.append(asimov.ask(scan.growth(count)))
    return answers


def compare(answers):
    """All have found the same significances."""
    found = [answer["significances"] for given in answers.values() for answer in given]
    for other in found[1:]:
        if any(abs(a / b - 1) > 1e-9 for a, b in zip(found[0], other, strict=True)):
            raise SystemExit(f"error: the best cuts have significances {found[0]} here and {other} there")


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    names = [row.name for row in ROWS]
    parser.add_argument("--only", action="append", choices=names, help="a row to measure; may be repeated")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each worker, 5 or more for numbers to quote")
    parser.add_argument("--threads", type=int, default=2, help="of each worker")
    parser.add_argument("--output", type=Path, help="a file to write the tables to, too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
