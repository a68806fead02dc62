"""Writes area.json: areas under the ROC curve (scikit-learn) of weighted scores with ties, and their variances and covariance by
the definition, over all pairs of events (NumPy). `toys` are independent samples of one process, beside the spread of
scikit-learn's area over many more of them."""
import json
import pathlib

import numpy as np
from sklearn.metrics import roc_auc_score, roc_curve

rng = np.random.default_rng(20261125)


def components(scores, is_signal, weights):
    """Every pair of a signal and a background event: 1, ½ or 0."""
    x, y = scores[is_signal], scores[~is_signal]
    pairs = (x[:, None] > y) + 0.5 * (x[:, None] == y)
    p = weights[is_signal] / weights[is_signal].sum()
    q = weights[~is_signal] / weights[~is_signal].sum()
    return pairs @ q, p @ pairs, p, q, p @ pairs @ q


def delong(a, b, is_signal):
    """Covariance of two areas as in the paper of 1988, unit weights."""
    one = np.ones(len(a))
    xa, ya, *_ = components(a, is_signal, one)
    xb, yb, *_ = components(b, is_signal, one)
    return np.cov(xa, xb)[0, 1] / len(xa) + np.cov(ya, yb)[0, 1] / len(ya)


def weighted(a, b, is_signal, weights):
    """The same with weights."""
    xa, ya, p, q, area_a = components(a, is_signal, weights)
    xb, yb, _, _, area_b = components(b, is_signal, weights)

    def term(u, v, p):
        s2, s3 = (p**2).sum(), (p**3).sum()
        return (p**2 * (u - area_a) * (v - area_b)).sum() * s2 / (s2 - 2 * s3 + s2**2)

    return term(xa, xb, p) + term(ya, yb, q)


def draw(n_signal, n_background, digits):
    is_signal = np.arange(n_signal + n_background) < n_signal
    n = is_signal.size
    common = rng.normal(size=n)
    first = 1 / (1 + np.exp(-(common + rng.normal(size=n) * 0.7 + np.where(is_signal, 1.2, 0))))
    second = 1 / (1 + np.exp(-(common + rng.normal(size=n) * 0.9 + np.where(is_signal, 1.0, 0))))
    # Weights that depend on the score, as after a reweighting of the background.
    weights = np.round(rng.exponential(1, n) * np.where(is_signal, 0.1, 0.3 + 3 * first), 3)
    order = rng.permutation(n)
    return tuple(v[order] for v in (
        np.round(first, digits).astype(np.float32), np.round(second, digits).astype(np.float32), is_signal, weights))


def case(n_signal, n_background, digits):
    a, b, is_signal, w = draw(n_signal, n_background, digits)
    fpr, tpr, _ = roc_curve(is_signal, a, sample_weight=w, drop_intermediate=False)
    return {
        "scores": [float(s) for s in a],
        "others": [float(s) for s in b],
        "isSignal": is_signal.tolist(),
        "weights": w.tolist(),
        "area": roc_auc_score(is_signal, a, sample_weight=w),
        "otherArea": roc_auc_score(is_signal, b, sample_weight=w),
        "unitArea": roc_auc_score(is_signal, a),
        "variance": weighted(a, a, is_signal, w),
        "otherVariance": weighted(b, b, is_signal, w),
        "covariance": weighted(a, b, is_signal, w),
        "unitVariance": delong(a, a, is_signal),
        "unitCovariance": delong(a, b, is_signal),
    }


cases = [case(150, 250, 2), case(60, 40, 5), case(4, 7, 1), case(300, 300, 1)]
for c in cases:
    a, b, s = np.float32(c["scores"]), np.float32(c["others"]), np.array(c["isSignal"])
    assert np.isclose(weighted(a, b, s, np.ones(s.size)), c["unitCovariance"], rtol=1e-13)

toys = [draw(120, 200, 3) for _ in range(5000)]
areas = [roc_auc_score(s, a, sample_weight=w) for a, _, s, w in toys]
differences = [x - roc_auc_score(s, b, sample_weight=w) for x, (_, b, s, w) in zip(areas, toys)]
out = {
    "cases": cases,
    "toys": [{"scores": [float(x) for x in a.astype(float).round(3)], "others": [float(x) for x in b.astype(float).round(3)],
              "isSignal": s.tolist(), "weights": w.tolist()} for a, b, s, w in toys[:20]],
    "spread": float(np.std(areas, ddof=1)),
    "spreadOfDifferences": float(np.std(differences, ddof=1)),
}
print("mean variance / variance of toys:",
      np.mean([weighted(a, a, s, w) for a, _, s, w in toys[:1000]]) / np.var(areas, ddof=1))
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
