"""Writes coverage.json: how often chance makes each method claim a significance, by NumPy and SciPy.

No signal; n ~ Poisson(b) events in the search region and m ~ Poisson(1/f²) in a control region τ = 1/(b f²) times as large;
b̂ = m/τ and σ̂ = √m/τ. The significance of every pair (n, m) whose probability matters is computed, and the probabilities of
those that reach z are added up: no use is made of Z rising with n. The methods are written down as they are defined:

* asimov: √(2 [D(n, μ) + D(m, τμ)]), D = scipy.special.kl_div, μ = (n+m)/(1+τ)
* zbi: scipy.special.betainc(n, m+1, 1/(1+τ)) and norm.isf
* averaged: P(n, b′) = scipy.special.gammainc integrated over the Gaussian by Gauss and Legendre's rule with 240 nodes
* poisson: gammainc(n, b̂)
* the two simple ratios

Without an excess, n ≤ b̂, nothing is claimed. With m = 0 the last four have b̂ = 0 and σ̂ = 0: an infinite significance for
n > 0, but √n for s/√(s+b). An equality of Z and z up to 10⁻¹⁰ counts as reached. "empty"
is how much of the size is due to m = 0.
"""
import json
import math
import pathlib

import numpy as np
from scipy.special import betainc, gammainc, kl_div
from scipy.stats import norm, poisson

BACKGROUNDS = [0.1, 0.3, 1, 3, 10, 30, 100]
SYSTEMATICS = [0, 0.1, 0.3, 0.5, 1]
THRESHOLDS = [1.64, 3, 5]
NODES, WEIGHTS = np.polynomial.legendre.leggauss(240)


def counts(mean):
    """All whose probability is above 10⁻⁴⁵."""
    k = np.arange(int(mean + 40 * math.sqrt(mean) + 60))
    return k[poisson.pmf(k, mean) > 1e-45]


def averaged(n, b, sigma):
    """Of an array of n at one b̂ > 0 and σ̂ > 0."""
    low, high = max(0, b - 10 * sigma), b + 10 * sigma
    nodes = low + (high - low) * (NODES + 1) / 2
    weights = WEIGHTS * (high - low) / 2 * norm.pdf(nodes, b, sigma)
    return gammainc(n[:, None], nodes[None, :]) @ weights / norm.cdf(b / sigma)


def known(n, b):
    """Significances of counts above a background that is known."""
    exact = norm.isf(gammainc(n, b))
    return {
        "asimov": np.sqrt(2 * kl_div(n, b)), "poisson": exact, "zbi": exact, "averaged": exact,
        "s/sqrt(s+b)": (n - b) / np.sqrt(n), "s/sqrt(b+sigma_b^2)": (n - b) / np.sqrt(b),
    }


def estimated(n, m, tau):
    """Significances of counts above b̂ = m/τ."""
    b, sigma = m / tau, math.sqrt(m) / tau
    mu = (n + m) / (1 + tau)
    infinite = np.full(len(n), np.inf)
    return {
        "asimov": np.sqrt(2 * (kl_div(n, mu) + kl_div(m, tau * mu))),
        "zbi": norm.isf(betainc(n, m + 1, 1 / (1 + tau))),
        "averaged": norm.isf(averaged(n, b, sigma)) if m > 0 else infinite,
        "poisson": norm.isf(gammainc(n, b)) if m > 0 else infinite,
        "s/sqrt(b+sigma_b^2)": (n - b) / math.sqrt(b + sigma**2) if m > 0 else infinite,
        "s/sqrt(s+b)": (n - b) / np.sqrt(n),
    }


def sizes(b, f):
    n = counts(b).astype(float)
    terms = {}
    for m in counts(1 / f**2) if f > 0 else [0]:
        tau = 1 / (b * f * f) if f > 0 else math.inf
        above = n[n > (m / tau if f > 0 else b)]
        if not len(above):
            continue
        weights = poisson.pmf(above, b) * (poisson.pmf(m, 1 / f**2) if f > 0 else 1)
        for method, z in (estimated(above, float(m), tau) if f > 0 else known(above, b)).items():
            for threshold in THRESHOLDS:
                given, empty = terms.setdefault((method, threshold), ([], []))
                reached = weights[z >= threshold * (1 - 1e-10)]
                given.extend(reached)
                if f > 0 and m == 0:
                    empty.extend(reached)
    return [
        {
            "background": b, "systematic": f, "method": method, "threshold": threshold,
            "size": math.fsum(given), "empty": math.fsum(empty),
        }
        for (method, threshold), (given, empty) in terms.items()
    ]


if __name__ == "__main__":
    rows = [row for b in BACKGROUNDS for f in SYSTEMATICS for row in sizes(b, f)]
    text = ",\n".join(json.dumps(row) for row in rows)
    pathlib.Path(__file__).with_suffix(".json").write_text(f"[\n{text}\n]\n")
