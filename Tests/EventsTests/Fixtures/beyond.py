"""Writes beyond.json: the pieces of a ROOT file of 5 GB whose tree and RNTuple lie beyond 2 GB, with the values in them.

    pip install uproot awkward cramjam xxhash
    python beyond.py

Uproot writes it with a gap of zeros, which takes no room on a disk; the pieces are those that are no zeros."""
import base64
import json
import os
import pathlib
import tempfile

import numpy as np
import uproot

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(24)
PART = 4096


def skip_to(file, place):
    """Goes on behind a gap, and never back to fill it."""
    segments = file._cascading.freesegments
    allocate = type(segments).allocate

    def at_end(num_bytes, dry_run=False):
        segments._data.slices = ()
        return allocate(segments, num_bytes, dry_run)

    segments.allocate = at_end
    segments._data.slices = ()
    segments._key.location = place
    segments._data.end = segments._data.required_end(place + segments._key.num_bytes)


def write(path, columns):
    with uproot.recreate(path, compression=uproot.ZLIB(1)) as file:
        types = {name: values.dtype for name, values in columns.items()}
        tree = file.mktree("tree", types, initial_basket_capacity=3)
        ntuple = file.mkrntuple("ntuple", types)
        parts = [slice(0, 10), slice(10, 20), slice(20, 30)]
        for part, place in zip(parts, (None, (2 << 30) - 64, 3 << 30)):
            if place:
                skip_to(file, place)
            tree.extend({name: values[part] for name, values in columns.items()})
        skip_to(file, 5 << 30)
        for part in parts:
            ntuple.extend({name: values[part] for name, values in columns.items()})


if __name__ == "__main__":
    columns = {"f4": rng.normal(0, 1, 30).astype("f4"), "i8": rng.integers(-99, 99, 30)}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "beyond.root"
        write(path, columns)
        length = path.stat().st_size
        assert length > 5 << 30
        with uproot.open(path) as file:
            seeks = [int(s) for b in file["tree"].branches for s in b.member("fBasketSeek")[:3]]
            assert sum(s > 2 << 30 for s in seeks) == 3, seeks
            for name in ("tree", "ntuple"):
                for column, values in columns.items():
                    assert (np.asarray(file[name][column].array()) == values).all()
        pieces = []
        with open(path, "rb") as file:
            # Where there is data, as the file system knows it.
            place = 0
            while place < length:
                try:
                    place = os.lseek(file.fileno(), place, os.SEEK_DATA)
                except OSError:
                    break
                end = os.lseek(file.fileno(), place, os.SEEK_HOLE)
                for start in range(place, end, PART):
                    data = os.pread(file.fileno(), min(PART, end - start), start)
                    if data.strip(b"\0"):
                        body = data.rstrip(b"\0")
                        pieces.append({"place": start, "bytes": base64.b64encode(body).decode()})
                place = end
    out = {"length": length, "pieces": pieces, "columns": {n: v.astype("f4").tolist() for n, v in columns.items()}}
    (here / "beyond.json").write_text(json.dumps(out) + "\n")
