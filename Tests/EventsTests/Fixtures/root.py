"""Writes the small ROOT files beside it with uproot, and root.json with the float32 values that Asimov should read from them.

    pip install uproot awkward cramjam xxhash
    python root.py

All trees of types.root hold the same events, each packed in another way: zlib_5 by zlib, in five baskets a branch."""
import json
import pathlib
import zlib

import awkward as ak
import numpy as np
import uproot

here = pathlib.Path(__file__).parent
n = 60
rng = np.random.default_rng(22)

integers = {"i1": np.int8, "u1": np.uint8, "i2": np.int16, "u2": np.uint16, "i4": np.int32, "u4": np.uint32, "i8": np.int64,
            "u8": np.uint64}
flat = {}
for name, dtype in integers.items():
    info = np.iinfo(dtype)
    flat[name] = rng.integers(info.min, info.max, n, dtype=dtype, endpoint=True)
    flat[name][:2] = info.min, info.max
flat["f4"] = rng.normal(0, 100, n).astype("f4")
flat["f8"] = rng.normal(0, 1e5, n)
flat["flag"] = rng.random(n) < 0.4
flat["x"] = rng.normal(0, 1, (n, 4)).astype("f4")
flat["matrix"] = rng.normal(0, 1, (n, 2, 3))
counts = rng.integers(0, 4, n)
counts[:3] = 0, 3, 1
pt = ak.unflatten(rng.exponential(50, counts.sum()).astype("f4"), counts)
charge = ak.unflatten(rng.integers(-1, 2, counts.sum()).astype("i2"), counts)


class OldZLIB(uproot.ZLIB):
    """What ROOT wrote before it had zlib: the bare stream, under the name CS."""

    @property
    def code_pair(self):
        return 1, self.level

    def compress(self, data):
        packer = zlib.compressobj(self.level, zlib.DEFLATED, -15)
        return packer.compress(bytes(data)) + packer.flush()


OldZLIB._2byte = b"CS"

packings = {"plain": None, "zlib": uproot.ZLIB(6), "oldzlib": OldZLIB(6), "lzma": uproot.LZMA(6), "lz4": uproot.LZ4(4),
            "zstd": uproot.ZSTD(5)}


def part(lo, hi):
    arrays = {name: values[lo:hi] for name, values in flat.items()}
    arrays["jet"] = ak.zip({"pt": pt[lo:hi], "charge": charge[lo:hi]})
    return arrays


def types(arrays):
    out = {name: np.dtype((v.dtype, v.shape[1:])) for name, v in arrays.items() if name != "jet"}
    return out | {"jet": arrays["jet"].type.content}


def write(file, name, packing, pieces, arrays=part):
    tree = file.mktree(name, types(arrays(0, n)), initial_basket_capacity=pieces)
    tree.compression = packing
    edges = np.linspace(0, n, pieces + 1).astype(int)
    for lo, hi in zip(edges[:-1], edges[1:]):
        tree.extend(arrays(lo, hi))


def few(lo, hi):
    """Three branches of three kinds: small files to be damaged."""
    arrays = part(lo, hi)
    return {name: arrays[name] for name in ("f4", "u2", "jet")}


def columns():
    out = {name: values.astype("f4").tolist() for name, values in flat.items() if values.ndim == 1}
    out |= {f"x[{i}]": flat["x"][:, i].tolist() for i in range(4)}
    out |= {f"matrix[{i}][{j}]": flat["matrix"][:, i, j].astype("f4").tolist() for i in range(2) for j in range(3)}
    # Where an event has fewer jets the tests ask for this value.
    for name, values in (("jet_pt", pt), ("jet_charge", charge)):
        for i in range(3):
            entry = ak.fill_none(ak.pad_none(values, 3)[:, i], -99)
            out[f"{name}[{i}]"] = ak.to_numpy(entry).astype("f4").tolist()
    out["njet"] = counts.astype("f4").tolist()
    return out


def several():
    """Trees in folders, and two cycles of one name."""
    with uproot.recreate(here / "several.root", compression=None) as f:
        f.mktree("first", {"a": "f4"}).extend({"a": np.arange(3, dtype="f4")})
        f.mktree("deep/er/second", {"b": "i4"}).extend({"b": np.arange(4, dtype="i4")})
        f.mktree("again", {"c": "f4"}).extend({"c": np.full(2, 1, "f4")})
        f.mktree("again", {"c": "f4"}).extend({"c": np.full(3, 2, "f4")})
    with uproot.recreate(here / "none.root") as f:
        f["histogram"] = np.histogram(rng.normal(size=100))


if __name__ == "__main__":
    with uproot.recreate(here / "types.root", compression=None) as f:
        for name, packing in packings.items():
            for pieces in (1, 5):
                write(f, f"{name}_{pieces}", packing, pieces)
    for name, packing in packings.items():
        with uproot.recreate(here / f"small-{name}.root", compression=packing) as f:
            write(f, "events", packing, 2, few)
    # Places of eight bytes, as in a file that has outgrown 2 GB.
    small = uproot.const.kStartBigFile
    with uproot.recreate(here / "large.root", compression=None) as f:
        uproot.const.kStartBigFile = 20000
        write(f, "events", uproot.ZLIB(6), 5)
    uproot.const.kStartBigFile = small
    several()
    (here / "root.json").write_text(json.dumps(columns()) + "\n")
