"""200 steps of Adam by JAX in float64, for every loss and activation: writes training_steps.json.

    python training_steps.py        # jax, numpy

512 events of 6 features; step k takes the 64 events from 64 (k mod 8) on. Inputs are float32 numbers.
"""

import json
from pathlib import Path

import jax
import numpy as np

from gradients import KINDS, loss, plain, shortened, single

EVENTS, BATCH, STEPS = 512, 64, 200
rng = np.random.default_rng(1806)
x = rng.normal(0, 1, (EVENTS, 6))
t = (rng.random(EVENTS) < 0.5).astype(np.float64)
x = single(x + 0.5 * t[:, None])
w = single(rng.lognormal(0, 0.4, EVENTS))
start = []
for inputs, units in [(6, 7), (7, 5), (5, 1)]:
    start.append((single(rng.normal(0, 1 / np.sqrt(inputs), (inputs, units))), single(rng.normal(0, 0.1, units))))


def run(kind, f, activation, l2=0.0, decay=0.0):
    def objective(parameters, *batch):
        penalty = l2 * sum((weights**2).sum() for weights, _ in parameters)
        return loss(parameters, *batch, kind, f, activation) + penalty

    gradient_of = jax.jit(jax.value_and_grad(objective))
    parameters, losses = start, []
    m = jax.tree.map(np.zeros_like, parameters)
    v = jax.tree.map(np.zeros_like, parameters)
    for step in range(1, STEPS + 1):
        rows = slice(BATCH * ((step - 1) % 8), BATCH * ((step - 1) % 8 + 1))
        value, gradient = gradient_of(parameters, x[rows], t[rows], w[rows])
        losses.append(float(value))
        rate = 0.001 * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        m = jax.tree.map(lambda a, g: a + (g - a) * 0.1, m, gradient)
        v = jax.tree.map(lambda a, g: a + (g * g - a) * 0.001, v, gradient)
        parameters = [(weights * (1 - 0.001 * decay), biases) for weights, biases in parameters]
        parameters = jax.tree.map(lambda p, a, c: p - rate * a / (np.sqrt(c) + 1e-7), parameters, m, v)
    return {
        "loss": kind, "systematic": f, "activation": activation, "l2": l2, "decay": decay,
        "losses": losses[::20] + losses[-1:], "parameters": plain(parameters),
    }  # fmt: skip


cases = [run(kind, f, activation) for kind, f in KINDS for activation in ("relu", "tanh", "gelu")]
cases.append(run("crossEntropy", 0.0, "tanh", l2=0.01, decay=0.5))
fixture = {
    "batch": BATCH, "steps": STEPS, "features": x.ravel().tolist(), "isSignal": [bool(label) for label in t],
    "weights": w.tolist(), "start": plain(start), "cases": cases,
}  # fmt: skip
Path(__file__).with_name("training_steps.json").write_text(json.dumps(shortened(fixture), separators=(",", ":")) + "\n")
