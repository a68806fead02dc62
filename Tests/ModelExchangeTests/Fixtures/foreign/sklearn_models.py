"""Pipelines as skl2onnx exports them (scikit-learn 1.9.1, skl2onnx 1.20.0): label and probabilities, some with ZipMap."""
from expected import FOLDER, keep, sample
from skl2onnx import to_onnx
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

features, labels = sample()


def export(name, activation, zipmap):
    network = MLPClassifier((6, 4), activation=activation, max_iter=400, learning_rate_init=0.01, random_state=4)
    pipeline = make_pipeline(StandardScaler(), network).fit(features, labels)
    model = to_onnx(pipeline, features[:1], options={id(pipeline): {"zipmap": zipmap}})
    (FOLDER / f"{name}.onnx").write_bytes(model.SerializeToString())


export("sklearn-relu", "relu", zipmap=False)
export("sklearn-tanh-zipmap", "tanh", zipmap=True)
export("sklearn-logistic", "logistic", zipmap=False)
keep("sklearn", ["sklearn-relu", "sklearn-tanh-zipmap", "sklearn-logistic"])
