"""Writes gaussian_average.csv: the Poisson p-value averaged over a truncated Gaussian (Cousins–Highland), by mpmath.

The double integral as it is defined, of the power series of P(n, b′) times the Gaussian, by panels with 60 digits; the library evaluates another one, with the order changed. Two rows are repeated with half as wide panels.
Columns: s, b, f, ln p, Z.
"""
import pathlib
import random

from mpmath import erfc, exp, linspace, log, loggamma, mp, mpf, pi, quad, sqrt

from p_values import z

DIGITS = 60


def incomplete(n, b):
    """ln P(n, b)."""
    term = total = mpf(1)
    k = 0
    while term > total * mpf(10) ** -DIGITS or k < b - n:
        k += 1
        term *= b / (n + k)
        total += term
    return n * log(b) - b - loggamma(n + 1) + log(total)


def height(n, b, sigma):
    """The logarithm of the integrand."""
    return lambda x: incomplete(n, x) - ((x - b) / sigma) ** 2 / 2


def peak_and_width(h, hi):
    """Of the integrand, which is log-concave, to place the panels."""
    with mp.workdps(20):
        lo, top = mpf(0), hi
        for _ in range(90):
            third = (hi - lo) / 3
            if h(lo + third) < h(hi - third):
                lo += third
            else:
                hi -= third
        near, far = mpf(0), top
        for _ in range(60):
            middle = (near + far) / 2
            if h(hi) - h(hi + middle) < 0.5:
                near = middle
            else:
                far = middle
    return hi, far


def ln_p(s, b, f, panels=12):
    s, b, f = mpf(s), mpf(b), mpf(f)
    n, sigma = s + b, f * b
    h = height(n, b, sigma)
    peak, width = peak_and_width(h, n + sigma)
    top = h(peak)
    g = lambda x: exp(h(x) - top) if x > 0 else mpf(0)
    lower = max(mpf(0), peak - 18 * width)
    edges = linspace(lower, peak, panels) + linspace(peak, peak + 18 * width, panels)[1:]
    if lower > 0:
        edges = linspace(max(mpf(0), lower - 20 * sigma), lower, panels)[:-1] + edges
    edges += linspace(edges[-1], edges[-1] + 20 * sigma, panels)[1:]
    total = quad(g, edges[1:], method="gauss-legendre", maxdegree=4)
    # P(n, b′) ~ b′ⁿ has a branch point at 0.
    total += quad(g, edges[:2], method="tanh-sinh", maxdegree=8)
    return top + log(total / (sigma * sqrt(2 * pi)) / (erfc(-1 / (f * sqrt(2))) / 2))


def points():
    rng = random.Random(320331)
    for s in [0, 1e-3, 1, 30]:
        for b in [1e-2, 1, 20]:
            for f in [1e-3, 0.1, 0.5, 2]:
                yield float(s), float(b), float(f)
    for _ in range(20):
        b = 10 ** rng.uniform(-2, 2)
        yield b * 10 ** rng.uniform(-2, 1), b, rng.choice([0.02, 0.05, 0.1, 0.3, 0.5, 1])
    yield from [(10.0, 20.0, 1e-6), (100.0, 2e3, 1e-3), (300.0, 2e3, 0.03), (30.0, 2e3, 0.1), (1e3, 1e4, 0.01)]


if __name__ == "__main__":
    mp.dps = DIGITS
    for point in [(1.0, 1.0, 0.5), (30.0, 20.0, 0.1)]:
        assert abs(ln_p(*point) - ln_p(*point, panels=24)) < mpf(10) ** -30, point
    with open(pathlib.Path(__file__).with_suffix(".csv"), "w") as out:
        for point in points():
            logarithm = ln_p(*point)
            mp.dps = 80
            row = [*point, logarithm, z(logarithm)]
            mp.dps = DIGITS
            out.write(",".join(repr(float(x)) for x in row) + "\n")
