"""Weighted correlation matrices and what single batches tell of the significance, by NumPy.

    python features.py > features.json
"""

import json

import numpy

random = numpy.random.default_rng(20260101)
events = 200
base = random.normal(size=(events, 4))
features = numpy.float32(numpy.column_stack([
    base[:, 0], 3 * base[:, 0] + base[:, 1] + 100, -0.5 * base[:, 0] + 2 * base[:, 2], base[:, 3] * 1e-3, numpy.full(events, 7)]))
weights = random.exponential(size=events)
weights[::17] = 0
with numpy.errstate(invalid="ignore", divide="ignore"):
    covariance = numpy.cov(features.astype(float).T, aweights=weights, ddof=0)
    spread = numpy.sqrt(numpy.diag(covariance))
    correlation = covariance / numpy.outer(spread, spread)
correlation[:, 4] = correlation[4, :] = numpy.nan

scores = numpy.float32(random.uniform(size=events))
is_signal = random.uniform(size=events) < 0.4
yields = (50.0, 2000.0)
batches = []
for size in [1, 2, 5, 20, 100, 400]:
    chosen = random.integers(0, events, size=size)
    w, y, signal = weights[chosen], scores[chosen].astype(float), is_signal[chosen]

    def expected(mask, total):
        return total * numpy.sum(w[mask] * y[mask]) / numpy.sum(w[mask]) if numpy.sum(w[mask]) > 0 else 0.0

    s, b = expected(signal, yields[0]), expected(~signal, yields[1])
    batches.append({"events": chosen.tolist(), "signal": s, "background": b,
                    "significance": s / numpy.sqrt(s + b) if s + b > 0 else 0.0})

print(json.dumps({
    "features": features.tolist(), "weights": weights.tolist(),
    "correlation": [[None if numpy.isnan(value) else value for value in row] for row in correlation],
    "scores": scores.tolist(), "isSignal": is_signal.tolist(), "yields": yields, "batches": batches}))
