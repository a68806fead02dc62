"""The figures of the study, with matplotlib."""

from dataclasses import dataclass

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np

from study_statistics import ENOUGH, Cuts

TITLES = {
    "cross-entropy": "Cross-entropy",
    "s/sqrt(s+b)": r"$\ell_{s/\sqrt{s+b}}$",
    "asimov": r"$\ell_{\mathrm{Asimov}}$",
}
CLASSES = (("signal", "tab:red"), ("background", "tab:blue"))


@dataclass(frozen=True)
class Network:
    """What figures show of a network: its loss, its history, the scores of each split, and the cuts on the test's."""

    loss: str
    history: dict[str, list[float]]
    scores: dict[str, np.ndarray]
    cuts: Cuts


def save(figure, path):
    """Writes a figure as PNG and PDF."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for ending in ("png", "pdf"):
        figure.savefig(path.with_name(f"{path.name}.{ending}"), dpi=150)
    plt.close(figure)


def batch_sizes(network, split, batches=10):
    """Fig. 1: s/√(s+b) in random batches of 40 sizes, and a histogram of all of them."""
    scores, weights, is_signal = network.scores["test"], split.weights, split.is_signal
    expected = [weights[chosen].sum() for chosen in (is_signal, ~is_signal)]

    def estimate(batch):
        chosen = [batch[is_signal[batch]], batch[~is_signal[batch]]]
        if any(len(events) == 0 for events in chosen):
            return np.nan
        s, b = (
            all_of_class * np.average(scores[events], weights=weights[events])
            for all_of_class, events in zip(expected, chosen)
        )
        return s / np.sqrt(s + b) if s + b > 0 else np.nan

    rng = np.random.default_rng(1)
    sizes = np.geomspace(2, 10_000, 40).round().astype(int).clip(max=len(scores))
    sizes = np.repeat(sizes, batches)
    values = np.array([estimate(rng.choice(len(scores), size, replace=False, shuffle=False)) for size in sizes])
    whole = estimate(np.arange(len(scores)))
    figure, (left, right) = plt.subplots(
        1, 2, figsize=(8, 4), sharey=True, width_ratios=(1, 0.4), layout="constrained"
    )
    left.plot(sizes, values, ".", alpha=0.6)
    left.axhline(whole, color="tab:red", linestyle="--", label=f"All events: {whole:.2f}")
    # A few wild estimates must not press all others flat.
    top = max(1.15 * np.nanpercentile(values, 98), 1.6 * whole)
    left.set(xscale="log", xlabel="Batch size", ylabel=r"$s/\sqrt{s+b}$ in a batch", ylim=(0, top))
    left.legend()
    right.hist(values[values < top], bins=40, range=(0, top), orientation="horizontal")
    right.axhline(whole, color="tab:red", linestyle="--")
    right.set(xlabel="Batches")
    return figure


def history(network):
    """Fig. 2: loss and accuracy by epoch."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.5), layout="constrained")
    for panel, key in zip(panels, ("loss", "accuracy")):
        for prefix, label in (("", "Training"), ("val_", "Validation")):
            values = network.history[prefix + key]
            panel.plot(np.arange(1, len(values) + 1), values, "o-", markersize=3, label=label)
        panel.set(xlabel="Epoch", ylabel=key.capitalize())
        panel.legend()
    panels[0].set_title(TITLES[network.loss])
    if max(network.history["loss"]) > 20 * min(network.history["loss"]):
        panels[0].set_yscale("log")
    return figure


def scores(networks, point):
    """Fig. 3: histograms of the score, both classes of unit area; training filled, test as points."""
    figure, panels = plt.subplots(1, len(networks), figsize=(11, 3.5), layout="constrained")
    edges = np.linspace(0, 1, 41)
    centres = (edges[:-1] + edges[1:]) / 2
    for panel, network in zip(panels, networks):
        for name, colour in CLASSES:
            contents = {}
            for key in ("train", "test"):
                split = point.splits[key]
                chosen = split.is_signal == (name == "signal")
                contents[key], _ = np.histogram(
                    network.scores[key][chosen], edges, weights=split.weights[chosen], density=True
                )
            panel.stairs(contents["train"], edges, fill=True, alpha=0.4, color=colour, label=f"{name}, training")
            panel.plot(centres, contents["test"], ".", color=colour, label=f"{name}, test")
        panel.set(xlabel="Score", yscale="log", title=TITLES[network.loss])
    panels[0].set_ylabel("Events, normalised")
    panels[0].legend(fontsize="small")
    return figure


def significance(networks, systematic, points=1001):
    """Fig. 4: Z_A against the cut with its ±1σ band; faint where few background events are left."""
    figure, panels = plt.subplots(1, len(networks), figsize=(11, 3.5), sharey=True, layout="constrained")
    highest = 0
    for panel, network in zip(panels, networks):
        grid = np.linspace(0, 1, points)
        curve = network.cuts.at(grid[grid <= network.cuts.cuts[0]])
        z, error = curve.significance(systematic)
        enough = curve.effective_background >= ENOUGH
        panel.fill_between(curve.cuts, z - error, z + error, color="lightblue")
        panel.plot(curve.cuts, z, color="grey")
        panel.plot(curve.cuts, np.where(enough, z, np.nan), color="tab:blue")
        panel.set(xlabel="Cut on the score", title=TITLES[network.loss])
        highest = max(highest, np.nanmax(z, initial=0))
    panels[0].set(ylabel=rf"$Z_A$ ($\sigma_b/b = {systematic}$)", ylim=(0, 1.3 * highest or 1))
    return figure


def systematics(curves):
    """Z_A of the best cuts against the systematic; the Asimov loss has a network for each."""
    figure, panel = plt.subplots(figsize=(5, 4), layout="constrained")
    for loss, found in curves.items():
        points = [(f, cut["significance"], cut["uncertainty"]) for f, cut in found.items() if cut]
        if points:
            f, z, error = zip(*points)
            panel.errorbar(f, z, error, fmt="o-", capsize=2, label=TITLES[loss])
    panel.set(xlabel=r"$\sigma_b/b$", ylabel=r"$Z_A$", ylim=(0, None))
    panel.legend()
    return figure


def seeds(spread, systematics):
    """Z_A of the best cuts of networks from several seeds, with their mean and standard deviation."""
    figure, panels = plt.subplots(1, len(systematics), figsize=(11, 3.5), layout="constrained")
    for panel, systematic in zip(panels, systematics):
        for place, found in enumerate(spread.values()):
            z = np.array([cuts[systematic]["significance"] for cuts in found if cuts[systematic]])
            if len(z) == 0:
                continue
            panel.plot(place + np.linspace(-0.25, 0.25, len(z)), z, ".", color="tab:blue", alpha=0.6)
            panel.errorbar(place, z.mean(), z.std(ddof=min(1, len(z) - 1)), fmt="o", color="black", capsize=4)
        panel.set_xticks(range(len(spread)), [TITLES[loss] for loss in spread])
        panel.set(title=rf"$\sigma_b/b = {systematic}$", xlim=(-0.5, len(spread) - 0.5), ylim=(0, None))
    panels[0].set_ylabel("$Z_A$")
    return figure
