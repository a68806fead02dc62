"""Writes z_bi.csv: the significance Z_Bi (arXiv:physics/0702156) of whole counts by SciPy.

p = I_{1/(1+τ)}(n, m+1) by scipy.special.betainc, with m = 1/f² and τ = m/b, and Z by scipy.stats.norm.isf. Where m is
whole, p is compared with the binomial tail of scipy.stats.binom, and that of all rows with a sum of Python's own.
Columns: n, b, f, Z.
"""
import math
import pathlib

from scipy.special import betainc
from scipy.stats import binom, norm

BACKGROUNDS = [0.1, 0.3, 1, 1.7, 3, 6.8, 10, 18.2, 30, 100, 326, 1000]
SYSTEMATICS = [0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 0.7, 1]
EXCESSES = [0, 0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 8]  # in units of √(b + σ_b²)


def points():
    for b in BACKGROUNDS:
        for f in SYSTEMATICS:
            spread = math.sqrt(b + (f * b) ** 2)
            counts = [math.ceil(b + k * spread) for k in EXCESSES] + ([1, 2, 3, 4, 5] if b < 1 else [])
            yield from ((n, b, f) for n in sorted(set(counts)))


def term_by_term(n, m, x):
    """I_x(n, m+1), the power series of positive terms."""
    first = math.exp(
        n * math.log(x) + (m + 1) * math.log1p(-x) + math.lgamma(n + m + 1) - math.lgamma(n + 1) - math.lgamma(m + 1))
    terms = [first]
    while terms[-1] > 1e-18 * terms[0] or len(terms) < n:
        k = len(terms) - 1
        terms.append(terms[-1] * x * (n + m + 1 + k) / (n + 1 + k))
    return math.fsum(terms)


if __name__ == "__main__":
    lines = []
    for n, b, f in points():
        m = 1 / f**2
        x = 1 / (1 + m / b)
        p = betainc(n, m + 1, x)
        assert abs(p / term_by_term(n, m, x) - 1) < 1e-9, (n, b, f)
        if abs(m - round(m)) < 1e-9:
            assert abs(p / binom.sf(n - 1, n + round(m), x) - 1) < 1e-9, (n, b, f)
        lines.append(f"{n},{b},{f},{float(norm.isf(p))!r}\n")
    pathlib.Path(__file__).with_suffix(".csv").write_text("".join(lines))
