"""NumPy as a peer, for scanning cuts: argsort, cumulative sums, and Eq. (3.1) of arXiv:1806.00322 on all cuts at once.

`plain` is what one writes down. A stable argsort, which NumPy does by radix for short integers only, takes longer.
"""

import numpy as np

import events
import worker

folder, threads, form = worker.arguments()


def scan(systematics):
    scores, is_signal, weights = events.read_scores(folder)

    def run():
        order = np.argsort(-scores)
        ordered, signal, falling = weights[order], is_signal[order], scores[order]
        squares = ordered**2
        s, b = np.cumsum(np.where(signal, ordered, 0)), np.cumsum(np.where(signal, 0, ordered))
        variance = np.cumsum(np.where(signal, 0, squares))
        last_of_equals = np.append(falling[1:] != falling[:-1], True)
        enough = last_of_equals & (b > 0) & (b**2 >= 10 * variance)
        s, b = s[enough], b[enough]
        return [float(np.max(asimov(s, b, (f * b) ** 2))) for f in systematics]

    return run


def asimov(s, b, v):
    n = s + b
    return np.sqrt(2 * (n * np.log(n * (b + v) / (b**2 + n * v)) - b**2 / v * np.log1p(v * s / (b * (b + v)))))


worker.serve(scan=scan)
