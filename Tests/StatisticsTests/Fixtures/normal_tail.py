"""Writes normal_tail.csv: Z and ln p, p = erfc(Z/√2)/2, by mpmath with 80 digits. Z is the exact Double."""
import pathlib
import random

from mpmath import erfc, log, mp, mpf, sqrt

mp.dps = 80


def logarithm(z):
    # Near p = 1 by the complement, so that ln p ≈ −(1−p) keeps its digits.
    return mp.log1p(-erfc(-z / sqrt(2)) / 2) if z < -3 else log(erfc(z / sqrt(2)) / 2)


if __name__ == "__main__":
    rng = random.Random(1)
    zs = [0.0, 1e-3, 1.0, 1.64, 3.0, 5.0, 8.3, 19.999, 20.0, 20.001, 38.5, 100.0, 1000.0, 1e4]
    zs += [10 ** rng.uniform(-3, 3) for _ in range(400)]
    zs += [10 ** rng.uniform(3, 6) for _ in range(20)]
    zs += [-(10 ** rng.uniform(-3, 1.5)) for _ in range(100)]
    with open(pathlib.Path(__file__).with_suffix(".csv"), "w") as out:
        for z in zs:
            out.write(f"{z!r},{float(logarithm(mpf(z)))!r}\n")
