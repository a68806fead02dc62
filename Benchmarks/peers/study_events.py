"""The events of the study as files, and the clock that its steps are timed with.

A point's folder holds `expected.json`, the expected events of both classes, and for each split `SPLIT.features.npy`
(float32, events × features), `SPLIT.labels.npy` (float32, 1 for signal) and `SPLIT.weights.npy` (float32).
"""

import json
import resource
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SPLITS = {"train": 0.5, "validation": 0.2, "test": 0.3}
CLASSES = ("signal", "background")


@dataclass(frozen=True)
class Split:
    """Features, which are standardised in place, the class of each event, and its weight."""

    features: np.ndarray
    is_signal: np.ndarray
    # In expected events: those of a class sum to what is expected of it, in every split.
    weights: np.ndarray

    @property
    def targets(self):
        """What losses see of an event: label, and weight with both classes weighing the same, 1 on average."""
        balanced = self.weights.copy()
        for chosen in (self.is_signal, ~self.is_signal):
            balanced[chosen] *= len(balanced) / 2 / balanced[chosen].sum()
        return np.stack([self.is_signal, balanced], axis=1).astype(np.float32)


@dataclass(frozen=True)
class Point:
    """A mass point: its name, the expected events by class, and its splits by name."""

    name: str
    expected: dict[str, float]
    splits: dict[str, Split]


def write(folder: Path, signal, background, expected):
    """Mixes and splits events, each an array of weights and features, and writes them, what is expected last."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "expected.json").unlink(missing_ok=True)
    rng = np.random.default_rng(1)
    rows = np.concatenate([signal, background])
    labels = np.repeat(np.float32([1, 0]), [len(signal), len(background)])
    order = rng.permutation(len(rows))
    ends = np.rint(np.cumsum(list(SPLITS.values())) * len(rows)).astype(int)
    for name, chosen in zip(SPLITS, np.split(order, ends[:-1])):
        np.save(folder / f"{name}.features.npy", rows[chosen, 1:])
        np.save(folder / f"{name}.weights.npy", rows[chosen, 0])
        np.save(folder / f"{name}.labels.npy", labels[chosen])
    (folder / "expected.json").write_text(json.dumps(expected))


def read(folder: Path):
    """The point whose folder this is."""
    expected = json.loads((folder / "expected.json").read_text())
    splits = {}
    for name in SPLITS:
        files = (folder / f"{name}.{kind}.npy" for kind in ("features", "labels", "weights"))
        features, labels, weights = map(np.load, files)
        is_signal, weights = labels > 0.5, weights.astype(np.float64)
        for chosen, kind in zip((is_signal, ~is_signal), CLASSES):
            weights[chosen] *= expected[kind] / weights[chosen].sum()
        splits[name] = Split(features, is_signal, weights)
    return Point(folder.name, {kind: expected[kind] for kind in CLASSES}, splits)


def standardise(point: Point):
    """Gives the features mean 0 and standard deviation 1 on the training split."""
    train = point.splits["train"].features
    mean, deviation = train.mean(axis=0, dtype=np.float64), train.std(axis=0, dtype=np.float64)
    for split in point.splits.values():
        split.features[:] = (split.features - mean.astype(np.float32)) / deviation.astype(np.float32)


class Clock:
    """The seconds of each step."""

    def __init__(self):
        self.start = time.perf_counter()
        self.steps = []

    @contextmanager
    def step(self, kind, name):
        """Times what is done inside, and tells it; yields a dictionary for what else there is to tell."""
        start, told = time.perf_counter(), {}
        yield told
        self.add(kind, name, time.perf_counter() - start, **told)

    def add(self, kind, name, seconds, **told):
        self.steps.append({"kind": kind, "name": name, "seconds": seconds, **told})
        rest = "".join(f", {value} {key}" for key, value in told.items())
        print(f"{kind:8} {name:45} {seconds:8.2f} s{rest}", flush=True)

    def summary(self):
        """All steps, the total, and the largest memory, as JSON has them."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        return {"steps": self.steps, "total": time.perf_counter() - self.start, "peak-memory": peak}
