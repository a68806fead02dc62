"""Writes cut_bootstrap.json: the spread of significances of fixed cuts over samples that NumPy draws from the events of scan.json, all
of them, with replacement."""
import json
import pathlib

import numpy as np

here = pathlib.Path(__file__)
events = json.loads(here.with_name("scan.json").read_text())
scores = np.float32(events["scores"])
is_signal = np.array(events["isSignal"])
weights = np.array(events["weights"])
rng = np.random.default_rng(20261125)
n = len(scores)


def asimov(s, b, f):
    if f == 0:
        return np.sqrt(2 * ((s + b) * np.log1p(s / b) - s))
    v = (f * b) ** 2
    first = (s + b) * np.log1p(s * b / (b * b + (s + b) * v))
    return np.sqrt(2 * (first - b * b / v * np.log1p(v * s / (b * (b + v)))))


formulae = {"asimov": asimov, "s/sqrt(s+b)": lambda s, b, f: s / np.sqrt(s + b), "s/sqrt(b)": lambda s, b, f: s / np.sqrt(b)}


def row(estimate, cut, f, replicas=20000):
    kept = scores >= np.float32(cut)
    counts = rng.multinomial(n, np.full(n, 1 / n), size=replicas)
    s = counts @ (weights * (kept & is_signal))
    b = counts @ (weights * (kept & ~is_signal))
    z = formulae[estimate](s, b, f)
    return {"estimate": estimate, "cut": cut, "systematic": f, "mean": z.mean(), "spread": z.std(ddof=1)}


out = [row("asimov", 0.25, 0.1), row("asimov", 0.5, 0), row("asimov", 0.73, 0.4), row("s/sqrt(s+b)", 0.5, 0),
       row("s/sqrt(s+b)", 0.0, 0), row("s/sqrt(b)", 0.6, 0)]
here.with_suffix(".json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
