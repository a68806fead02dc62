"""Makes linear_ticks.json: ticks by exact rational arithmetic, and matplotlib's choice (3.11).

Asimov takes the smallest of the steps 1, 2, 2.5, 5 x 10^n that puts at most `limit` ticks, at least two, into a range.
Here that is found with fractions, without a rounding error. matplotlib's MaxNLocator follows another rule for how many
ticks to make; what it chooses must be among the candidates, if it has two or more ticks in the range.

    python linear_ticks.py > linear_ticks.json
"""
import json
import math
import random
from decimal import Decimal
from fractions import Fraction

from matplotlib.ticker import MaxNLocator

STEPS = [Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5)]


def inside(step, low, high):
    return range(math.ceil(low / step), math.floor(high / step) + 1)


def exact(low, high, limit):
    for power in range(-40, 40):
        for mantissa in STEPS:
            step = mantissa * Fraction(10) ** power
            if step * limit * 2 < high - low:
                continue
            multiples = inside(step, low, high)
            if 2 <= len(multiples) <= limit:
                return step, [k * step for k in multiples]
    raise ValueError((low, high, limit))


def labels(step, ticks):
    largest = max(abs(t) for t in ticks)
    exponent = None
    if largest >= 10**5 or largest < Fraction(1, 1000):
        exponent = math.floor(math.log10(largest) + 1e-9)
    scale = Fraction(10) ** (exponent or 0)
    decimals = next(d for d in range(60) if (step / scale * 10**d).denominator == 1)
    texts = [f"{Decimal((t / scale).numerator) / Decimal((t / scale).denominator):.{decimals}f}" for t in ticks]
    return [t.replace("-", "\u2212") for t in texts], exponent


def row(low, high, limit):
    a, b = Fraction(str(low)), Fraction(str(high))
    step, ticks = exact(a, b, limit)
    texts, exponent = labels(step, ticks)
    locator = MaxNLocator(nbins=max(limit - 1, 1), steps=[1, 2, 2.5, 5, 10])
    slack = 1e-9 * (high - low)
    theirs = [float(t) for t in locator.tick_values(low, high) if low - slack <= t <= high + slack]
    return {
        "low": low, "high": high, "limit": limit, "values": [float(t) for t in ticks], "labels": texts,
        "exponent": exponent, "matplotlib": theirs if 2 <= len(theirs) <= limit else [],
    }


random.seed(4)
ranges = [
    (0, 1, 8), (0, 1, 11), (0, 0.3, 7), (-1, 1, 9), (0.97, 30.87, 8), (0, 3.8, 9), (0, 250000, 6), (-3e-5, 3e-5, 7),
    (0.1, 0.30000000000000004, 5), (1e-7, 9e-7, 5), (0, 99999, 6), (0, 100000, 6), (1000000.5, 1000003.5, 5),
    (-0.0005, 0.0015, 6), (2, 7, 3), (-50, -10, 6), (0, 1e12, 6), (0.00099, 0.00101, 5),
]
for _ in range(60):
    size = 10 ** random.uniform(-9, 9)
    low = float(f"{random.uniform(-1, 1) * size:.6g}")
    ranges.append((low, float(f"{low + random.uniform(0.05, 2) * size:.6g}"), random.randint(4, 10)))
print(json.dumps([row(*r) for r in ranges], indent=0, ensure_ascii=False))
