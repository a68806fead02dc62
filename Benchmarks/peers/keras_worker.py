"""Keras with TensorFlow as a peer.

plain  `fit` and `predict` as its manual shows them, on NumPy arrays; `predict` with the fastest batch size, all events.
tuned  `fit` with 64 batches in each call of the compiled function, and a compiled call of the network on a tensor.

Tried and not faster: tf.data with a shuffle of the events (10 times as long) or of their numbers and a gather (2 times),
jit_compile in `fit` (within 15 % either way), 16 or 1 024 batches a call, a call of the network without compilation (2 times).
"""

import os
import time
from functools import cache

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

import keras
import tensorflow as tf

import events
import worker

folder, threads, form = worker.arguments()
tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(threads)
features, labels = events.read(folder, "train")
labels = labels[:, None]
to_score, _ = events.read(folder, "score")


def inverse_asimov(y, z):
    """1/Z_A of a batch of labels y and logits z, as in `jax_worker.py`."""
    scores = tf.sigmoid(z)
    s = events.SIGNAL * tf.reduce_sum(scores * y) / tf.reduce_sum(y)
    b = events.BACKGROUND * tf.reduce_sum(scores * (1 - y)) / tf.reduce_sum(1 - y)
    v = (events.SYSTEMATIC * b) ** 2
    first = (s + b) * tf.math.log1p(s * b / (b * b + (s + b) * v))
    second = b * b / v * tf.math.log1p(v * s / (b * (b + v)))
    return 1 / tf.sqrt(2 * (first - second))


LOSSES = {"asimov": inverse_asimov, "cross-entropy": keras.losses.BinaryCrossentropy(from_logits=True)}


def network(hidden, last):
    hidden = [keras.layers.Dense(width, "relu") for width in hidden]
    return keras.Sequential([keras.Input((events.FEATURES,)), *hidden, keras.layers.Dense(1, last)])


class EpochEnds(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.ends = []

    def on_epoch_end(self, epoch, logs=None):
        self.ends.append(time.perf_counter())


@cache
def compiled(hidden, loss):
    """A model that is traced once, and the variables to start each training from."""
    keras.utils.set_random_seed(0)
    model = network(hidden, None)
    model.compile("adam", LOSSES[loss], jit_compile=False, steps_per_execution=64 if form == "tuned" else 1)
    model.optimizer.build(model.trainable_variables)
    variables = model.variables + model.optimizer.variables
    return model, [(variable, variable.numpy()) for variable in variables]


def epoch(hidden, loss, batch, counted):
    model, start = compiled(hidden, loss)
    for variable, value in start:
        variable.assign(value)
    times = EpochEnds()
    # The first epoch traces the functions and the second may do so again for the last, smaller batch: neither counts.
    history = model.fit(
        features, labels, batch_size=batch, epochs=counted + 2, shuffle=True, verbose=0, callbacks=[times]
    )
    seconds = [end - begin for begin, end in zip(times.ends, times.ends[1:])]
    return seconds[1:], history.history["loss"][1]


@cache
def score(hidden):
    model = network(hidden, "sigmoid")
    if form == "plain":
        return lambda: model.predict(to_score, batch_size=len(to_score), verbose=0)
    function, tensor = tf.function(lambda x: model(x), jit_compile=True), tf.constant(to_score)
    return lambda: function(tensor).numpy()


worker.serve(epoch=epoch, score=score)
