"""Writes improvement.json: ε_s/√ε_b on the events of scan.json from the ROC curve of scikit-learn, its error from the gradient by
every event's weight, and its maximum under several minima of effective background events (NumPy)."""
import json
import pathlib

import numpy as np
from sklearn.metrics import roc_curve

here = pathlib.Path(__file__)
events = json.loads(here.with_name("scan.json").read_text())
counted = np.array(events["weights"]) > 0
scores = np.float32(events["scores"])[counted]
is_signal = np.array(events["isSignal"])[counted]
weights = np.array(events["weights"])[counted]

fpr, tpr, cuts = roc_curve(is_signal, scores, sample_weight=weights, drop_intermediate=False)
passed = fpr > 0
fpr, tpr, cuts = fpr[passed], tpr[passed], cuts[passed]


def effective(w):
    return w.sum() ** 2 / (w**2).sum()


def uncertainty(cut, eps_s, eps_b):
    kept = scores >= cut
    s, b = weights[is_signal].sum(), weights[~is_signal].sum()
    gradient = np.where(is_signal, (kept - eps_s) / s / np.sqrt(eps_b), -0.5 * eps_s * eps_b**-1.5 * (kept - eps_b) / b)
    return np.sqrt(((gradient * weights) ** 2).sum())


value = tpr / np.sqrt(fpr)
errors = [uncertainty(*row) for row in zip(cuts, tpr, fpr)]
background = [effective(weights[~is_signal & (scores >= cut)]) for cut in cuts]


def best(minimum):
    candidates = np.flatnonzero(np.array(background) >= minimum)
    index = candidates[np.argmax(value[candidates])]
    return {"minimum": minimum, "cut": float(cuts[index]), "improvement": value[index]}


out = {
    "cuts": [float(c) for c in cuts], "signalEfficiency": tpr.tolist(), "backgroundEfficiency": fpr.tolist(),
    "improvement": value.tolist(), "uncertainty": errors, "effectiveBackground": background,
    "best": [best(minimum) for minimum in (0, 3, 10, 40, 120)],
}
print(out["best"])
here.with_suffix(".json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
