"""Writes bootstrap.json: scikit-learn's area under the ROC curve of the events of area.json, each repeated as often as it is drawn;
the draws from SplitMix64 (S. Vigna's splitmix64.c), one generator a replica. Beside it the spread of many replicas that NumPy
draws, with the classes as strata and without."""
import json
import pathlib

import numpy as np
from sklearn.metrics import roc_auc_score

MASK = 2**64 - 1
here = pathlib.Path(__file__)
events = json.loads(here.with_name("area.json").read_text())["cases"][0]
scores = np.float32(events["scores"])
is_signal = np.array(events["isSignal"])
weights = np.array(events["weights"])


class SplitMix64:
    def __init__(self, state):
        self.state = state

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, bound):
        """Unbiased: values in the incomplete lowest interval are drawn again."""
        while True:
            product = self.next() * bound
            if product & MASK >= 2**64 % bound:
                return product >> 64


def area(drawn):
    """The drawn events, as a sample of its own."""
    return roc_auc_score(is_signal[drawn], scores[drawn], sample_weight=weights[drawn])


def replica(number, groups):
    generator = SplitMix64(1000 + number)
    return area(np.concatenate([[group[generator.below(len(group))] for _ in group] for group in groups]))


assert SplitMix64(1234567).next() == 6457827717110365317
strata = [np.flatnonzero(is_signal), np.flatnonzero(~is_signal)]
whole = [np.arange(is_signal.size)]
rng = np.random.default_rng(20261128)


def spread(groups):
    return np.std([area(np.concatenate([rng.choice(g, len(g)) for g in groups])) for _ in range(10000)], ddof=1)


values = [replica(r, strata) for r in range(20)]
out = {
    "stratified": values, "mean": np.mean(values), "standardDeviation": np.std(values, ddof=1),
    "unstratified": [replica(r, whole) for r in range(20)], "spread": spread(strata),
    "unstratifiedSpread": spread(whole),
}
print(out["spread"], out["unstratifiedSpread"], events["variance"] ** 0.5)
here.with_suffix(".json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
