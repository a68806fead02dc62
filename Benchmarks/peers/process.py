"""The workers as processes: each library in one of its own, so that thread pools do not meet."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rows import GENERATED

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Peer:
    """A worker that can be started: its name, its command line before the data's folder, and what it can do."""

    name: str
    start_of_command: tuple[str, ...]
    form: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("epoch", "score")
    # Epochs that count in each turn.
    epochs: int = 2
    # Events that are made in each turn.
    events: int = 0

    def start(self, folder, threads):
        return Worker(self, [*self.start_of_command, folder, str(threads), *self.form])


class Worker:
    """A running worker. It waits for the next command when it has answered one."""

    def __init__(self, peer, command):
        self.peer = peer
        # Settings for old builds of OpenBLAS, which slow a current one.
        environment = {key: value for key, value in os.environ.items() if not key.startswith("OPENBLAS_")}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def __enter__(self):
        self.read()
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def ask(self, command):
        """The answer to a command."""
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return self.read()

    def peak(self, threads):
        """Operations a second of the kernel that does nothing but multiply and add."""
        return self.ask(f"peak {threads}")["operations"]

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"error: the worker of {self.peer.name} ended; its message stands above")
        return json.loads(line)


def _peer(name, script, form, **options):
    return Peer(name, (sys.executable, str(HERE / script)), (form,), **options)


Asimov = Peer("Asimov", (str(HERE.parent / ".build" / "release" / "Worker"),), kinds=("epoch", "score", "scan", "read", "generate"), events=GENERATED)

# An epoch of Keras may take 10 s.
PEERS = [
    _peer("JAX", "jax_worker.py", "plain"),
    _peer("JAX, tuned", "jax_worker.py", "tuned", kinds=("score",)),
    _peer("Keras", "keras_worker.py", "plain", epochs=1),
    _peer("Keras, tuned", "keras_worker.py", "tuned", epochs=1),
    _peer("onnxruntime", "onnx_worker.py", "plain", kinds=("score",)),
    _peer("NumPy", "numpy_worker.py", "plain", kinds=("scan",)),
    _peer("uproot", "uproot_worker.py", "plain", kinds=("read",)),
    _peer("PYTHIA 8", "pythia_worker.py", "plain", kinds=("generate",), events=200),
]
