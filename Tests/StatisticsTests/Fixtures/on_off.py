"""Writes on_off.csv: the significance of Li and Ma, ApJ 272 (1983) 317, Eq. 17, by mpmath with 100 digits.

The first rows are checked against the likelihood ratio itself, its background found by golden section search.
Columns: n, m, τ, Z with the sign of n − m/τ. n, m and τ are the exact Doubles.
"""
import pathlib
import random

from mpmath import log, mp, mpf, sqrt

mp.dps = 100


def xlog(x, y):
    return x * log(y) if x > 0 else mpf(0)


def z(n, m, tau):
    n, m, tau = mpf(n), mpf(m), mpf(tau)
    alpha = 1 / tau
    half = xlog(n, (1 + alpha) / alpha * n / (n + m)) + xlog(m, (1 + alpha) * m / (n + m))
    return (1 if n * tau > m else -1) * sqrt(2 * half)


def by_maximisation(n, m, tau):
    n, m, tau = mpf(n), mpf(m), mpf(tau)
    likelihood = lambda s, b: xlog(n, s + b) - (s + b) + xlog(m, tau * b) - tau * b
    low, high = mpf(10) ** -20, n + m / tau
    golden = (sqrt(5) - 1) / 2
    while high - low > mpf(10) ** -45:
        left, right = high - golden * (high - low), low + golden * (high - low)
        if likelihood(0, left) < likelihood(0, right):
            low = left
        else:
            high = right
    return sqrt(2 * (likelihood(n - m / tau, m / tau) - likelihood(0, low)))


def points():
    rng = random.Random(1983)
    for n in [0, 1, 5, 1000]:
        for m in [0, 1, 5, 1000]:
            for tau in [1e-3, 0.1, 1, 5, 1e3]:
                if n * tau != m:
                    yield float(n), float(m), float(tau)
    for _ in range(600):
        yield tuple(10 ** rng.uniform(-6, 9) for _ in range(3))
    for _ in range(200):  # near no excess
        m, tau = 10 ** rng.uniform(0, 8), 10 ** rng.uniform(-2, 2)
        yield m / tau * (1 + 10 ** rng.uniform(-8, -1) * rng.choice([-1, 1])), m, tau


if __name__ == "__main__":
    for n, m, tau in [(5, 3, 2), (20, 30, 2), (7, 1, 0.5), (3, 40, 10), (0, 3, 1), (140, 300, 5)]:
        assert abs(by_maximisation(n, m, tau) - abs(z(n, m, tau))) < mpf(10) ** -30, (n, m, tau)
    with open(pathlib.Path(__file__).with_suffix(".csv"), "w") as out:
        for point in points():
            out.write(",".join(repr(float(x)) for x in [*point, z(*point)]) + "\n")
