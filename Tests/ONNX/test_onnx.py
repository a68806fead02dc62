"""Asimov's model files as a collaborator meets them: checked by onnx and run by onnxruntime.

    python test_onnx.py FOLDER            checks each *.onnx of the folder against its scores.json
    python test_onnx.py FOLDER --write    makes scores.json anew from what onnxruntime says

The folder's files are what Asimov writes to the byte (WritingTests.swift), and scores.json is what its own scores are
compared with there. So scores that agree here agree between Asimov and onnxruntime.
"""
import json
import pathlib
import sys

import numpy
import onnx
import onnxruntime

TOLERANCE = 1e-6


def events(features):
    """Most within a few deviations, some far out, one beyond the reach of a standardiser."""
    generator = numpy.random.Generator(numpy.random.PCG64(11))
    scale = 10.0 ** numpy.arange(features)
    rows = (generator.normal(size=(64, features)) * 2 + 1) * scale
    rows[40:48] *= 20
    rows[63] = 3e12 * (-1.0) ** numpy.arange(features)
    return rows.astype(numpy.float32)


def run(path, rows):
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    assert [value.name for value in session.get_inputs()] == ["features"], path
    assert [value.name for value in session.get_outputs()] == ["score"], path
    scores = session.run(["score"], {"features": rows})[0]
    assert scores.shape == (len(rows), 1) and scores.dtype == numpy.float32, path
    # One event alone, as in a loop over events.
    assert abs(session.run(None, {"features": rows[:1]})[0][0, 0] - scores[0, 0]) < TOLERANCE, path
    return scores[:, 0]


def check(path):
    """The file itself, its shapes included."""
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    names = json.loads(metadata["feature_names"])
    rows, columns = model.graph.input[0].type.tensor_type.shape.dim
    assert rows.dim_param == "N" and columns.dim_value == len(names), path
    assert model.producer_name == "Asimov" and {"loss", "seed"} <= metadata.keys(), path
    return len(names)


def main(folder, write):
    found, worst = {}, 0.0
    paths = sorted(folder.glob("*.onnx"))
    assert paths, f"no model in {folder}"
    expected = {} if write else json.loads((folder / "scores.json").read_text())
    assert write or sorted(expected) == [path.stem for path in paths], "scores.json is of other files: use --write"
    for path in paths:
        rows = events(check(path))
        scores = run(path, rows)
        found[path.stem] = {"features": rows.ravel().tolist(), "scores": scores.tolist()}
        if not write:
            assert expected[path.stem]["features"] == found[path.stem]["features"], path
            difference = numpy.abs(scores - numpy.array(expected[path.stem]["scores"])).max()
            assert difference <= TOLERANCE, f"{path}: scores differ by {difference}"
            worst = max(worst, difference)
    if write:
        (folder / "scores.json").write_text(json.dumps(found) + "\n")
    print(f"{len(paths)} model files: valid, and their scores in onnxruntime differ by at most {worst:.1g}")


main(pathlib.Path(sys.argv[1]), "--write" in sys.argv[2:])
