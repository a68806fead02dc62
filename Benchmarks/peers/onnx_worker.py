"""onnxruntime as a peer, for scoring.

All events in one call: chunks of 16 384 and 65 536 take the same time within 5 %, smaller ones longer. Its threads wait
without spinning, which costs nothing here and leaves the cores to the others in between.
"""

from functools import cache

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

import events
import worker

folder, threads, form = worker.arguments()
to_score, _ = events.read(folder, "score")


def model(hidden):
    """Gemm and Relu for each hidden layer, Gemm and Sigmoid for the output."""
    generator = np.random.default_rng(0)
    widths = [events.FEATURES, *hidden, 1]
    nodes, parameters, flow = [], [], "features"
    for layer, (inputs, units) in enumerate(zip(widths, widths[1:])):
        weights = generator.normal(0, 1 / np.sqrt(inputs), (inputs, units)).astype(np.float32)
        parameters.append(numpy_helper.from_array(weights, f"weights {layer}"))
        parameters.append(numpy_helper.from_array(np.zeros(units, np.float32), f"bias {layer}"))
        last = layer == len(hidden)
        result = "score" if last else f"activations {layer}"
        nodes.append(helper.make_node("Gemm", [flow, f"weights {layer}", f"bias {layer}"], [f"sums {layer}"]))
        nodes.append(helper.make_node("Sigmoid" if last else "Relu", [f"sums {layer}"], [result]))
        flow = result
    graph = helper.make_graph(
        nodes,
        "network",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["events", events.FEATURES])],
        [helper.make_tensor_value_info("score", TensorProto.FLOAT, ["events", 1])],
        parameters,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


@cache
def score(hidden):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(
        model(hidden).SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    return lambda: session.run(None, {"features": to_score})


worker.serve(score=score)
