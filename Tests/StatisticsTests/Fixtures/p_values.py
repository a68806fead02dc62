"""Writes p_values.csv: exact Poisson and Z_Bi (arXiv:physics/0702156), by mpmath with 80 digits or more.

P(n, b) and I_x(n, m+1) are summed from their power series, whose terms are all positive, not taken from the integral that
the library evaluates; the first rows are checked against mpmath's own gammainc and betainc. Where the series in x converges
slowly (x near 1) the one in 1−x is, for the complement. Columns: s, b, f, ln p, Z. s, b and f are the exact Doubles.
"""
import pathlib
import random

from mpmath import betainc, erfc, exp, gammainc, log, log1p, loggamma, mp, mpf, pi, sqrt

DIGITS = 80
mp.dps = DIGITS


def poisson(n, b):
    term = total = mpf(1)
    k = 0
    while term > total * mpf(10) ** -DIGITS:
        k += 1
        term *= b / (n + k)
        total += term
    return n * log(b) - b - loggamma(n + 1) + log(total)


def beta_series(x, y, a, c):
    """ln I_x(a, c), y = 1 − x."""
    term = total = mpf(1)
    k = 0
    while term > total * mpf(10) ** -mp.dps:
        term *= x * (a + c + k) / (a + 1 + k)
        total += term
        k += 1
    return a * log(x) + c * log(y) + loggamma(a + c) - loggamma(a + 1) - loggamma(c) + log(total)


def binomial(n, b, f):
    m = 1 / f**2
    tau = m / b
    x, y = 1 / (1 + tau), tau / (1 + tau)
    if x < mpf("0.9"):
        return beta_series(x, y, n, m + 1)
    with mp.workdps(DIGITS + 60):
        p = -mp.expm1(beta_series(y, x, m + 1, n))
        if p > mpf(10) ** -50:
            return log(p)
    return beta_series(x, y, n, m + 1)


def z(ln_p):
    """Newton's method on ln p(Z)."""
    if ln_p > -log(2):
        return -z(log(-mp.expm1(ln_p)))
    x = sqrt(-2 * ln_p) if ln_p < -5 else mpf(1)
    for _ in range(200):
        tail = erfc(x / sqrt(2)) / 2
        step = (log(tail) - ln_p) * tail * sqrt(2 * pi) * exp(x * x / 2)
        x += step
        if abs(step) < mpf(10) ** (10 - DIGITS):
            return x
    raise ArithmeticError(ln_p)


def ln_p(s, b, f):
    s, b, f = mpf(s), mpf(b), mpf(f)
    return poisson(s + b, b) if f == 0 else binomial(s + b, b, f)


def points():
    rng = random.Random(702156)
    for s in [0, 1e-3, 1, 10, 1e3, 1e6]:
        for b in [1e-3, 0.1, 1, 20, 1e3, 1e6]:
            for f in [0, 1e-6, 1e-3, 0.1, 1, 10]:
                yield float(s), float(b), float(f)
    for s in [0, 1e3, 1e5, 1e6]:
        for f in [0, 1e-5]:
            yield float(s), 1e9, float(f)
    for _ in range(300):
        s, b = 10 ** rng.uniform(-3, 6), 10 ** rng.uniform(-3, 6)
        yield s, b, 0 if rng.random() < 0.2 else 10 ** rng.uniform(-6, 1)
    for _ in range(500):  # where analyses are
        b = 10 ** rng.uniform(-2, 4)
        yield b * 10 ** rng.uniform(-3, 2), b, rng.choice([0, 0.02, 0.05, 0.1, 0.3, 0.5, 1])


def check(s, b, f):
    n = mpf(s) + mpf(b)
    if f == 0:
        other = gammainc(n, 0, mpf(b), regularized=True)
    else:
        m = 1 / mpf(f) ** 2
        other = betainc(n, m + 1, 0, 1 / (1 + m / mpf(b)), regularized=True)
    assert abs(log(other) - ln_p(s, b, f)) < mpf(10) ** -40, (s, b, f)


if __name__ == "__main__":
    for point in [(3, 1.5, 0), (10, 20, 0), (3, 1.5, 0.3), (10, 20, 0.1), (2, 0.5, 2), (7, 30, 1), (40, 5, 0.05)]:
        check(*point)
    with open(pathlib.Path(__file__).with_suffix(".csv"), "w") as out:
        for point in points():
            point = [float(x) for x in point]
            logarithm = ln_p(*point)
            out.write(",".join(repr(float(x)) for x in [*point, logarithm, z(logarithm)]) + "\n")
