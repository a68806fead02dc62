"""Derivatives of scores by features, jax.grad in float64, for each activation and depth: writes score_gradients.json.

    python score_gradients.py        # jax, numpy

Features, weights, means and deviations are float32 numbers, so that both sides start from the same values.
"""

import json
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)

EVENTS = 24
# 23 inputs: the row of features is one tile wider than the first layer's padded inputs.
SHAPES = [(23, []), (22, [23]), (5, [30, 7, 24])]
ACTIVATIONS = {
    "relu": jax.nn.relu, "tanh": jnp.tanh, "gelu": lambda z: jax.nn.gelu(z, approximate=False),
    "sigmoid": jax.nn.sigmoid,
}  # fmt: skip
rng = np.random.default_rng(1846)


def single(values):
    return np.asarray(values, np.float32).astype(np.float64)


def draw_parameters(widths):
    return [
        (single(rng.normal(0, 2 / np.sqrt(i), (i, o))), single(rng.normal(0, 0.3, o)))
        for i, o in zip(widths, widths[1:])
    ]


def score(event, parameters, means, deviations, activation):
    x = (event - means) / deviations
    for weights, biases in parameters[:-1]:
        x = activation(x @ weights + biases)
    weights, biases = parameters[-1]
    return jax.nn.sigmoid((x @ weights + biases)[0])


def numbers(values, digits=9):
    return [float(f"{value:.{digits}g}") for value in np.ravel(values)]


def main():
    networks = []
    for inputs, hidden in SHAPES:
        # From a b-tagging weight to a jet's energy in MeV.
        deviations = single(10.0 ** rng.uniform(-3, 5, inputs))
        means = single(deviations * rng.normal(0, 3, inputs))
        features = single(means + deviations * rng.normal(0, 1, (EVENTS, inputs)))
        parameters = draw_parameters([inputs, *hidden, 1])
        for name, activation in ACTIVATIONS.items() if hidden else [("relu", jax.nn.relu)]:
            by_event = jax.vmap(jax.grad(lambda x: score(x, parameters, means, deviations, activation)))
            networks.append({
                "inputs": inputs, "activation": name, "means": numbers(means), "deviations": numbers(deviations),
                "parameters": [{"weights": numbers(w), "biases": numbers(b)} for w, b in parameters],
                "features": numbers(features), "gradients": numbers(by_event(features), 12),
            })  # fmt: skip
    path = Path(__file__).with_name("score_gradients.json")
    path.write_text(json.dumps({"networks": networks}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
