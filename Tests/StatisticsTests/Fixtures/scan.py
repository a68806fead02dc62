"""Writes scan.json: weighted scores with many ties, what NumPy makes of every cut on them, their histograms (NumPy), and the ROC
curve, its area and the accuracy (scikit-learn)."""
import json
import pathlib

import numpy as np
from sklearn.metrics import accuracy_score, roc_auc_score, roc_curve

rng = np.random.default_rng(20261123)
n = 600
is_signal = rng.random(n) < 0.45
raw = np.where(is_signal, rng.beta(4, 2, n), rng.beta(2, 3, n))
scores = np.where(rng.random(n) < 0.6, np.round(raw, 2), raw).astype(np.float32)
scores[:4] = [0, 1, 0, 1]
weights = np.where(is_signal, 0.11, 1.7) * rng.exponential(1, n)
weights[10:20] = 0

order = np.argsort(-scores, kind="stable")
last = np.append(np.flatnonzero(np.diff(scores[order])), n - 1)


def above(w):
    return np.cumsum(w[order])[last].tolist()


def histogram(values, weights, edges):
    kwargs = dict(bins=len(edges) - 1, range=(edges[0], edges[-1]))
    values = values.astype(np.float64)
    return {
        "range": [edges[0], edges[-1]],
        "contents": np.histogram(values, weights=weights, **kwargs)[0].tolist(),
        "variances": np.histogram(values, weights=weights**2, **kwargs)[0].tolist(),
        "density": np.histogram(values, weights=weights, density=True, **kwargs)[0].tolist(),
        "underflow": weights[values < edges[0]].sum(),
        "overflow": weights[values > edges[-1]].sum(),
    }


fpr, tpr, _ = roc_curve(is_signal, scores, sample_weight=weights, drop_intermediate=False)
out = {
    "scores": [float(s) for s in scores],
    "isSignal": is_signal.tolist(),
    "weights": weights.tolist(),
    "cuts": [float(s) for s in scores[order][last]],
    "signal": above(np.where(is_signal, weights, 0)),
    "background": above(np.where(is_signal, 0, weights)),
    "signalVariance": above(np.where(is_signal, weights, 0) ** 2),
    "backgroundVariance": above(np.where(is_signal, 0, weights) ** 2),
    "truePositiveRate": tpr.tolist(),
    "falsePositiveRate": fpr.tolist(),
    "area": roc_auc_score(is_signal, scores, sample_weight=weights),
    "unweightedArea": roc_auc_score(is_signal, scores),
    "accuracy": {str(c): accuracy_score(is_signal, scores >= np.float32(c), sample_weight=weights)
                 for c in [0, 0.25, 0.5, 0.73, 1]},
    "histograms": [histogram(scores, weights, np.linspace(low, high, bins + 1).tolist())
                   for low, high, bins in [(0, 1, 20), (0, 1, 7), (0.2, 0.75, 11), (-1, 3, 40)]],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
