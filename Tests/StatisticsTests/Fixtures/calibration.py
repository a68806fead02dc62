"""Writes calibration.json: calibration curves (scikit-learn), without weights and with whole ones, which stand for that many equal
events; and with any weights by the definition, with errors from the gradient of each bin's fraction (NumPy)."""
import json
import pathlib

import numpy as np
from sklearn.calibration import calibration_curve

rng = np.random.default_rng(20261127)
n = 500
is_signal = rng.random(n) < 0.4
scores = np.where(is_signal, rng.beta(4, 2, n), rng.beta(2, 5, n)).astype(np.float32)
weights = np.round(rng.exponential(np.where(is_signal, 0.2, 1.5)), 3)
weights[scores > 0.93] = 0  # leaves the last of 20 bins empty
whole = rng.integers(1, 6, n)


def rows(w, bins):
    """Mean score, fraction, its error and weight of each bin with events."""
    out = []
    edges = np.linspace(0, 1, bins + 1)
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (scores >= low) & (scores < high)
        total = w[inside].sum()
        if total == 0:
            continue
        x, v = is_signal[inside].astype(float), w[inside]
        fraction = np.average(x, weights=v)
        # Every event may come once, twice or not at all (a Poisson number of times): Var w = w².
        gradient = (x - fraction) / total
        out.append([np.average(scores[inside].astype(float), weights=v), fraction,
                    np.sqrt(((gradient * v) ** 2).sum()), total])
    return out


def summary(w, bins):
    table = np.array(rows(w, bins))
    gap = np.abs(table[:, 0] - table[:, 1])
    return {"bins": bins, "rows": table.tolist(), "error": np.average(gap, weights=table[:, 3]), "maximum": gap.max()}


def scikit_learn(repeats, bins):
    fraction, mean = calibration_curve(
        np.repeat(is_signal, repeats), np.repeat(scores.astype(float), repeats), n_bins=bins)
    return np.column_stack([mean, fraction]).tolist()


out = {
    "scores": [float(s) for s in scores], "isSignal": is_signal.tolist(), "weights": weights.tolist(),
    "whole": whole.tolist(), "weighted": [summary(weights, bins) for bins in (5, 10, 20)],
    "unit": [{"bins": bins, "rows": scikit_learn(1, bins)} for bins in (5, 10, 20)],
    "repeated": [{"bins": bins, "rows": scikit_learn(whole, bins)} for bins in (5, 10, 20)],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
