"""The cross-sections of pairs of top squarks at 14 TeV that mass-grid.md uses.

    python stop_cross_sections.py

Elwood and Krücker (arXiv:1806.00322) quote 228.195 fb at 600 GeV and 17.6 fb at 900 GeV for 14 TeV. The published tables of the LHC SUSY
Cross Section Working Group are of 13 TeV (NNLO_approx + NNLL, by NNLL-fast, arXiv:1607.07741): SIGMA_13, in fb, from
https://twiki.cern.ch/twiki/bin/view/LHCPhysics/SUSYCrossSections13TeVstopsbottom. The factor between the two, whose logarithm is taken as
linear in the mass, is fixed by the two masses of the paper, so that both of its numbers come out as they are. It makes up for the energy
and for the order of the calculation at once; away from the two masses it is an estimate, good to about the 10 % to which the tables are
known themselves.
"""
import math

SIGMA_13 = {
    500: 609.0, 575: 266.0, 600: 205.0, 650: 125.0, 725: 62.4, 800: 32.6, 875: 17.7, 900: 14.5, 950: 9.91, 1025: 5.7,
    1100: 3.35,
}
PAPER_14 = {600: 228.195, 900: 17.6}


def factor(mass):
    low, high = (math.log(PAPER_14[m] / SIGMA_13[m]) for m in (600, 900))
    return math.exp(low + (mass - 600) / 300 * (high - low))


for mass, sigma in SIGMA_13.items():
    print(f"{mass} GeV: {sigma * factor(mass):.4g} fb, {factor(mass):.3f} of that at 13 TeV")
