"""Networks as PyTorch exports them (torch 2.15.0, onnx 1.23.2, onnxscript 0.7.2): both exporters, old and new opsets.

The weights are drawn wide enough to reach every part of the activations, the running moments of the batch normalisation
set by hand. Stack traces, which PyTorch writes beside each node, are taken out.
"""
import onnx
import torch
from expected import CENTRE, FOLDER, SPREAD, keep

torch.manual_seed(3)


class Standardised(torch.nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.register_buffer("mean", torch.tensor(CENTRE, dtype=torch.float32))
        self.register_buffer("std", torch.tensor(SPREAD, dtype=torch.float32))
        self.layers = torch.nn.Sequential(*layers)

    def forward(self, x):
        return self.layers((x - self.mean) / self.std)


class Squeezed(Standardised):
    def forward(self, x):
        return torch.sigmoid(super().forward(x)).squeeze(-1)


def normalised():
    """Batch normalisation of the features and of the sums, ahead of the activation and behind it."""
    norms = [torch.nn.BatchNorm1d(3), torch.nn.BatchNorm1d(6), torch.nn.BatchNorm1d(4)]
    norms[0].running_mean, norms[0].running_var = torch.tensor(CENTRE).float(), torch.tensor(SPREAD**2).float()
    for norm in norms[1:]:
        norm.running_mean, norm.running_var = torch.randn(norm.num_features), torch.rand(norm.num_features) + 0.5
    for norm in norms:
        torch.nn.init.normal_(norm.weight, 1, 0.3)
        torch.nn.init.normal_(norm.bias, 0, 0.3)
    linear, gelu = torch.nn.Linear, torch.nn.GELU()
    return torch.nn.Sequential(
        norms[0], linear(3, 6), norms[1], gelu, linear(6, 4), gelu, norms[2], linear(4, 1), torch.nn.Sigmoid())


def widen(model):
    for layer in model.modules():
        if isinstance(layer, torch.nn.Linear):
            torch.nn.init.normal_(layer.weight)
            torch.nn.init.normal_(layer.bias)
    return model.eval()


def strip(name):
    model = onnx.load(FOLDER / f"{name}.onnx")
    for part in [model.graph, *model.graph.node]:
        del part.metadata_props[:]
        part.ClearField("doc_string")
    onnx.save(model, FOLDER / f"{name}.onnx")


def script(name, model, opset):
    torch.onnx.export(
        widen(model), (torch.zeros(2, 3),), FOLDER / f"{name}.onnx", dynamo=False, opset_version=opset,
        input_names=["x"], output_names=["score"], dynamic_axes={"x": {0: "N"}, "score": {0: "N"}})


def dynamo(name, model, opset, output="score"):
    torch.onnx.export(
        widen(model), (torch.zeros(2, 3),), FOLDER / f"{name}.onnx", dynamo=True, opset_version=opset,
        dynamic_shapes=({0: torch.export.Dim("N")},), output_names=[output], external_data=False, verbose=False)


linear, relu, tanh, gelu = torch.nn.Linear, torch.nn.ReLU(), torch.nn.Tanh(), torch.nn.GELU()
script("torch-relu", Squeezed(linear(3, 6), relu, torch.nn.Dropout(0.2), linear(6, 4), tanh, linear(4, 1)), 13)
script("torch-erf", normalised(), 17)
dynamo("torch-dynamo-erf", Squeezed(linear(3, 6), gelu, linear(6, 1)), 18)
dynamo("torch-dynamo-gelu", normalised(), 20)
dynamo("torch-logit", Standardised(linear(3, 6), torch.nn.Sigmoid(), linear(6, 1)), 20, output="logits")
names = ["torch-relu", "torch-erf", "torch-dynamo-erf", "torch-dynamo-gelu", "torch-logit"]
for name in names:
    strip(name)
keep("torch", names)
