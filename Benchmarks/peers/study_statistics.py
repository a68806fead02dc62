"""Events above every cut on a score, and the significances that follow: Eq. (3.1) of arXiv:1806.00322, in NumPy."""

from dataclasses import dataclass

import numpy as np

# Effective background events, (Σw)²/Σw², that a cut has to leave where it is chosen.
ENOUGH = 10


@dataclass(frozen=True)
class Cuts:
    """Sums over the events with at least a score, for each distinct score, which fall."""

    cuts: np.ndarray
    signal: np.ndarray
    background: np.ndarray
    # Σw², the variance of these from the size of the simulated sample.
    signal_variance: np.ndarray
    background_variance: np.ndarray

    @classmethod
    def of(cls, scores, is_signal, weights):
        """Weights are in expected events."""
        order = np.argsort(-scores)
        falling, signal, weights = scores[order], is_signal[order], weights[order]
        last_of_equals = np.append(falling[1:] != falling[:-1], True)
        sums = (
            np.cumsum(np.where(chosen, weights**power, 0))[last_of_equals]
            for power in (1, 2)
            for chosen in (signal, ~signal)
        )
        return cls(falling[last_of_equals], *sums)

    def at(self, cuts):
        """The same for other cuts, each of which some event has to pass."""
        places = np.searchsorted(-self.cuts, -np.asarray(cuts, self.cuts.dtype), side="right") - 1
        sums = (self.signal, self.background, self.signal_variance, self.background_variance)
        return Cuts(np.asarray(cuts), *(array[places] for array in sums))

    @property
    def effective_background(self):
        with np.errstate(invalid="ignore"):
            return np.nan_to_num(self.background**2 / self.background_variance)

    def significance(self, systematic):
        """Z_A of each cut, and its uncertainty from the Σw², by error propagation; NaN without background."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return asimov(self, systematic)


def asimov(cuts, systematic):
    """Eq. (3.1) with σ_b = f b, Z²/2 = n ln(1 + s/(b(1 + f²n))) − ln(1 + f²s/(1 + f²b))/f², where n = s + b.

    The derivative of Z²/2 by s is ln(1 + s/(b(1 + f²n))), and by b the same less s/(b(1 + f²b)).
    """
    s, b, square = cuts.signal, cuts.background, systematic**2
    by_signal = np.log1p(s / (b * (1 + square * (s + b))))
    half = (s + b) * by_signal - np.log1p(square * s / (1 + square * b)) / square
    z = np.sqrt(2 * np.maximum(half, 0))
    by_background = by_signal - s / (b * (1 + square * b))
    variance = by_signal**2 * cuts.signal_variance + by_background**2 * cuts.background_variance
    defined = b > 0
    return np.where(defined, z, np.nan), np.where(defined, np.sqrt(variance) / z, np.nan)


def best(chosen_on, quoted_on, systematic):
    """The best cut of one sample that leaves enough background there, as the other has it; `None` where none does."""
    z, _ = chosen_on.significance(systematic)
    # Sums of rounded weights miss a whole number by that much.
    enough = chosen_on.effective_background >= ENOUGH * (1 - 1e-9)
    if not enough.any():
        return None
    cut = chosen_on.cuts[np.nanargmax(np.where(enough, z, -1))]
    if not cut <= quoted_on.cuts[0]:  # nor is it where a training has ended in NaN
        return None
    point = quoted_on.at([cut])
    z, error = point.significance(systematic)
    return {
        "cut": float(cut),
        "signal": float(point.signal[0]),
        "background": float(point.background[0]),
        "effective-background": float(point.effective_background[0]),
        "significance": float(z[0]),
        "uncertainty": float(error[0]),
    }
