"""The events of the benchmark: two classes of correlated normal features, as many of each, mixed at random."""

from pathlib import Path

import numpy as np

FEATURES = 22
SIZES = {"train": 1_400_000, "validation": 4_096, "score": 600_000}

# Weighted scores to scan for the best cut, and how many of them to see how the time grows with their number.
SCORES = 10_000_000
READING = 10_000_000
GROWTH = (100_000, 1_000_000, 10_000_000, 30_000_000)

# Expected events of the paper's signal of 600/400 GeV and of the background in 30 fb⁻¹, and σ_b/b.
SIGNAL, BACKGROUND, SYSTEMATIC = 958.419, 20762.4, 0.5


def write(folder: Path):
    """Writes each sample as little-endian float32: NAME.features row by row, NAME.labels 1 for signal and 0 for background."""
    rng = np.random.default_rng(20181)
    mixing = np.eye(FEATURES, dtype=np.float32) + rng.normal(0, 0.1, (FEATURES, FEATURES)).astype(np.float32)
    shift = rng.normal(0, 0.2, FEATURES).astype(np.float32)
    for name, count in SIZES.items():
        labels = np.zeros(count, np.float32)
        labels[: count // 2] = 1
        rng.shuffle(labels)
        features = rng.standard_normal((count, FEATURES), np.float32) @ mixing + labels[:, None] * shift
        features.astype("<f4").tofile(folder / f"{name}.features")
        labels.astype("<f4").tofile(folder / f"{name}.labels")


def write_scores(folder: Path, name="scan", count=SCORES):
    """Writes NAME.scores (float32), NAME.labels (a byte each) and NAME.weights (float64), in the yields of the paper."""
    rng = np.random.default_rng(20182)
    labels = rng.random(count) < 0.4
    scores = np.where(labels, rng.beta(4, 2, count), rng.beta(2, 3, count))
    weights = rng.exponential(1, count)
    for chosen, expected in ((labels, SIGNAL), (~labels, BACKGROUND)):
        weights[chosen] *= expected / weights[chosen].sum()
    scores.astype("<f4").tofile(folder / f"{name}.scores")
    labels.astype("u1").tofile(folder / f"{name}.labels")
    weights.astype("<f8").tofile(folder / f"{name}.weights")


def read(folder: Path, name: str):
    """The features, events × 22, and the labels of a sample."""
    features = np.fromfile(Path(folder) / f"{name}.features", "<f4").reshape(-1, FEATURES)
    return features, np.fromfile(Path(folder) / f"{name}.labels", "<f4")


def read_scores(folder: Path):
    """The scores, whether each is signal, and the weights."""
    folder = Path(folder)
    labels = np.fromfile(folder / "scan.labels", "u1") != 0
    return np.fromfile(folder / "scan.scores", "<f4"), labels, np.fromfile(folder / "scan.weights", "<f8")


def write_root(folder: Path, count=READING):
    """A ROOT file as uproot writes it, of baskets of 500 000 events, packed by zlib at ROOT's own level, 1."""
    import uproot  # only this row needs it

    rng = np.random.default_rng(7)
    names = [f"x{column}" for column in range(FEATURES)]
    with uproot.recreate(folder / "events.root", compression=uproot.ZLIB(1)) as file:
        tree = file.mktree("events", dict.fromkeys(names, "f4"), initial_basket_capacity=count // 500_000)
        for _ in range(count // 500_000):
            tree.extend({name: rng.normal(size=500_000).astype("f4") for name in names})
