"""Writes sample_systematics.json: scores of a signal and of three background samples whose yields are uncertain by 30, 10 and 0 %;
σ_b/b above every cut (NumPy) and Z_A there with a further 5 % (mpmath)."""
import json
import pathlib

import mpmath
import numpy as np

rng = np.random.default_rng(20261127)
n = 400
systematics = [0.9, 0.3, 0.1, 0.0]
sample = rng.integers(0, 4, n)
raw = np.where(sample == 0, rng.beta(4, 2, n), rng.beta(2, 2 + sample, n))
scores = np.where(rng.random(n) < 0.5, np.round(raw, 2), raw).astype(np.float32)
weights = np.array([0.2, 1.5, 4.0, 0.7])[sample] * rng.exponential(1, n)
order = np.argsort(-scores, kind="stable")
last = np.append(np.flatnonzero(np.diff(scores[order])), n - 1)


def above(chosen):
    return np.cumsum(np.where(chosen, weights, 0)[order])[last]


signal, parts = above(sample == 0), [above(sample == k) for k in (1, 2, 3)]
background = sum(parts)
uncertainty = np.sqrt(sum((f * b) ** 2 for f, b in zip(systematics[1:], parts)))
own = np.where(background > 0, uncertainty / np.where(background > 0, background, 1), 0)

mpmath.mp.dps = 50


def asimov(s, b, f):
    s, b, v = mpmath.mpf(s), mpmath.mpf(b), (mpmath.mpf(f) * mpmath.mpf(b)) ** 2
    return float(mpmath.sqrt(2 * ((s + b) * mpmath.log((s + b) * (b + v) / (b * b + (s + b) * v))
                                  - b * b / v * mpmath.log(1 + v * s / (b * (b + v))))))


common = 0.05
z = [asimov(s, b, np.hypot(common, f)) if b > 0 and s > 0 else None for s, b, f in zip(signal, background, own)]
out = {
    "scores": [float(s) for s in scores], "sample": sample.tolist(), "weights": weights.tolist(),
    "systematics": systematics, "own": own.tolist(), "common": common, "significance": z,
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
