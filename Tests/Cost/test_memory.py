"""What memory a search takes whose events do not fit into it: standardised, trained on, scored and scanned all the same.

    python test_memory.py .build/release/asimov

The events lie in files that are links to one block, so that no disk is filled to begin with. The system refuses the program more
memory of its own (RLIMIT_DATA) than a part of what their features take.
"""

import array
import pathlib
import random
import resource
import subprocess
import sys
import tempfile

FEATURES = 40
BLOCK = 100_000
SIGNAL_FILES, BACKGROUND_FILES = 8, 16
LIMIT = 0.6

TEMPLATE = """---
title: Large
---

```{dataset} events
signal: { files: "signal_*.npy", cross-section: 20 fb, efficiency: 0.06 }
background: { files: "background_*.npy", cross-section: 844 pb, efficiency: 8.2e-4 }
luminosity: 30 fb^-1
select: f00 > -3
```

```{train} network
dataset: events
loss: cross-entropy
batch-size: 4096
epochs: 1
```

```{scan} best
model: network
```

Z is {value}`best[0.5].significance`.
"""


def write_block(path, shift):
    """A structured array as NumPy writes it."""
    names = ", ".join(f"('f{number:02d}', '<f4')" for number in range(FEATURES))
    header = f"{{'descr': [{names}], 'fortran_order': False, 'shape': ({BLOCK},), }}"
    header += " " * (-(len(header) + 11) % 64) + "\n"
    draw = random.Random(int(10 * shift) + 1)
    base = array.array("f", (draw.gauss(shift, 1) for _ in range(FEATURES * BLOCK // 10)))
    numbers = array.array("f")
    for turn in range(10):
        numbers.extend(base[turn:] + base[:turn])
    path.write_bytes(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode() + numbers.tobytes())


def build(asimov, folder, limit, memory):
    """Peak of the memory that the kernel counts as the program's own, or what the program said."""

    def restrict():
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))

    return subprocess.run(
        [asimov, "build", "large.md", "--output", "report", "--store", f"store-{memory}"],
        cwd=folder, preexec_fn=restrict if limit else None, capture_output=True, text=True,
        env={"ASIMOV_MEMORY": str(memory), "PATH": "/usr/bin:/bin", "HOME": str(folder)},
    )


def main():
    asimov = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for kind, shift, files in (("signal", 0.5, SIGNAL_FILES), ("background", 0.0, BACKGROUND_FILES)):
            write_block(folder / f"{kind}_00.npy", shift)
            for number in range(1, files):
                (folder / f"{kind}_{number:02d}.npy").hardlink_to(folder / f"{kind}_00.npy")
        (folder / "large.md").write_text(TEMPLATE)
        size = (SIGNAL_FILES + BACKGROUND_FILES) * BLOCK * FEATURES * 4
        limit = int(LIMIT * size)
        done = build(asimov, folder, limit, 0)
        if done.returncode != 0:
            sys.exit(f"error: {size / 1e6:.0f} MB of features need more than {limit / 1e6:.0f} MB:\n{done.stderr[-2000:]}")
        report = (folder / "report" / "large.html").read_bytes()
        print(f"ok: {size / 1e6:.0f} MB of features within {limit / 1e6:.0f} MB of memory")
        if list(folder.glob("store-0/.scratch*")):
            sys.exit("error: a scratch file is left in the store")
        done = build(asimov, folder, None, 1_000_000)
        if done.returncode != 0 or (folder / "report" / "large.html").read_bytes() != report:
            sys.exit(f"error: with all in memory the report is another one\n{done.stderr[-2000:]}")
        print("ok: the same report, byte for byte, with all in memory")


if __name__ == "__main__":
    main()
