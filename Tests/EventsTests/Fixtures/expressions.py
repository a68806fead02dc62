"""Writes expressions.json: expressions of columns as Asimov reads them, and their values by NumPy in double precision."""
import json
import pathlib

import numpy as np

# As Asimov reads it, and as Python does where that differs.
EXPRESSIONS = [
    ("MET > 250 && n_bjet >= 1", "(MET > 250) & (n_bjet >= 1)"),
    ("MET > 250 || n_bjet >= 2 && HT < 400", "(MET > 250) | ((n_bjet >= 2) & (HT < 400))"),
    ("!(n_jet == 4) && MET != 100", "~(n_jet == 4) & (MET != 100)"),
    ("!(MET<=250||HT≥1000)", "~((MET <= 250) | (HT >= 1000))"),
    ("MET / sqrt(HT)", None),
    ("-MET + 2 * HT - 3 / 4", None),
    ("−MET × 2 ÷ 3", "-MET * 2 / 3"),
    ("2 ^ 3 ^ 2 + HT * 0", "2.0 ** 3 ** 2 + HT * 0"),
    ("-phi1 ^ 2", "-(phi1 ** 2)"),
    ("phi1 ** 2 - -1", "phi1 ** 2 + 1"),
    ("HT % 7 + phi1 % 1", "np.fmod(HT, 7) + np.fmod(phi1, 1)"),
    ("(MET + HT) * (1 - 1e-3) / .5e1", "(MET + HT) * (1 - 1e-3) / 5.0"),
    ("min(MET, HT, 300) + max(n_jet, 5)", "np.minimum(np.minimum(MET, HT), 300) + np.maximum(n_jet, 5)"),
    ("abs(phi1) + exp(-MET / 100) + log(HT) + log10(HT)",
     "np.abs(phi1) + np.exp(-MET / 100) + np.log(HT) + np.log10(HT)"),
    ("sin(phi1) * cos(phi2) - tan(phi1 / 3)", "np.sin(phi1) * np.cos(phi2) - np.tan(phi1 / 3)"),
    ("asin(phi1 / 4) + acos(phi2 / 4) + atan(phi1)", "np.arcsin(phi1 / 4) + np.arccos(phi2 / 4) + np.arctan(phi1)"),
    ("atan2(phi1, phi2) + hypot(MET, HT) + pow(n_jet, 1.5)", "np.arctan2(phi1, phi2) + np.hypot(MET, HT) + n_jet ** 1.5"),
    ("sinh(phi1) - cosh(phi2) + tanh(phi1)", "np.sinh(phi1) - np.cosh(phi2) + np.tanh(phi1)"),
    ("floor(MET / 7) + ceil(MET / 7) + round(n_jet / 2)",
     "np.floor(MET / 7) + np.ceil(MET / 7) + np.round(n_jet / 2)"),
    ("delta_phi(phi1, phi2)", "np.angle(np.exp(1j * (phi1 - phi2)))"),
    ("delta_r(1.5, phi1, -0.25, phi2)", "np.hypot(1.75, np.angle(np.exp(1j * (phi1 - phi2))))"),
    ("where(n_jet > 5 && n_bjet > 0, MET, -HT)", "np.where((n_jet > 5) & (n_bjet > 0), MET, -HT)"),
    ("pi * `n_jet` + selJet_pt[0] * 2", "np.pi * n_jet + COLUMNS['selJet_pt[0]'] * 2"),
    ("n_bjet > 0 && MET / n_bjet > 150", "(n_bjet > 0) & (MET > 150 * n_bjet)"),
    ("n_bjet == 0 || sqrt(n_bjet - 1) < 1", "(n_bjet == 0) | (n_bjet < 2)"),
]

if __name__ == "__main__":
    rng = np.random.default_rng(1806)
    count = 40
    columns = {
        "MET": rng.gamma(3, 100, count), "HT": rng.gamma(4, 150, count) + 1, "n_jet": rng.integers(4, 9, count),
        "n_bjet": rng.integers(0, 4, count), "phi1": rng.uniform(-np.pi, np.pi, count),
        "phi2": rng.uniform(-np.pi, np.pi, count), "selJet_pt[0]": rng.gamma(3, 50, count)}
    columns["MET"][:2] = [100, 250]
    COLUMNS = {name: np.asarray(values, dtype=np.float32).astype(np.float64) for name, values in columns.items()}
    space = {"np": np, "sqrt": np.sqrt, "COLUMNS": COLUMNS, **{k: v for k, v in COLUMNS.items() if k.isidentifier()}}
    cases = [
        {"text": text, "isCondition": bool(values.dtype == bool), "values": values.astype(float).tolist()}
        for text, values in ((text, np.asarray(eval(python or text, space))) for text, python in EXPRESSIONS)]
    pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(
        {"columns": {name: values.tolist() for name, values in COLUMNS.items()}, "cases": cases}))
