"""Writes confusion.json: confusion matrices and what follows from them (scikit-learn) at cuts on the events of scan.json."""
import json
import pathlib

import numpy as np
from sklearn.metrics import accuracy_score, balanced_accuracy_score, confusion_matrix, precision_score, recall_score

here = pathlib.Path(__file__)
events = json.loads(here.with_name("scan.json").read_text())
scores = np.float32(events["scores"])
is_signal = np.array(events["isSignal"])
weights = np.array(events["weights"])


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
        "balancedAccuracy": balanced_accuracy_score(is_signal, kept, **args),
    }


out = [at(cut) for cut in [0, 0.123, 0.25, 0.5, 0.73, 0.9, 1]]
here.with_suffix(".json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
