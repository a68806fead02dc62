"""What is measured, and what Asimov promises of it."""

from dataclasses import dataclass

import events


# Events that Asimov makes in a turn, of the rows that make events; a peer says how many it makes.
GENERATED = 40_000


@dataclass(frozen=True)
class Row:
    """One task. `targets` holds the largest allowed ratio of Asimov's time to a peer's, by the peer's name."""

    name: str
    title: str
    hidden: tuple[int, ...]
    loss: str | None
    batch: int | None
    targets: tuple[tuple[str, float], ...]
    # The smallest allowed fraction of the machine's peak.
    peak: float | None = None
    # Of a scan for the best cut, instead of a network.
    systematics: tuple[float, ...] = ()
    # Events of a file to read, instead of a network.
    events: int = 0
    # A process of which events are made, instead of a network: masses of top squark and LSP, or `top-pair`.
    process: str = ""
    # The least number of events that are made in a second.
    rate: int = 0

    @property
    def kind(self):
        if self.process:
            return "generate"
        return "read" if self.events else "scan" if self.systematics else "epoch" if self.loss else "score"

    def command(self, epochs, events=GENERATED):
        if self.process:
            return f"generate {self.process} {events}"
        if self.events:
            return "read 3"
        if self.systematics:
            return f"scan {','.join(map(str, self.systematics))} 3"
        hidden = ",".join(map(str, self.hidden))
        return f"epoch {hidden} {self.loss} {self.batch} {epochs}" if self.loss else f"score {hidden} 5"

    def growth(self, count):
        """The command for a scan of the first `count` scores, the more often the fewer they are."""
        return f"growth {','.join(map(str, self.systematics))} {max(3, min(30, 10**7 // count))} {count}"

    @property
    def operations(self):
        """Floating-point operations of an epoch, or of scoring, by the matrix products alone.

        2 Σ in·out an event for each of: forward, the gradient of the weights, and that of the inputs, which the first layer
        does not need. Biases, activations, the loss and Adam are not counted.
        """
        widths = [events.FEATURES, *self.hidden, 1]
        products = [inputs * units for inputs, units in zip(widths, widths[1:])]
        if self.loss:
            return 2 * (3 * sum(products) - products[0]) * events.SIZES["train"]
        return 2 * sum(products) * events.SIZES["score"]


ROWS = [
    Row("23-asimov", "[23], 1/Z_A, batch 4096", (23,), "asimov", 4096, (("JAX", 0.20), ("Keras", 0.05))),
    Row(
        "23-cross-entropy", "[23], cross-entropy, batch 128", (23,), "cross-entropy", 128,
        (("JAX", 0.20), ("Keras", 0.005)),
    ),
    Row(
        "46x3-asimov", "[46, 46, 46], 1/Z_A, batch 4096", (46,) * 3, "asimov", 4096, (("JAX", 0.40), ("Keras", 0.15)),
        peak=0.4,
    ),
    Row("23x5-asimov", "[23] × 5, 1/Z_A, batch 4096", (23,) * 5, "asimov", 4096, (("JAX", 0.20), ("Keras", 0.10))),
    Row(
        "score", "scoring 600 000 events, [23]", (23,), None, None,
        (("JAX", 0.30), ("Keras", 0.10), ("onnxruntime", 0.5)),
    ),
    Row(
        "scan", "best cuts of 10⁷ scores at 3 systematics", (), None, None, (("NumPy", 0.3),),
        systematics=(0.1, 0.3, 0.5),
    ),
    Row(
        "read-root", "reading 10⁷ events × 22 of a ROOT file, zlib", (), None, None, (("uproot", 0.667),),
        events=events.READING,
    ),
    *(
        Row(
            f"generate-{name}", f"1000 selected events, {title}", (), None, None, (), process=process,
            rate=20_000,
        )
        for name, title, process in (
            ("900-100", "t̃₁t̃₁* of 900 and 100 GeV", "900,100"), ("600-400", "t̃₁t̃₁* of 600 and 400 GeV", "600,400"),
            ("top-pair", "tt̄", "top-pair"),
        )
    ),
]  # fmt: skip
