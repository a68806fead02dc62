"""Draws the events that `asimov init` ships, Sources/asimov/Starter/data/*.csv, from the files beside this script.

    pip install h5py numpy
    python sample.py

They pass one more cut, m_T > 100 GeV, which the W boson of a background event hardly survives and a search would make anyhow;
the script prints the efficiencies that this leaves. Of the background it keeps an event with a probability that grows with
its weight and with m_T2^W, and divides the weight by that probability: sums over the kept events estimate sums over all of them
without bias, and more of them fall where signal is found. Asimov scales the weights of a sample to luminosity × cross-section ×
efficiency, so that only their ratios count. Signal events weigh the same and are kept with one probability. Momenta and
masses are rounded to 1 GeV, far below the resolution of any jet, and weights to three digits.
"""

import pathlib

import h5py
import numpy

FOLDER = pathlib.Path(__file__).resolve().parent
STARTER = FOLDER.parent.parent / "Sources" / "asimov" / "Starter" / "data"
COLUMNS = ["MET", "HT", "MT", "MT2W", "sel_lep_pt0", "n_jet", "n_bjet"]


def read(name, efficiency):
    """The events that pass the cut."""
    with h5py.File(FOLDER / name) as file:
        events = {column: file[column][:].astype(float) for column in COLUMNS + ["weight"]}
    passed = events["MT"] > 100
    share = events["weight"][passed].sum() / events["weight"].sum()
    print(f"{name}: efficiency {efficiency} × {share:.4f} = {efficiency * share:.4g}")
    return {column: values[passed] for column, values in events.items()}


def keep(events, probability, generator, name):
    """Writes the events that chance keeps."""
    probability = numpy.minimum(1, probability)
    kept = numpy.flatnonzero(generator.random(len(probability)) < probability)
    weights = events["weight"] / probability
    with open(STARTER / name, "w") as output:
        output.write(",".join(COLUMNS + ["weight"]) + "\n")
        for event in kept:
            values = [f"{events[column][event]:.0f}" for column in COLUMNS]
            output.write(",".join(values) + f",{weights[event]:.3g}\n")


generator = numpy.random.Generator(numpy.random.Philox(1))
STARTER.mkdir(parents=True, exist_ok=True)

signal = read("stop_600_400.h5", 0.14)
keep(signal, 0.05 * signal["weight"], generator, "signal.csv")

background = read("ttbar.h5", 8.2e-4)
# A pair of top quarks ends near 173 GeV.
relevance = numpy.where(background["MT2W"] > 170, 5, 1)
keep(background, 0.25 * background["weight"] * relevance, generator, "background.csv")
