"""Writes binning.json: the best division of small samples of weighted scores into bins, by trying every one.

Z of a division is √q₀ from the likelihood itself: the background factors are fitted by SciPy, one for each bin or one for all.
The bins each need some background, and as many effective background events as the case says.
"""
import itertools
import json
import pathlib

import numpy
from scipy.optimize import minimize_scalar


def deviance(n, nu):
    return (n * numpy.log(n / nu) if n > 0 else 0) - n + nu


def squared(s, b, f, shared):
    """q₀ of the Asimov data of all bins."""
    def cost(gamma, bins):
        counts = sum(deviance(s[i] + b[i], gamma * b[i]) for i in bins)
        return 2 * (counts + (deviance(1 / f**2, gamma / f**2) if f > 0 else 0))
    def fitted(bins):
        if f == 0:
            return cost(1.0, bins)
        highest = 1 + sum(s) / min(b)
        return minimize_scalar(cost, bounds=(1.0, highest), args=(bins,), method="bounded", options={"xatol": 1e-12}).fun
    everything = range(len(s))
    return fitted(everything) if shared else sum(fitted([i]) for i in everything)


def best(scores, signal, weights, bins, f, shared, minimum):
    cuts = sorted(set(scores), reverse=True)
    found = []
    for count in range(bins):
        for edges in itertools.combinations(cuts[:-1], count):
            limits = [numpy.inf, *edges, -numpy.inf]
            inside = [(scores < high) & (scores >= low) for high, low in zip(limits, limits[1:])]
            s = [weights[i & signal].sum() for i in inside]
            b = [weights[i & ~signal].sum() for i in inside]
            squares = [(weights[i & ~signal] ** 2).sum() for i in inside]
            if min(b) > 0 and all(x * x / v >= minimum for x, v in zip(b, squares)):
                found.append((squared(s, b, f, shared) ** 0.5, [float(e) for e in edges]))
    return max(found, key=lambda x: (x[0], -len(x[1])))


if __name__ == "__main__":
    rng = numpy.random.default_rng(1806_00322)
    cases = []
    for case in range(12):
        count = 60
        signal = rng.random(count) < 0.4
        scores = numpy.round(rng.beta(numpy.where(signal, 3, 1.3), numpy.where(signal, 1.3, 2.5)) * 16) / 16
        weights = numpy.round(rng.gamma(2.0, numpy.where(signal, 0.4, 1.5)), 4)
        bins, f, shared, minimum = 2 + case % 4, [0, 0.1, 0.5][case % 3], case % 2 == 0, [0, 2, 4][case // 4]
        z, edges = best(scores, signal, weights, bins, f, shared, minimum)
        cases.append({
            "scores": scores.tolist(), "isSignal": signal.tolist(), "weights": weights.tolist(), "bins": bins,
            "systematic": f, "correlation": "shared" if shared else "per-bin", "minimum": minimum,
            "significance": z, "edges": edges})
    pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(cases))
