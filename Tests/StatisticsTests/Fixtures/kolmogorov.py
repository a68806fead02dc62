"""Writes kolmogorov.json: distances and probabilities of the two-sample Kolmogorov-Smirnov test (SciPy), distances of weighted
samples by the definition (NumPy), and Kolmogorov's distribution (SciPy)."""
import json
import pathlib

import numpy as np
from scipy.special import kolmogorov
from scipy.stats import ks_2samp

rng = np.random.default_rng(20261126)


def effective(w):
    return w.sum() ** 2 / (w**2).sum()


def share(values, weights, points):
    """Weighted share at or below each point."""
    return np.array([weights[values <= x].sum() for x in points]) / weights.sum()


def probabilities(distance, n1, n2):
    root = np.sqrt(n1 * n2 / (n1 + n2))
    return float(kolmogorov(distance * (root + 0.12 + 0.11 / root))), float(kolmogorov(distance * root))


def case(n1, n2, shift, digits):
    first = np.round(rng.beta(2, 3, n1), digits).astype(np.float32)
    second = np.round(rng.beta(2, 3 - shift, n2), digits).astype(np.float32)
    v, w = np.round(rng.exponential(1, n1), 3), np.round(rng.exponential(0.1, n2), 4)
    v[0] = 0
    points = np.union1d(first, second)
    distance = np.abs(share(first, v, points) - share(second, w, points)).max()
    scipy = ks_2samp(first, second, method="asymp")
    p, plain = probabilities(distance, effective(v), effective(w))
    unit_p, unit_plain = probabilities(scipy.statistic, n1, n2)
    return {
        "first": [float(x) for x in first], "firstWeights": v.tolist(),
        "second": [float(x) for x in second], "secondWeights": w.tolist(),
        "distance": distance, "firstEffective": effective(v), "secondEffective": effective(w),
        "probability": p, "uncorrected": plain,
        "unitDistance": float(scipy.statistic), "unitProbability": unit_p, "unitUncorrected": unit_plain,
        "scipyProbability": float(scipy.pvalue),
    }


z = np.concatenate([[1e-3, 0.03, 0.05, 0.1], np.linspace(0.15, 3, 58), [0.9999999, 1.0000001, 4, 6, 9.5]])
cases = [case(200, 300, 0, 6), case(150, 120, 0.5, 2), case(40, 400, 0.9, 6), case(25, 30, 0, 6), case(300, 300, 0.3, 1)]
for c in cases:
    print(c["unitProbability"], c["unitUncorrected"], c["scipyProbability"])
out = {"cases": cases, "kolmogorov": [[float(x), float(kolmogorov(x))] for x in z]}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
