"""JAX as a peer: an epoch is one compiled call, a scan over batches that gathers the events of each.

Tried and not faster on two cores: permuting the whole matrix first and slicing it (1.6 times as long: two passes through
memory), unrolling the scan, promising the gather indices in bounds (2 times at batch 128), two host devices with half a
batch each (1.5 times at 4096, 12 times at 128: the sums have to meet in every step), a permutation drawn by JAX itself
(it sorts), and XLA's flags for the vector width, fast mathematics, Eigen's threads, oneDNN and fusion (all within 5 %).

Scoring: the plain form applies the network to the whole matrix; the tuned one maps it over blocks that stay in the cache.
"""

import time
from functools import cache, partial

import jax
import jax.numpy as jnp
import numpy as np

import events
import worker

folder, threads, form = worker.arguments()
features, labels = (jax.device_put(array) for array in events.read(folder, "train"))
to_score = jax.device_put(events.read(folder, "score")[0])
count = len(labels)
random = np.random.default_rng(1)


def new_parameters(hidden):
    widths = [events.FEATURES, *hidden, 1]
    generator = np.random.default_rng(0)
    parameters = []
    for inputs, units in zip(widths, widths[1:]):
        limit = np.sqrt(6 / (inputs + units))
        weights = generator.uniform(-limit, limit, (inputs, units))
        parameters.append((jnp.asarray(weights, jnp.float32), jnp.zeros(units, jnp.float32)))
    return parameters


def logits(parameters, x):
    for weights, bias in parameters[:-1]:
        x = jax.nn.relu(x @ weights + bias)
    weights, bias = parameters[-1]
    return (x @ weights + bias)[:, 0]


def cross_entropy(parameters, x, y):
    z = logits(parameters, x)
    return jnp.mean(jax.nn.softplus(z) - y * z)


def inverse_asimov(parameters, x, y):
    """1/Z_A, the paper's Eq. (4.6), with its logarithms of 1 + something as log1p: float32 would lose Z_A otherwise."""
    scores = jax.nn.sigmoid(logits(parameters, x))
    signal = jnp.sum(y)
    s = events.SIGNAL * jnp.sum(scores * y) / signal
    b = events.BACKGROUND * jnp.sum(scores * (1 - y)) / (len(y) - signal)
    v = (events.SYSTEMATIC * b) ** 2
    first = (s + b) * jnp.log1p(s * b / (b * b + (s + b) * v))
    second = b * b / v * jnp.log1p(v * s / (b * (b + v)))
    return 1 / jnp.sqrt(2 * (first - second))


LOSSES = {"asimov": inverse_asimov, "cross-entropy": cross_entropy}


def adam(state, gradient):
    """A step in Keras' form."""
    parameters, first, second, steps = state
    steps += 1
    first = jax.tree.map(lambda m, g: m + (g - m) * 0.1, first, gradient)
    second = jax.tree.map(lambda v, g: v + (g * g - v) * 0.001, second, gradient)
    rate = 1e-3 * jnp.sqrt(1 - 0.999**steps) / (1 - 0.9**steps)
    parameters = jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-7), parameters, first, second)
    return parameters, first, second, steps


@partial(jax.jit, static_argnames=("loss", "batch"), donate_argnames="state")
def run_epoch(state, features, labels, order, loss, batch):
    """Goes through the events in the given order; the last batch holds what is left. Returns the mean loss too."""

    def step(state, chosen):
        value, gradient = jax.value_and_grad(LOSSES[loss])(state[0], features[chosen], labels[chosen])
        return adam(state, gradient), value

    full = count // batch * batch
    state, values = jax.lax.scan(step, state, order[:full].reshape(-1, batch))
    total = batch * jnp.sum(values)
    if full < count:
        state, value = step(state, order[full:])
        total += (count - full) * value
    return state, total / count


def epoch(hidden, loss, batch, counted):
    parameters = new_parameters(hidden)
    state = (parameters, *(jax.tree.map(jnp.zeros_like, parameters) for _ in range(2)), jnp.float32(0))
    seconds, means = [], []
    for _ in range(counted + 1):
        start = time.perf_counter()
        order = random.permutation(count).astype(np.int32)
        state, mean = jax.block_until_ready(run_epoch(state, features, labels, order, loss, batch))
        seconds.append(time.perf_counter() - start)
        means.append(float(mean))
    return seconds[1:], means[1]


# Divides the 600 000 events; blocks of 8 000 take 15 % longer, of 2 000 twice as long.
BLOCK = 24_000


@cache
def score(hidden):
    parameters = new_parameters(hidden)

    def scores(x):
        return jax.nn.sigmoid(logits(parameters, x))

    def blockwise(x):
        return jax.lax.map(scores, x.reshape(-1, BLOCK, events.FEATURES)).reshape(-1)

    compiled = jax.jit(blockwise if form == "tuned" else scores)
    return lambda: compiled(to_score).block_until_ready()


worker.serve(epoch=epoch, score=score)
