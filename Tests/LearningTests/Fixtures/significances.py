"""ℓ(s, b) of both counting losses with derivatives, by mpmath with 700 digits: writes significances.json.

    python significances.py    # mpmath

The formulas are those printed in the paper, Eqs. (3.1), (3.2), (4.5), (4.6); the derivatives are central differences of
them, with steps of 10⁻¹⁵⁰ relative, so that neither rounding nor truncation reaches a Double.
"""

import json
from pathlib import Path

from mpmath import log, mp, mpf, sqrt

mp.dps = 700


def square(s, b):
    return (s + b) / s**2


def asimov(s, b, f):
    if f == 0:
        return 1 / sqrt(2 * ((s + b) * log(1 + s / b) - s))
    v = (f * b) ** 2
    return 1 / sqrt(
        2
        * (
            (s + b) * log((s + b) * (b + v) / (b * b + (s + b) * v))
            - b * b / v * log(1 + v * s / (b * (b + v)))
        )
    )


def derivative(function, at):
    h = abs(at) * mpf(10) ** -150
    return (function(at + h) - function(at - h)) / (2 * h)


rows = []
SIZES = ["1e-50", "1e-30", "1e-12", "1e-5", "0.03", "1", "17.5", "958.419", "20762.4", "1e9", "1e20"]
for s_text in SIZES:
    for b_text in SIZES:
        s, b = mpf(float(s_text)), mpf(float(b_text))
        functions = [(-1, lambda s, b: square(s, b))]
        functions += [(f, lambda s, b, f=mpf(f): asimov(s, b, f)) for f in (0.0, 1e-4, 0.1, 0.5, 3.0)]
        for f, function in functions:
            rows.append(
                [float(s), float(b), f]
                + [
                    float(value)
                    for value in (
                        function(s, b),
                        derivative(lambda u: function(u, b), s),
                        derivative(lambda u: function(s, u), b),
                    )
                ]
            )
text = ",\n".join(json.dumps(row) for row in rows)
Path(__file__).with_name("significances.json").write_text(f"[\n{text}\n]\n")
