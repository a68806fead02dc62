"""Numbers as Python's own format strings write them, for ValueFormatTests: python3 value_formats.py > value_formats.json"""

import json
import random
from decimal import Decimal

FORMATS = [
    ".0f", ".1f", ".2f", ".3f", ".6f", ".0%", ".1%", ".2%", ".0e", ".1e", ".3e", ".8e", ".0g", ".1g", ".2g", ".3g",
    ".4g", ".6g", ".12g", ".17g",
]

# Signs, zeros, ties on exact binary values (0.5, 2.5, 0.125, 1e22 is exact), what rounds up to one digit more,
# subnormal numbers and the largest one.
NUMBERS = [
    0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, 0.125, 0.375, -0.125, 0.25, 0.75, 1.005, 2.675, 0.045, 0.055, 0.995,
    9.5, 9.995, 99.95, 999.5, 9999.5, 99999.5, 999999.5, -0.0004, 0.0000999995, 0.0001, 0.00001, 12345.678,
    -12345.678, 1234567.0, 1e15, 1e16, 123456789012345680.0, 1e22, 1.7976931348623157e308, 5e-324, 2.5e-320,
    2.2250738585072014e-308, 3.141592653589793, 6.02214076e23, 8.2e-4, 0.28, 0.57, 0.1 + 0.2, 1e-7, 25, 35, 125, 1250,
    1350, 45000, 55000,
]


def plus_minus(value, uncertainty, digits):
    """Both at `digits` digits behind the point, which for Decimal is one rounding, half to even, of the exact value."""
    step = Decimal(1).scaleb(-digits)
    return [format(Decimal(number).quantize(step), "f") for number in (value, uncertainty)]


def main():
    draw = random.Random(20261124)
    numbers = NUMBERS + [
        draw.choice([-1, 1]) * draw.uniform(1, 10) * 10.0 ** draw.randint(-9, 9) for _ in range(30)
    ]
    cases = []
    for number in numbers:
        for form in draw.sample(FORMATS, 8):
            cases.append({"number": number, "format": form, "text": format(number, form)})
    pairs = []
    for _ in range(60):
        value = draw.choice([-1, 1]) * draw.uniform(1, 10) * 10.0 ** draw.randint(-2, 3)
        uncertainty = value * draw.choice([0.01, 0.1, 0.5, 3])
        digits = draw.randint(0, 5)
        text = plus_minus(value, abs(uncertainty), digits)
        pairs.append({"value": value, "uncertainty": abs(uncertainty), "digits": digits, "text": text})
    print(json.dumps({"cases": cases, "pairs": pairs}, indent=0))


main()
