"""The flagship's recipe in JAX and NumPy, on random splits of the PYTHIA 8 events: what Z_A the best cut reaches.

    pip install jax h5py && python recipe.py      # writes recipe.json, about 10 minutes

Compressed point (600/400 GeV), 30 fb^-1; train/validation/test 50/20/30 % with each class split on its own; features
standardised with class-balanced weights; [23] ReLU, sigmoid; Adam 0.001; at most 100 epochs, patience 2 on the loss of the whole
validation split, best epoch restored; batches of 128 (cross-entropy) and 4096; 1/Z_A at sigma_b/b = 0.5 after 5 epochs of
(s+b)/s^2; best cut chosen and quoted on the test split, with at least 10 effective background events.

The tt events carry weights from 0 to 258 times their mean, so that which of them fall into a split matters more than all
else: hence a distribution over splits, not one number.
"""

import json
import pathlib
from functools import partial

import h5py
import jax
import jax.numpy as jnp
import numpy as np

SPLITS = 16
DATA = pathlib.Path(__file__).parents[3] / "templates" / "data"
S, B = 30 * 228.195 * 0.14, 30 * 844_000 * 8.2e-4


def events(name):
    with h5py.File(DATA / name) as file:
        columns = sorted(key for key in file if key != "weight")
        return np.stack([file[key][:] for key in columns], 1), file["weight"][:].astype("f8")


def split(rng):
    parts = [[], [], []]
    for name, label in [("stop_600_400.h5", 1), ("ttbar.h5", 0)]:
        x, w = events(name)
        order = rng.permutation(len(x))
        bounds = [0, int(0.5 * len(x)), int(0.7 * len(x)), len(x)]
        for part, low, high in zip(parts, bounds, bounds[1:]):
            chosen = order[low:high]
            part.append((x[chosen], np.full(len(chosen), label, "f4"), w[chosen]))
    return [tuple(np.concatenate(columns) for columns in zip(*part)) for part in parts]


def balanced(t, w):
    return np.where(t > 0, w * len(t) / 2 / w[t > 0].sum(), w * len(t) / 2 / w[t < 1].sum())


def logit(p, x):
    return jax.nn.relu(x @ p[0] + p[1]) @ p[2] + p[3]


def loss(p, x, t, c, kind):
    z = logit(p, x)
    if kind == "cross-entropy":
        return jnp.mean(c * (jax.nn.softplus(z) - t * z))
    y = jax.nn.sigmoid(z)
    s = S * jnp.sum(c * t * y) / jnp.sum(c * t)
    b = B * jnp.sum(c * (1 - t) * y) / jnp.sum(c * (1 - t))
    if kind == "s/sqrt(s+b)":
        return (s + b) / s**2
    g = 0.5**2
    return 1 / jnp.sqrt(2 * ((s + b) * jnp.log1p(s / (b * (1 + g * (s + b)))) - jnp.log1p(g * s / (1 + g * b)) / g))


@partial(jax.jit, static_argnums=(7,))
def step(p, m, v, k, x, t, c, kind):
    g = jax.grad(loss)(p, x, t, c, kind)
    m = jax.tree.map(lambda a, b: a + (b - a) * 0.1, m, g)
    v = jax.tree.map(lambda a, b: a + (b * b - a) * 0.001, v, g)
    rate = 0.001 * jnp.sqrt(1 - 0.999**k) / (1 - 0.9**k)
    return jax.tree.map(lambda q, a, b: q - rate * a / (jnp.sqrt(b) + 1e-7), p, m, v), m, v


value = jax.jit(loss, static_argnums=(4,))


def phase(p, rng, kind, epochs, batch, patience, train, validation):
    x, t, c = train
    m = jax.tree.map(jnp.zeros_like, p)
    v, k, lowest, best, waited = m, 0, np.inf, p, 0
    for _ in range(epochs):
        order = rng.permutation(len(t))
        for start in range(0, len(t), batch):
            k += 1
            chosen = order[start : start + batch]
            p, m, v = step(p, m, v, float(k), x[chosen], t[chosen], c[chosen], kind)
        now = float(value(p, *validation, kind))
        if patience is None or now < lowest:
            lowest, best, waited = now, p, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return best


def asimov(s, b, f):
    v = (f * b) ** 2
    return np.sqrt(2 * ((s + b) * np.log((s + b) * (b + v) / (b * b + (s + b) * v)) - b * b / v * np.log(1 + v * s / (b * (b + v)))))


def best_cut(p, x, t, w, f):
    score = np.asarray(logit(p, x))
    order = np.argsort(-score)
    t, w = t[order], w[order]
    s = np.cumsum(w * t) / (w * t).sum() * S
    sums, squares = np.cumsum(w * (1 - t)), np.cumsum(w * w * (1 - t))
    allowed = (squares > 0) & (sums**2 >= 10 * squares)
    return float(asimov(s[allowed], (sums / sums[-1] * B)[allowed], f).max())


def main():
    found = {kind: {"0.1": [], "0.5": []} for kind in ["cross-entropy", "s/sqrt(s+b)", "asimov"]}
    for seed in range(SPLITS):
        train, validation, test = split(np.random.default_rng(1000 + seed))
        weight = balanced(train[1], train[2])
        mean = (weight[:, None] * train[0]).sum(0) / weight.sum()
        deviation = np.sqrt((weight[:, None] * (train[0] - mean) ** 2).sum(0) / weight.sum())
        scaled = [((x - mean) / deviation).astype("f4") for x, _, _ in (train, validation, test)]
        data = [(x, t, balanced(t, w).astype("f4")) for x, (_, t, w) in zip(scaled, (train, validation, test))]
        for kind in found:
            rng = np.random.default_rng(seed)
            glorot = lambda i, o: np.float32(rng.uniform(-1, 1, (i, o)) * np.sqrt(6 / (i + o)))
            p = (glorot(22, 23), np.zeros(23, "f4"), glorot(23, 1)[:, 0], np.float32(0))
            if kind == "asimov":
                p = phase(p, rng, "s/sqrt(s+b)", 5, 4096, None, data[0], data[1])
            p = phase(p, rng, kind, 100, 128 if kind == "cross-entropy" else 4096, 2, data[0], data[1])
            for f in found[kind]:
                found[kind][f].append(round(best_cut(p, scaled[2], test[1], test[2], float(f)), 4))
            print(seed, kind, {f: values[-1] for f, values in found[kind].items()}, flush=True)
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(found, indent=1) + "\n")


main()
