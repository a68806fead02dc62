"""Fits Q of erfc(a) = exp(-a^2) t Q(t), t = 1/(1 + 0.4 a): prints its coefficients from t^9 down and the largest error.

    python normal.py        # mpmath
"""

from mpmath import chebyfit, erfc, exp, mp, mpf, nstr

mp.dps = 40
C = mpf("0.4")


def q(t):
    a = (1 / t - 1) / C
    return exp(a**2) * erfc(a) / t


coefficients, error = chebyfit(q, [1 / (1 + C * mpf("9.6")), 1], 10, error=True)
print(*(nstr(c, 12) for c in coefficients), sep="\n")
print("error", nstr(error, 3))
