"""Networks as Keras exports them (keras 3.15.1, tensorflow-cpu 2.21.0, tf2onnx 1.17.0).

An adapted Normalization layer becomes two more inputs in Keras' own export, which nothing can run without the numbers
(`keras-adapted.onnx`, which is refused); by way of a SavedModel they stay in the file.
"""
import subprocess
import sys
import tempfile

import keras
import onnx
from expected import FOLDER, keep, sample

features, labels = sample()
keras.utils.set_random_seed(5)
dense = keras.layers.Dense


def model(*layers):
    network = keras.Sequential([keras.Input((3,), name="features"), *layers])
    network.compile("adam", "binary_crossentropy")
    network.fit(features, labels, epochs=40, verbose=0)
    return network


def adapted():
    standardise = keras.layers.Normalization()
    standardise.adapt(features)
    return model(
        standardise, dense(6, "relu"), keras.layers.BatchNormalization(), dense(4, "tanh"), keras.layers.Dropout(0.1),
        dense(1, "sigmoid"))


network = adapted()
network.export(FOLDER / "keras-adapted.onnx", format="onnx", verbose=False)
with tempfile.TemporaryDirectory() as saved:
    network.export(saved, verbose=False)
    subprocess.run(
        [sys.executable, "-m", "tf2onnx.convert", "--saved-model", saved, "--output", FOLDER / "keras-saved.onnx"],
        check=True)
converted = onnx.load(FOLDER / "keras-saved.onnx")
converted.graph.ClearField("doc_string")  # names the temporary folder
onnx.save(converted, FOLDER / "keras-saved.onnx")

norm = keras.layers.BatchNormalization
model(norm(momentum=0.5), dense(6), norm(), keras.layers.ReLU(), dense(1, "sigmoid")).export(
    FOLDER / "keras-normalised.onnx", format="onnx", verbose=False)
model(norm(momentum=0.5), dense(1, "sigmoid")).export(FOLDER / "keras-logistic.onnx", format="onnx", verbose=False)
keep("keras", ["keras-saved", "keras-normalised", "keras-logistic"])
