"""What the features of two small networks are worth: importance.json. Needs jax (0.10) in float64.

    python importance.py > importance.json

Z_A is Eq. (3.1) of arXiv:1806.00322 with s and b of Eqs. (4.1) and (4.2); its gradients come from jax.grad by a shift of each
feature (the sum over the events) and by each event's feature alone (the sum of the sizes). The area under the ROC curve
counts pairs. Shuffles are orders drawn by numpy.
"""
import json

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)
random = np.random.default_rng(26)
EVENTS, FEATURES, SYSTEMATIC = 60, 3, 0.3


def single(values):
    """Numbers that a float holds exactly, as the fixture hands them on."""
    return np.asarray(values, dtype=np.float32).astype(np.float64)


def network(widths):
    layers, inputs = [], FEATURES
    for units in widths + [1]:
        layers.append((single(random.normal(size=(inputs, units))), single(random.normal(size=units) / 2)))
        inputs = units
    return {"means": random.normal(size=FEATURES), "deviations": random.uniform(0.5, 3, FEATURES), "layers": layers}


def score(network, features):
    values = (features - network["means"]) / network["deviations"]
    for weights, biases in network["layers"][:-1]:
        values = jnp.tanh(values @ weights + biases)
    weights, biases = network["layers"][-1]
    return jax.nn.sigmoid(values @ weights + biases)[:, 0]


def significance(networks, features, is_signal, weights):
    counts = weights * sum(score(network, features) for network in networks) / len(networks)
    s, b = jnp.sum(jnp.where(is_signal, counts, 0)), jnp.sum(jnp.where(is_signal, 0, counts))
    v = (SYSTEMATIC * b) ** 2
    return jnp.sqrt(
        2 * ((s + b) * jnp.log((s + b) * (b + v) / (b**2 + (s + b) * v)) - b**2 / v * jnp.log1p(v * s / (b * (b + v))))
    )


def area(networks, features, is_signal, weights):
    scores = np.asarray(sum(score(network, features) for network in networks))
    s, b = scores[is_signal], scores[~is_signal]
    pairs = (s[:, None] > b[None, :]) + 0.5 * (s[:, None] == b[None, :])
    product = weights[is_signal][:, None] * weights[~is_signal][None, :]
    return float((pairs * product).sum() / product.sum())


def case(networks, features, is_signal, weights):
    balanced = weights / np.where(is_signal, weights[is_signal].sum(), weights[~is_signal].sum()) / 2
    mean = balanced @ features
    deviations = np.sqrt(balanced @ (features - mean) ** 2)
    rest = (is_signal, weights)
    by_shift = jax.grad(lambda shift: significance(networks, features + shift, *rest))(jnp.zeros(FEATURES))
    by_event = jax.grad(lambda values: significance(networks, values, *rest))(jnp.asarray(features))
    orders = [random.permutation(EVENTS) for _ in range(FEATURES)]
    shuffled = []
    for column, order in enumerate(orders):
        copy = features.copy()
        copy[:, column] = features[order, column]
        shuffled.append([float(significance(networks, copy, *rest)), area(networks, copy, *rest)])
    return {
        "networks": [
            {
                "means": list(network["means"]), "deviations": list(network["deviations"]),
                "layers": [{"weights": list(w.ravel()), "biases": list(b)} for w, b in network["layers"]],
            }
            for network in networks
        ],
        "significance": float(significance(networks, features, *rest)), "area": area(networks, features, *rest),
        "gradients": list(map(float, by_shift * deviations)),
        "sensitivities": list(map(float, jnp.abs(by_event).sum(axis=0) * deviations)),
        "orders": [list(map(int, order)) for order in orders], "shuffled": shuffled,
    }


is_signal = random.uniform(size=EVENTS) < 0.4
features = single(random.normal(size=(EVENTS, FEATURES)) * [1, 2, 3] + is_signal[:, None] * [1, 0, -1])
weights = random.uniform(0.2, 3, EVENTS)
one, other = network([4]), network([5, 3])
print(
    json.dumps(
        {
            "features": list(features.ravel()), "isSignal": [bool(x) for x in is_signal], "weights": list(weights),
            "systematic": SYSTEMATIC,
            "cases": [case([one], features, is_signal, weights), case([one, other], features, is_signal, weights)],
        }
    )
)
