"""Runs freshly exported models in onnxruntime and keeps what it says."""
import json
import pathlib

import numpy
import onnx
import onnxruntime

FOLDER = pathlib.Path(__file__).parent
CENTRE, SPREAD = numpy.array([50, 0, 300]), numpy.array([10, 1, 100])


def sample(events=400, seed=1):
    """Three features of unlike scale, and labels that depend on all of them."""
    generator = numpy.random.Generator(numpy.random.PCG64(seed))
    standard = generator.normal(size=(events, 3))
    labels = standard[:, 0] * standard[:, 1] + 0.5 * standard[:, 2] > 0
    return (standard * SPREAD + CENTRE).astype(numpy.float32), labels.astype(numpy.int64)


def keep(tool, names):
    """Writes TOOL.json with the scores of each NAME.onnx."""
    features = sample(40, seed=2)[0]
    expected = {"features": features.ravel().tolist(), "scores": {}}
    for name in names:
        path = FOLDER / f"{name}.onnx"
        onnx.checker.check_model(str(path), full_check=True)
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        output = session.run(None, {session.get_inputs()[0].name: features})[-1]
        if isinstance(output, list):  # what ZipMap makes
            output = numpy.array([[row[0], row[1]] for row in output])
        scores = output[:, -1] if output.ndim == 2 else output
        if "logit" in name:
            scores = 1 / (1 + numpy.exp(-scores.astype(numpy.float64)))
        expected["scores"][name] = scores.tolist()
    (FOLDER / f"{tool}.json").write_text(json.dumps(expected) + "\n")
