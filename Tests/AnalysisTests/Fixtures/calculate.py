"""Formulas of uncertain numbers by the package `uncertainties`, which differentiates them itself.

    pip install uncertainties && python calculate.py      # writes calculate.json
"""

import json
import pathlib

from uncertainties import umath, ufloat

INPUTS = {"a": (5.28, 0.31), "b": (4.8, 0.3), "c": (-0.07, 0.02), "d": (1250.0, 35.0), "e": (3.0, None)}
FORMULAS = {
    "a / b": lambda a, b, c, d, e: a / b,
    "a - b": lambda a, b, c, d, e: a - b,
    "a - a": lambda a, b, c, d, e: a - a,
    "(a - b) / hypot(a, b)": lambda a, b, c, d, e: (a - b) / umath.hypot(a, b),
    "sqrt(d) * exp(c) + a^e": lambda a, b, c, d, e: umath.sqrt(d) * umath.exp(c) + a**e,
    "log10(d / a) - atan2(c, b)": lambda a, b, c, d, e: umath.log10(d / a) - umath.atan2(c, b),
    "100 * (a * a - 2 * a * b + b * b)": lambda a, b, c, d, e: 100 * (a * a - 2 * a * b + b * b),
    "e * e": lambda a, b, c, d, e: e * e,
}


def main():
    numbers = {name: value if error is None else ufloat(value, error) for name, (value, error) in INPUTS.items()}
    results = []
    for formula, function in FORMULAS.items():
        result = function(**numbers)
        known = hasattr(result, "nominal_value")
        results.append({
            "formula": formula, "value": result.nominal_value if known else result,
            "uncertainty": result.std_dev if known else None})
    inputs = [{"name": name, "value": value, "uncertainty": error} for name, (value, error) in INPUTS.items()]
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps({"inputs": inputs, "results": results}, indent=1) + "\n")


main()
