"""Writes significance.csv: Z_A (arXiv:1806.00322, Eq. 3.1 and 3.2) and its derivatives, by mpmath.

The derivatives are those of the textbook formula, differentiated by hand term by term and evaluated with 150 digits,
so that its cancellations (up to some 70 digits in the corners) leave more than 60. Every 250th point is checked against
numerical differentiation. Columns: s, b, σ_b, Z, ∂Z/∂s, ∂Z/∂b, ∂Z/∂σ_b, dZ/db at constant σ_b/b; the last five rounded to 16 digits.
"""
import pathlib
import random
from decimal import Decimal

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


def short(x):
    """Three significant digits, so that the file stays small; the point is the Double that they are read as."""
    return float(f"{x:.3g}")


def points():
    corners = ["1e-9", "1e-6", "1e-3", "1", "1e3", "1e6", "1e9"]
    for s in corners:
        for b in corners:
            for f in ["0", "1e-6", "1e-3", "0.1", "1", "10"]:
                yield float(s), float(b), float(Decimal(f) * Decimal(b))
    rng = random.Random(1806_00322)
    for _ in range(6900):
        s, b = short(10 ** rng.uniform(-9, 9)), short(10 ** rng.uniform(-9, 9))
        yield s, b, 0.0 if rng.random() < 0.15 else short(b * 10 ** rng.uniform(-5.99, 0.99))
    for _ in range(1800):  # where analyses are
        b = short(10 ** rng.uniform(-2, 4))
        yield short(b * 10 ** rng.uniform(-4, 2)), b, short(b * rng.choice([0, 0.05, 0.1, 0.3, 0.5, 1]))
    for _ in range(600):  # both regions full and the systematic about to take over, where ∂Z/∂b changes sign
        b = short(10 ** rng.uniform(-2, 9))
        sigma = short(min(10 * b, sqrt_of(b) * 10 ** rng.uniform(-1, 1)))
        yield min(1e9, short(b * 10 ** rng.uniform(-3, 2))), b, sigma
    for _ in range(450):  # hardly any signal, whose terms of first order cancel
        b = short(10 ** rng.uniform(-4, 9))
        yield max(1e-9, short(b * 10 ** rng.uniform(-9, -4))), b, short(b * 10 ** rng.uniform(-5.99, 0.99))


def sqrt_of(b):
    return float(sqrt(mpf(b)))


if __name__ == "__main__":
    rows = list(points())
    assert len(rows) >= 10_000
    assert all(1e-9 <= s <= 1e9 and 1e-9 <= b <= 1e9 and (v == 0 or 9.9e-7 < v / b < 10.01) for s, b, v in rows)
    for point in [p for p in rows if p[2] > 0][::250]:
        check(*point)
    with open(pathlib.Path(__file__).with_suffix(".csv"), "w") as out:
        for point in rows:
            values = [f"{x:.6g}" for x in point] + [f"{float(x):.16g}" for x in row(*point)]
            out.write(",".join(values).replace("e-0", "e-").replace("e+0", "e").replace("e+", "e") + "\n")
