"""Writes significance.csv: Z_A (arXiv:1806.00322, Eq. 3.1 and 3.2) and its derivatives, by mpmath.

The derivatives are those of the textbook formula, differentiated by hand term by term and evaluated with 150 digits,
so that its cancellations (up to some 70 digits in the corners) leave more than 60. The first points are checked against
numerical differentiation. Columns: s, b, σ_b, Z, ∂Z/∂s, ∂Z/∂b, ∂Z/∂σ_b, dZ/db at constant σ_b/b.
"""
import pathlib
import random

from mpmath import diff, log, mp, mpf, sqrt

mp.dps = 150


def half_square(s, b, v):
    n = s + b
    if v == 0:
        return n * log(n / b) - s
    return n * log(n * (b + v) / (b * b + n * v)) - b * b / v * log(1 + v * s / (b * (b + v)))


def gradient(s, b, v):
    """∂/∂s, ∂/∂b at fixed v, ∂/∂v of half_square."""
    n = s + b
    if v == 0:
        return log(n / b), log(n / b) - s / b, -s * s / (2 * b * b)
    q = b * b + n * v
    w = 1 + v * s / (b * (b + v))
    control = b * b / v
    by_s = log(n * (b + v) / q) + 1 - n * v / q - control * v / (b * (b + v)) / w
    by_b = (log(n * (b + v) / q) + n * (1 / n + 1 / (b + v) - (2 * b + v) / q)
            - 2 * b / v * log(w) - control / w * (-v * s * (2 * b + v) / (b * (b + v)) ** 2))
    by_v = (n * (1 / (b + v) - n / q) + control / v * log(w)
            - control / w * (s / (b * (b + v)) - v * s / (b * (b + v) ** 2)))
    return by_s, by_b, by_v


def row(s, b, sigma):
    s, b, sigma = mpf(s), mpf(b), mpf(sigma)
    z = sqrt(2 * half_square(s, b, sigma**2))
    by_s, by_b, by_v = gradient(s, b, sigma**2)
    by_sigma = 2 * sigma * by_v
    return [z, by_s / z, by_b / z, by_sigma / z, (by_b + sigma / b * by_sigma) / z]


def check(s, b, sigma):
    s, b, sigma = mpf(s), mpf(b), mpf(sigma)
    z = lambda s, b, sigma: sqrt(2 * half_square(s, b, sigma**2))
    numeric = [diff(z, (s, b, sigma), order) for order in [(1, 0, 0), (0, 1, 0), (0, 0, 1)]]
    for mine, theirs in zip(row(s, b, sigma)[1:4], numeric):
        assert abs(mine - theirs) < mpf(10) ** -30 * abs(theirs), (s, b, sigma, mine, theirs)


def points():
    corners = ["1e-9", "1e-6", "1e-3", "1", "1e3", "1e6", "1e9"]
    for s in corners:
        for b in corners:
            for f in [0, 1e-6, 1e-3, 0.1, 1, 10]:
                yield float(s), float(b), f * float(b)
    rng = random.Random(1806_00322)
    for _ in range(2400):
        s, b = 10 ** rng.uniform(-9, 9), 10 ** rng.uniform(-9, 9)
        yield s, b, b * (0 if rng.random() < 0.15 else 10 ** rng.uniform(-6, 1))
    for _ in range(600):  # where analyses are
        b = 10 ** rng.uniform(-2, 4)
        yield b * 10 ** rng.uniform(-4, 2), b, b * rng.choice([0, 0.05, 0.1, 0.3, 0.5, 1])


if __name__ == "__main__":
    rows = list(points())
    for point in [p for p in rows if p[2] > 0][:40]:
        check(*point)
    with open(pathlib.Path(__file__).with_suffix(".csv"), "w") as out:
        for point in rows:
            out.write(",".join(repr(float(x)) for x in [*point, *row(*point)]) + "\n")
