"""Checks gradients.json and score_gradients.json by complex-step differentiation, in numpy alone.

    python complex_step.py        # numpy

f'(x) = Im f(x + ih) / h for real-analytic f, to the last digit at h = 1e-30, since nothing is subtracted (Squire and
Trapp, SIAM Review 40 (1998) 110). Networks and losses are written here once more from the paper's equations, without
automatic differentiation and without a line of JAX. Prints the norm-wise error of each gradient; ends with 1 if one
exceeds 1e-10.
"""

import json
import sys
from pathlib import Path

import numpy as np

STEP, BOUND = 1e-30, 1e-10
NODES, NODE_WEIGHTS = np.polynomial.legendre.leggauss(24)


def sigmoid(z):
    # Neither branch may overflow.
    far = np.exp(np.where(z.real > 0, -z, z))
    return np.where(z.real > 0, 1, far) / (1 + far)


def normal_distribution(z):
    """1/2 + the integral of the density from 0 to z, along a straight line in the complex plane."""
    density = sum(w / 2 * np.exp(-((z * (1 + u) / 2) ** 2) / 2) for u, w in zip(NODES, NODE_WEIGHTS))
    return 0.5 + z * density / np.sqrt(2 * np.pi)


ACTIVATIONS = {
    "relu": lambda z: np.where(z.real > 0, z, 0),
    "tanh": np.tanh,
    "gelu": lambda z: z * normal_distribution(z),
    "sigmoid": sigmoid,
}


def logits(layers, x, activation):
    """`layers` carry their own leading axis where each network differs: (networks, inputs, units)."""
    for weights, biases in layers[:-1]:
        x = ACTIVATIONS[activation](x @ weights + biases[..., None, :])
    weights, biases = layers[-1]
    return (x @ weights + biases[..., None, :])[..., 0]


def poisson(e):
    """(1 + e) ln(1 + e) - e as the integral of ln(1 + x) from 0 to e, by parts: nothing is subtracted."""
    u = (1 + NODES) / 2
    return e**2 * sum(w / 2 * (1 - u) / (1 + e * u) for u, w in zip(u, NODE_WEIGHTS))


def asimov(s, b, f):
    """Eq. (3.1): ln L of n = s + b and of m = tau b at the background mu that fits both; Eq. (3.2) for f = 0."""
    if f == 0:
        return np.sqrt(2 * b * poisson(s / b))
    tau = b / (f * b) ** 2
    n, m = s + b, tau * b
    mu = (n + m) / (1 + tau)
    return np.sqrt(2 * (mu * poisson(tau * s / (n + m)) + tau * mu * poisson(-s / (n + m))))


def loss(z, fixture, kind, f):
    signal, w = np.array(fixture["isSignal"]), np.array(fixture["weights"])
    share = np.where(signal, w / w[signal].sum(), w / w[~signal].sum())
    if kind == "crossEntropy":
        u = np.where(signal, -z, z)
        softplus = np.where(u.real > 0, u, 0) + np.log1p(np.exp(np.where(u.real > 0, -u, u)))
        return (share / 2 * softplus).sum(-1)
    y = sigmoid(z) * share
    s, b = (total * y[..., mask].sum(-1) for total, mask in zip(fixture["yields"], (signal, ~signal)))
    if kind == "significance":
        return (s + b) / s**2
    return asimov(s, b, f) ** (-1 if kind == "asimov" else -2)


def unpacked(parameters, inputs):
    layers = []
    for layer in parameters:
        # Nine digits stand for a float32 number.
        biases = np.float32(layer["biases"]).astype(complex)
        layers.append((np.float32(layer["weights"]).astype(complex).reshape(inputs, len(biases)), biases))
        inputs = len(biases)
    return layers


def by_parameters(layers, x, activation, fixture, kind, f):
    """One network for each parameter, which has taken a step into the complex plane there."""
    gradient = []
    for index, layer in enumerate(layers):
        for part in (0, 1):
            size = layer[part].size
            moved = np.repeat(layer[part][None], size, 0)
            moved.reshape(size, size)[np.diag_indices(size)] += 1j * STEP
            both = (moved, layer[1]) if part == 0 else (layer[0], moved)
            z = logits(layers[:index] + [both] + layers[index + 1:], x, activation)
            gradient.append(loss(z, fixture, kind, f).imag / STEP)
    return np.concatenate(gradient)


def by_features(layers, x, means, deviations, activation):
    columns = []
    for column in range(x.shape[1]):
        moved = x.astype(complex)
        moved[:, column] += 1j * STEP
        columns.append(sigmoid(logits(layers, (moved - means) / deviations, activation)).imag / STEP)
    return np.stack(columns, 1)


def check(title, found, expected):
    error = np.linalg.norm(found - expected) / np.linalg.norm(found)
    print(f"{error:.1e}  {title}")
    return error < BOUND


def main():
    folder = Path(__file__).parent
    fixture = json.loads((folder / "gradients.json").read_text())
    for key in "features", "weights":
        fixture[key] = np.float32(fixture[key]).astype(float)
    x = fixture["features"].reshape(len(fixture["isSignal"]), -1)
    sound = []
    for network in fixture["networks"]:
        layers = unpacked(network["parameters"], x.shape[1])
        for case in network["cases"]:
            kind, f = case["loss"], case["systematic"]
            found = by_parameters(layers, x, network["activation"], fixture, kind, f)
            wanted = np.concatenate([layer[part] for layer in case["gradient"] for part in ("weights", "biases")])
            sound.append(check(f"{network['name']}, {network['activation']}, {kind} {f:g}", found, wanted))
    for network in json.loads((folder / "score_gradients.json").read_text())["networks"]:
        layers = unpacked(network["parameters"], network["inputs"])
        x, means, deviations = (
            np.float32(network[key]).astype(float).reshape(-1, network["inputs"])
            for key in ("features", "means", "deviations")
        )
        found = by_features(layers, x, means, deviations, network["activation"])
        # Per deviation of the feature, so that all count alike.
        wanted = np.reshape(network["gradients"], found.shape)
        title = f"score, {network['inputs']} inputs, {len(layers) - 1} hidden layers, {network['activation']}"
        sound.append(check(title, found * deviations, wanted * deviations))
    print(f"{sum(sound)} of {len(sound)} gradients agree to {BOUND:g}")
    sys.exit(0 if all(sound) else 1)


if __name__ == "__main__":
    main()
