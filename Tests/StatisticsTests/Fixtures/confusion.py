"""Writes confusion.json: confusion matrices and what follows from them (scikit-learn) at cuts on the events of scan.json, with the
errors of shares from their gradient by every event's weight and the variances of sums (NumPy)."""
import json
import pathlib

import numpy as np
from sklearn.metrics import accuracy_score, balanced_accuracy_score, confusion_matrix, precision_score, recall_score

here = pathlib.Path(__file__)
events = json.loads(here.with_name("scan.json").read_text())
scores = np.float32(events["scores"])
is_signal = np.array(events["isSignal"])
weights = np.array(events["weights"])


def uncertainty(chosen, among):
    """Of the share Σw(chosen)/Σw(among)."""
    w, c = weights[among], chosen[among]
    share = w[c].sum() / w.sum()
    return float(np.sqrt((((c - share) / w.sum() * w) ** 2).sum()))


def at(cut):
    kept = scores >= np.float32(cut)
    (tn, fp), (fn, tp) = confusion_matrix(is_signal, kept, sample_weight=weights)
    args = dict(sample_weight=weights)
    return {
        "cut": cut,
        "truePositives": tp, "falsePositives": fp, "trueNegatives": tn, "falseNegatives": fn,
        "purity": precision_score(is_signal, kept, **args),
        "signalEfficiency": recall_score(is_signal, kept, **args),
        "backgroundRejection": recall_score(~is_signal, ~kept, **args),
        "accuracy": accuracy_score(is_signal, kept, **args),
        "signalEfficiencyUncertainty": uncertainty(kept, is_signal),
        "backgroundEfficiencyUncertainty": uncertainty(kept, ~is_signal),
        "accuracyUncertainty": uncertainty(kept == is_signal, np.full(len(kept), True)),
        "variances": [
            float((weights[a & b] ** 2).sum())
            for a, b in [(is_signal, kept), (~is_signal, kept), (~is_signal, ~kept), (is_signal, ~kept)]
        ],
        "balancedAccuracy": balanced_accuracy_score(is_signal, kept, **args),
    }


out = [at(cut) for cut in [0, 0.123, 0.25, 0.5, 0.73, 0.9, 1]]
here.with_suffix(".json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
