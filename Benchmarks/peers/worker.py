"""What the peers' workers share: commands come in and answers go out line by line, as with the Swift worker."""

import json
import os
import sys
import time


def arguments():
    """The folder of the data, the number of threads and the form, plain or tuned, from the command line."""
    _, folder, threads, form = sys.argv
    return folder, int(threads), form


def serve(epoch=None, score=None, scan=None, read=None, generate=None):
    """Answers commands until standard input ends.

    epoch(hidden, loss, batch, count) trains a new network and returns the seconds of `count` epochs, the first ones not
    counted, and the loss of the second. score(hidden) returns a function without arguments that scores all events,
    scan(systematics) one that returns the significances of the best cuts, and read() reads the ROOT file and returns its last
    event. generate(masses) returns the seconds of 1000 events; masses are those of the top squark and the LSP, or none for pairs
    of tops.
    """
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # libraries print where they like; the answers' lines must stay whole

    def answer(**values):
        print(json.dumps(values), file=answers, flush=True)

    answer(ready=True)
    for line in sys.stdin:
        match line.split():
            case ["epoch", hidden, loss, batch, count] if epoch:
                seconds, second = epoch(widths(hidden), loss, int(batch), int(count))
                answer(seconds=seconds, loss=second)
            case ["score", hidden, count] if score:
                answer(seconds=repeat(score(widths(hidden)), int(count)))
            case ["scan", systematics, count] if scan:
                run = scan([float(word) for word in systematics.split(",")])
                found = []
                answer(seconds=repeat(lambda: found.append(run()), int(count)), significances=found[-1])
            case ["read", count] if read:
                found = []
                # What was read before goes first, as there would be no room for two.
                answer(seconds=repeat(lambda: found.append(read()), int(count)), last=found[-1])
            case ["generate", process, count] if generate:
                answer(seconds=[generate(None if process == "top-pair" else widths(process), int(count))])
            case _:
                raise SystemExit(f"unknown command {line!r}")


def widths(word):
    return tuple(int(width) for width in word.split(","))


def repeat(run, count):
    """The seconds of `count` runs, after two that do not count."""
    run(), run()
    seconds = []
    for _ in range(count):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return seconds
