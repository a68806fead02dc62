"""The whole study of arXiv:1806.00322 with Keras (TensorFlow), NumPy and matplotlib, and how long each step takes.

    python keras_study.py --events DIR --output DIR [--seeds 10] [--points uncompressed compressed]

`fit` has 64 batches in each call of its compiled function, which is 4 times as fast as its default at batches of 128;
the validation events are one batch, and `predict` has one as well. Tried and not faster: validation in batches of 4096,
512 batches in each call, tensors instead of arrays, and jit_compile, Keras' default, which spends 3 to 5 s on compiling
every network and saves no more in its epochs. What else was tried stands in `keras_worker.py`.
"""

import time

START = time.perf_counter()

import argparse
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

import keras
import numpy as np
import tensorflow as tf

import study_events
import study_figures
from study_statistics import Cuts, best

# It warns of functions that are traced once a network.
tf.get_logger().setLevel("ERROR")

POINTS = ("uncompressed", "compressed")
SYSTEMATICS = (0.1, 0.3, 0.5)
ALL_SYSTEMATICS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5)
LARGEST = 0.5
# Of the luminosity to that of the files.
HIGH_LUMINOSITY = 10

PRETRAINING = 5
EPOCHS = 100
PATIENCE = 2


@dataclass(frozen=True)
class Training:
    """One network: `loss` is cross-entropy, s/sqrt(s+b), or asimov at a `systematic`."""

    name: str
    loss: str
    systematic: float = 0
    hidden: tuple[int, ...] = (23,)
    # Events in a batch, for each epoch, the last for all that follow; by default the paper's.
    batches: tuple[int, ...] = ()
    pretraining: int = 0
    seed: int = 1
    luminosity: int = 1
    # At which to look for the best cut.
    systematics: tuple[float, ...] = SYSTEMATICS

    @property
    def batch_sizes(self):
        return self.batches or ((128,) if self.loss == "cross-entropy" else (4096,))


ENTROPY = Training("cross-entropy", "cross-entropy")
ROOT = Training("s/sqrt(s+b)", "s/sqrt(s+b)")
ASIMOV = Training(f"asimov {LARGEST}", "asimov", LARGEST, pretraining=PRETRAINING)
LOSSES = (ENTROPY, ROOT, ASIMOV)


def trainings(seeds):
    """All networks of a mass point. The first are those that figures show."""
    for training in (ENTROPY, ROOT):
        yield replace(training, systematics=ALL_SYSTEMATICS)
    for systematic in ALL_SYSTEMATICS:
        yield replace(ASIMOV, name=f"asimov {systematic}", systematic=systematic, systematics=ALL_SYSTEMATICS)
    for hidden in ((46,) * 3, (23,) * 5):
        for training in LOSSES:
            yield replace(training, name=f"{training.name}, {len(hidden)} × {hidden[0]}", hidden=hidden)
    yield replace(ROOT, name=f"{ROOT.name}, batch 128", batches=(128,))
    yield replace(ROOT, name=f"{ROOT.name}, growing batch", batches=(128, 256, 512, 1024, 2048, 4096))
    yield replace(ASIMOV, name=f"{ASIMOV.name}, no pretraining", pretraining=0)
    for training in (ENTROPY, ASIMOV):
        yield replace(training, name=f"{training.name}, luminosity × {HIGH_LUMINOSITY}", luminosity=HIGH_LUMINOSITY)
    for seed in range(2, seeds + 1):
        for training in LOSSES:
            yield replace(training, name=f"{training.name}, seed {seed}", seed=seed)


def main():
    options = parse()
    clock = study_events.Clock()
    clock.start = START
    clock.add("start", "imports", time.perf_counter() - START)
    options.output.mkdir(parents=True, exist_ok=True)
    results = {name: study(name, options, clock) for name in options.points}
    summary = {"seeds": options.seeds, **clock.summary(), "results": results}
    (options.output / "study.json").write_text(json.dumps(summary, indent=1))
    for kind in dict.fromkeys(step["kind"] for step in clock.steps):
        times = [step["seconds"] for step in clock.steps if step["kind"] == kind]
        print(f"{kind}: {sum(times):.1f} s in {len(times)}")
    print(f"total: {summary['total']:.1f} s, {summary['peak-memory'] / 1e9:.2f} GB")


def study(name, options, clock):
    """Everything of a mass point. Returns the best cuts by training and systematic."""
    with clock.step("load", f"{name}: reading") as told:
        point = study_events.read(options.events / name)
        told["events"] = sum(len(split.weights) for split in point.splits.values())
    with clock.step("load", f"{name}: standardising"):
        study_events.standardise(point)
        targets = {split: point.splits[split].targets for split in ("train", "validation")}
    results, shown = {}, {}
    for training in trainings(options.seeds):
        title = f"{name}: {training.name}"
        with clock.step("training", title) as told:
            model, history = train(training, point, targets)
            told["epochs"] = len(history["loss"])
        with clock.step("scoring", title):
            wanted = study_events.SPLITS if training.name in [loss.name for loss in LOSSES] else ("validation", "test")
            scores = {split: score(model, point.splits[split].features) for split in wanted}
        with clock.step("scan", title):
            cuts = {split: cuts_of(scores[split], point.splits[split], training) for split in ("validation", "test")}
            results[training.name] = {
                chosen_on: {f: best(cuts[chosen_on], cuts["test"], f) for f in training.systematics}
                for chosen_on in cuts
            }
        if len(wanted) == 3:
            shown[training.name] = study_figures.Network(training.loss, history, scores, cuts["test"])
        # TensorFlow keeps the functions of all models otherwise.
        keras.utils.clear_session()
    folder = options.output / name
    for title, draw in figures(point, shown, results, options.seeds).items():
        with clock.step("figure", f"{name}: {title}"):
            study_figures.save(draw(), folder / title)
    return results


def figures(point, shown, results, seeds):
    """What draws each of the figures, by the name of its files."""
    chosen = {name: found["validation"] for name, found in results.items()}
    asimov = {f: chosen[f"asimov {f}"][f] for f in ALL_SYSTEMATICS}
    curves = {ENTROPY.loss: chosen[ENTROPY.name], ROOT.loss: chosen[ROOT.name], ASIMOV.loss: asimov}
    spread = {
        loss.loss: [chosen[loss.name if seed == 1 else f"{loss.name}, seed {seed}"] for seed in range(1, seeds + 1)]
        for loss in LOSSES
    }
    networks = [shown[loss.name] for loss in LOSSES]
    return {
        "fig-1-batch-size": lambda: study_figures.batch_sizes(shown[ROOT.name], point.splits["test"]),
        "fig-2-history": lambda: study_figures.history(shown[ROOT.name]),
        "fig-2-history-asimov": lambda: study_figures.history(shown[ASIMOV.name]),
        "fig-3-scores": lambda: study_figures.scores(networks, point),
        "fig-4-significance": lambda: study_figures.significance(networks, LARGEST),
        "fig-systematics": lambda: study_figures.systematics(curves),
        "fig-seeds": lambda: study_figures.seeds(spread, SYSTEMATICS),
    }


def train(training, point, targets):
    """A trained network, and its history over all epochs."""
    keras.utils.set_random_seed(training.seed)
    hidden = [keras.layers.Dense(width, "relu") for width in training.hidden]
    features = point.splits["train"].features
    model = keras.Sequential(
        [keras.Input((features.shape[1],)), *hidden, keras.layers.Dense(1, "sigmoid")]
    )  # `Dense` begins with Glorot's weights
    histories = []

    def fit(batch, epochs, **options):
        validation = (point.splits["validation"].features, targets["validation"])
        fitted = model.fit(
            features, targets["train"], batch_size=batch, epochs=epochs, verbose=0, validation_data=validation,
            validation_batch_size=len(validation[1]), **options,
        )  # fmt: skip
        histories.append(fitted.history)

    if training.pretraining:
        compiled(model, significance_loss(point, training.luminosity))
        fit(4096, training.pretraining)
    compiled(model, loss(training, point))
    *growing, last = training.batch_sizes
    for batch in growing:
        fit(batch, 1)
    stop = keras.callbacks.EarlyStopping(patience=PATIENCE, restore_best_weights=True)
    fit(last, EPOCHS - len(growing), callbacks=[stop])
    return model, {key: [value for history in histories for value in history[key]] for key in histories[0]}


def compiled(model, loss):
    model.compile(keras.optimizers.Adam(1e-3), loss, metrics=[accuracy], jit_compile=False, steps_per_execution=64)


def loss(training, point):
    if training.loss == "cross-entropy":
        return cross_entropy
    if training.loss == "asimov":
        return asimov_loss(point, training.luminosity, training.systematic)
    return significance_loss(point, training.luminosity)


def cross_entropy(y, scores):
    return tf.reduce_mean(y[:, 1] * keras.losses.binary_crossentropy(y[:, :1], scores))


def significance_loss(point, luminosity):
    """(s + b)/s², the paper's Eq. (4.5)."""

    def loss(y, scores):
        s, b = counts(y, scores, point, luminosity)
        return (s + b) / s**2

    return loss


def asimov_loss(point, luminosity, systematic):
    """1/Z_A, the paper's Eq. (4.6), with log1p: float32 would lose Z_A otherwise."""

    def loss(y, scores):
        s, b = counts(y, scores, point, luminosity)
        v = (systematic * b) ** 2
        first = (s + b) * tf.math.log1p(s * b / (b * b + (s + b) * v))
        second = b * b / v * tf.math.log1p(v * s / (b * (b + v)))
        return 1 / tf.sqrt(2 * (first - second))

    return loss


def counts(y, scores, point, luminosity):
    """s and b of a batch, Eqs. (4.1) to (4.4) with weighted events. The columns of y are label and weight."""
    signal, background = y[:, :1] * y[:, 1:], (1 - y[:, :1]) * y[:, 1:]
    s = luminosity * point.expected["signal"] * tf.reduce_sum(signal * scores) / tf.reduce_sum(signal)
    b = luminosity * point.expected["background"] * tf.reduce_sum(background * scores) / tf.reduce_sum(background)
    return s, b


def accuracy(y, scores):
    """Both classes weigh the same."""
    return y[:, 1] * tf.cast((scores[:, 0] > 0.5) == (y[:, 0] > 0.5), tf.float32)


def score(model, features):
    return model.predict(features, batch_size=len(features), verbose=0)[:, 0]


def cuts_of(scores, split, training):
    return Cuts.of(scores, split.is_signal, split.weights * training.luminosity)


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=Path, required=True, help="a folder with one of events for each point")
    parser.add_argument("--output", type=Path, required=True, help="for study.json and the figures")
    parser.add_argument("--seeds", type=int, default=10, help="of the three losses that are compared")
    parser.add_argument("--points", nargs="+", choices=POINTS, default=POINTS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
