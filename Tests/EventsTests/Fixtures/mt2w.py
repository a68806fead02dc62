"""Writes mt2w.json: 1200 leptons, pairs of jets and missing momenta from the PYTHIA 8 events in templates/data, and m_T2^W of each
by SciPy's minimisers. The neutrino is taken along the paraboloid on which it makes a W with the lepton, so that every point is
allowed, and the larger of the two masses is minimised from 16 starts by Nelder and Mead's method, then once more from the best.

Run where numpy, scipy and h5py are installed: python mt2w.py ../../../templates/data"""

import json
import sys

import h5py
import numpy as np
from scipy.optimize import minimize

MW = 80.4


def four(pt, eta, phi, energy):
    return [pt * np.cos(phi), pt * np.sin(phi), pt * np.sinh(eta), energy]


def events(folder, random):
    for sample in ["stop_900_100", "stop_600_400", "ttbar"]:
        with h5py.File(f"{folder}/{sample}.h5") as file:
            table = {name: file[name][:400].astype(float) for name in file}
        for i in range(400):
            get = lambda name: table[name][i]
            lepton = four(get("sel_lep_pt0"), get("sel_lep_eta0"), get("sel_lep_phi0"), get("sel_lep_E0"))
            jets = [four(*(get(f"selJet_{v}{j}") for v in ["pt", "eta", "phi", "E"])) for j in range(3)]
            first, second = random.permutation(3)[:2]
            # m_T gives the angle between the lepton and the missing momentum but for its sign.
            cosine = 1 - get("MT") ** 2 / (2 * get("sel_lep_pt0") * get("MET"))
            angle = get("sel_lep_phi0") + random.choice([-1, 1]) * np.arccos(np.clip(cosine, -1, 1))
            missing = [get("MET") * np.cos(angle), get("MET") * np.sin(angle)]
            yield [[round(float(v), 6) for v in vector] for vector in (lepton, jets[first], jets[second], missing)]


def masses(point, lepton, first, second, missing):
    """The masses of both halves, the unseen W of the second at the rapidity of its jet."""
    axis = lepton[:3] / np.linalg.norm(lepton[:3])
    across = np.cross(axis, [0, 0, 1.0])
    across /= np.linalg.norm(across)
    other = np.cross(axis, across)
    kappa = MW**2 / (2 * np.linalg.norm(lepton[:3]))
    along = (point @ point - kappa**2) / (2 * kappa)
    neutrino = along * axis + point[0] * across + point[1] * other
    energy = np.linalg.norm(neutrino)
    total = first[:3] + neutrino + lepton[:3]
    one = (first[3] + energy + np.linalg.norm(lepton[:3])) ** 2 - total @ total
    w = missing - neutrino[:2]
    mb2 = max(0, second[3] ** 2 - second[:3] @ second[:3])
    both = np.sqrt(MW**2 + w @ w) + np.sqrt(mb2 + second[:2] @ second[:2])
    sum_ = w + second[:2]
    return np.sqrt(max(one, 0)), np.sqrt(max(both**2 - sum_ @ sum_, 0))


def mt2w(event, random):
    lepton, first, second, missing = map(np.array, event)
    # The mass of a lepton is neglected.
    objective = lambda point: max(masses(point, lepton, first, second, missing))
    best = None
    for start in range(16):
        scale = [30, 80, 200, 500][start % 4]
        found = minimize(objective, random.normal(0, scale, 2), method="Nelder-Mead",
                         options={"xatol": 1e-4, "fatol": 1e-5, "maxiter": 1000})
        if best is None or found.fun < best.fun:
            best = found
    for size in [30, 3, 0.3]:
        simplex = best.x + size * np.array([[0, 0], [1, 0], [0, 1]])
        found = minimize(objective, best.x, method="Nelder-Mead",
                         options={"xatol": 1e-6, "fatol": 1e-6, "maxiter": 2000, "initial_simplex": simplex})
        if found.fun < best.fun:
            best = found
    return float(best.fun)


if __name__ == "__main__":
    random = np.random.default_rng(1)
    chosen = list(events(sys.argv[1], random))
    values = [round(min(mt2w(event, random), 500.0), 4) for event in chosen]
    with open("mt2w.json", "w") as file:
        file.write('{"events": [\n' + ",\n".join(json.dumps(event) for event in chosen) + '\n],\n"values": '
                   + json.dumps(values) + "}\n")
