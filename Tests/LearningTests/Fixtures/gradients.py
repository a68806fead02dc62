"""Losses and gradients of a 22-23-1 network by JAX in float64, and a few Adam steps of the same: writes gradients.json.

    python gradients.py        # jax, numpy

Inputs are float32 numbers, so that both sides start from the same values. `complex_step.py` checks the gradients to 1e-10,
so formulas that lose digits in float64 are written out in a form that keeps them.
"""

import json
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)

EVENTS, INPUTS, HIDDEN = 96, 22, 23
S, B = 958.419, 20762.4
rng = np.random.default_rng(20181)


def single(values):
    return np.asarray(values, np.float32).astype(np.float64)


def draw_parameters(generator, hidden):
    widths = [INPUTS, *hidden, 1]
    return [
        (
            single(generator.normal(0, 1 / np.sqrt(i), (i, o))),
            single(generator.normal(0, 0.3, o)),
        )
        for i, o in zip(widths, widths[1:])
    ]


ACTIVATIONS = {"relu": jax.nn.relu, "tanh": jnp.tanh, "gelu": lambda z: jax.nn.gelu(z, approximate=False)}


def logits(parameters, x, activation="relu"):
    for weights, biases in parameters[:-1]:
        x = ACTIVATIONS[activation](x @ weights + biases)
    weights, biases = parameters[-1]
    return (x @ weights + biases)[:, 0]


def poisson(e):
    """(1 + e) ln(1 + e) - e as its power series, which subtracts nothing; |e| < 0.2 in all cases here."""
    return e**2 * sum((-e) ** k / ((k + 1) * (k + 2)) for k in range(24))


def asimov(s, b, f):
    # Eq. (3.1) as two Poisson counts, n = s + b here and m = tau b in a control region, at their best background mu.
    # As printed it leaves 1e-9 of the derivatives; significances.py has it so in exact arithmetic.
    if f == 0:
        return jnp.sqrt(2 * b * poisson(s / b))
    tau = 1 / (f * f * b)
    both = s + b + tau * b
    mu = both / (1 + tau)
    return jnp.sqrt(2 * mu * (poisson(tau * s / both) + tau * poisson(-s / both)))


def sigmoid(z):
    # jax.nn.sigmoid's derivative is y (1 - y), which has lost half its digits at z = 20.
    return jnp.exp(-jax.nn.softplus(-z))


def loss(parameters, x, t, w, kind, f, activation="relu"):
    z = logits(parameters, x, activation)
    if kind == "crossEntropy":
        n = len(t)
        c = w * n / 2 * (t / jnp.sum(w * t) + (1 - t) / jnp.sum(w * (1 - t)))
        return jnp.sum(c * (jax.nn.softplus(z) - t * z)) / n
    y = sigmoid(z)
    s = S * jnp.sum(w * t * y) / jnp.sum(w * t)
    b = B * jnp.sum(w * (1 - t) * y) / jnp.sum(w * (1 - t))
    if kind == "significance":
        return (s + b) / s**2
    return 1 / asimov(s, b, f) if kind == "asimov" else 1 / asimov(s, b, f) ** 2


def plain(parameters):
    return [{"weights": a.ravel().tolist(), "biases": c.ravel().tolist()} for a, c in parameters]


def shifted(parameters, scale, bias):
    weights, biases = parameters[-1]
    return parameters[:-1] + [(single(weights * scale), single(biases + bias))]


KINDS = [
    ("crossEntropy", 0.0), ("significance", 0.0), ("asimov", 0.0), ("asimov", 0.1), ("asimov", 0.5),
    ("asimovSquared", 0.3),
]  # fmt: skip


def shortened(node, digits=9):
    """Nine digits give a float32 number back; of the gradients 1e-10 should be left."""
    if isinstance(node, dict):
        return {key: shortened(value, 12 if key == "gradient" else digits) for key, value in node.items()}
    if isinstance(node, list):
        return [shortened(value, digits) for value in node]
    return float(f"{node:.{digits}g}") if isinstance(node, float) else node


def main():
    x = single(rng.normal(0, 1, (EVENTS, INPUTS)))
    t = (np.arange(EVENTS) % 5 < 2).astype(np.float64)
    x += single(0.25 * t[:, None])
    x = single(x)
    w = single(rng.lognormal(0, 0.7, EVENTS))
    first = draw_parameters(rng, [HIDDEN])
    deep = draw_parameters(rng, [30, 7, 23])

    networks = []
    for name, parameters, activation in [
        ("ordinary", first, "relu"),
        ("tiny s and b", shifted(first, 1, -25), "relu"),
        ("saturated", shifted(first, 12, 0), "relu"),
        ("all called signal", shifted(first, 1, 20), "relu"),
        ("three hidden layers", deep, "relu"),
        ("three hidden layers", deep, "tanh"),
        ("three hidden layers", deep, "gelu"),
    ]:
        cases = []
        for kind, f in KINDS:
            value, gradient = jax.value_and_grad(loss)(parameters, x, t, w, kind, f, activation)
            cases.append({"loss": kind, "systematic": f, "value": float(value), "gradient": plain(gradient)})
        networks.append({"name": name, "activation": activation, "parameters": plain(parameters), "cases": cases})

    # Keras 3's Adam: both bias corrections in the rate, epsilon beside the uncorrected root.
    steps, parameters = [], first
    m = [(np.zeros_like(a), np.zeros_like(c)) for a, c in parameters]
    v = [(np.zeros_like(a), np.zeros_like(c)) for a, c in parameters]
    for step in range(1, 7):
        rows = slice(16 * (step - 1), 16 * step)
        gradient = jax.grad(loss)(parameters, x[rows], t[rows], w[rows], "asimov", 0.5)
        rate = 0.001 * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        m = jax.tree.map(lambda a, g: a + (g - a) * 0.1, m, gradient)
        v = jax.tree.map(lambda a, g: a + (g * g - a) * 0.001, v, gradient)
        parameters = jax.tree.map(lambda p, a, c: p - rate * a / (jnp.sqrt(c) + 1e-7), parameters, m, v)
        steps.append(plain(parameters))


    fixture = {
        "yields": [S, B],
        "features": x.ravel().tolist(),
        "isSignal": [bool(label) for label in t],
        "weights": w.tolist(),
        "networks": networks,
        "adam": {"batch": 16, "steps": steps[1::2]},
    }
    Path(__file__).with_name("gradients.json").write_text(json.dumps(shortened(fixture), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
