"""Writes the HDF5 files of tables beside it, with h5py and pandas, and hdf5_tables.json with their columns as float32."""
import json
import pathlib

import h5py
import numpy as np
import pandas as pd

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(1998)
n = 12


def records():
    inner = np.dtype([("pt", "<f8"), ("eta", ">f4")])
    kinds = [("f2", "<f2"), ("f4", "<f4"), ("f8", ">f8"), ("i1", "i1"), ("i4", ">i4"), ("i8", "<i8"), ("u2", "<u2"), ("ok", "?"),
             ("x", "<f4", (3,)), ("m", ">i2", (2, 2)), ("flags", "?", (2,)), ("jet", inner), ("jets", inner, (2,)),
             ("word", "S5"), ("text", h5py.string_dtype()), ("hits", h5py.vlen_dtype(np.float32))]
    out = np.zeros(n, dtype=kinds)
    for name, *_ in kinds[:7]:
        out[name] = rng.normal(0, 50, n).clip(0 if name == "u2" else -100, 100)
    out["ok"], out["flags"] = rng.random(n) > 0.5, rng.random((n, 2)) > 0.5
    out["x"], out["m"] = rng.normal(0, 1, (n, 3)), rng.integers(-99, 99, (n, 2, 2))
    out["jet"]["pt"], out["jet"]["eta"] = rng.exponential(50, n), rng.normal(0, 1, n)
    out["text"], out["hits"] = ["text"] * n, [np.ones(i, "f4") for i in range(n)]
    return out


def columns_of(table):
    """The numbers of a structured array by the names that Asimov has for them."""
    out = {name: table[name] for name in ["f2", "f4", "f8", "i1", "i4", "i8", "u2", "ok"]}
    out |= {f"x[{i}]": table["x"][:, i] for i in range(3)} | {f"flags[{i}]": table["flags"][:, i] for i in range(2)}
    out |= {f"m[{i}][{j}]": table["m"][:, i, j] for i in range(2) for j in range(2)}
    return out | {f"jet.{name}": table["jet"][name] for name in ["pt", "eta"]}


def tables(expected):
    every = records()
    small = np.zeros(n, dtype=[("MET", "<f4"), ("n_jet", "<i2"), ("p", "<f8", (2,))])
    small["MET"], small["n_jet"], small["p"] = rng.exponential(90, n), rng.integers(0, 9, n), rng.normal(0, 1, (n, 2))
    smalls = {"MET": small["MET"], "n_jet": small["n_jet"], "p[0]": small["p"][:, 0], "p[1]": small["p"][:, 1]}
    matrix, cube = rng.normal(0, 1, (n, 4)).astype("f4"), rng.integers(-9, 9, (n, 2, 3))
    with h5py.File(here / "tables.h5", "w", libver="earliest") as f:
        f.create_dataset("every/events", data=every, chunks=(5,), compression="gzip", shuffle=True)
        f["alone/inside/events"] = small
        f["alone/inside/version"] = "text"
        f["two/a"], f["two/b"] = small, small
        f["mixed/weight"], f["mixed/events"] = np.arange(n, dtype="f4"), small
        f["arrays/matrix"], f["arrays/weight"] = matrix, np.arange(n, dtype=">f8")
        f.create_dataset("arrays/cube", data=cube, chunks=(5, 2, 2), compression="gzip")
        f["arrays/grid"] = small.reshape(3, 4)
        f["empty/events"] = small[:0]
        f.create_group("nothing/here")
        f.create_dataset("claims/chunks", shape=(10**12,), dtype=small.dtype, chunks=(1000,))
        f.create_dataset("claims/piece", shape=(10**12,), dtype=small.dtype)
        f["complex/z"] = rng.normal(0, 1, n) + 1j * rng.normal(0, 1, n)
        expected["tables.h5"] = {
            "every": columns_of(every), "/every/events": columns_of(every), "alone/inside": smalls, "alone": smalls,
            "two/b": smalls, "mixed": {"weight": np.arange(n)}, "mixed/events": smalls,
            "arrays": {"weight": np.arange(n)} | {f"matrix[{i}]": matrix[:, i] for i in range(4)}
            | {f"cube[{i}][{j}]": cube[:, i, j] for i in range(2) for j in range(3)},
            "complex": {"r": f["complex/z"][:].real, "i": f["complex/z"][:].imag}}
    with h5py.File(here / "records.h5", "w", libver="earliest") as f:
        f.create_dataset("events", data=small, chunks=(5,), compression="gzip", fletcher32=True)
    expected["records.h5"] = {"": smalls}
    # More than one block of the reader, whose ends are not those of chunks.
    long = np.zeros(500_000, dtype=[("a", "<f4"), ("b", "u1"), ("c", "<i4"), ("d", "<i4", (2,))])
    for name, modulus in ("a", 251), ("b", 7), ("c", 3):
        long[name] = np.arange(len(long)) % modulus
    long["d"] = (np.arange(len(long)) % 5)[:, None] * np.array([1, -1])
    with h5py.File(here / "blocks.h5", "w", libver="earliest") as f:
        f.create_dataset("events", data=long, chunks=(70_000,), compression="gzip", compression_opts=9, shuffle=True)


def friends():
    """As many events as the small ROOT files have."""
    rows = np.arange(60)
    with h5py.File(here / "friends.h5", "w", libver="earliest") as f:
        f["flat/score"], f["flat/f4"], f["flat/x"] = rows**2, -rows, np.stack([rows, 2 * rows], axis=1)
        f["table"] = np.array([(i, i / 2) for i in rows], dtype=[("n", "<i4"), ("score", "<f8")])


def frames(expected):
    frame = pd.DataFrame({
        "pt": rng.exponential(50, n), "η": rng.normal(0, 1, n).astype("f4"), "n": np.arange(n), "ok": np.arange(n) % 3 == 0,
        "é\\x": rng.normal(0, 1, n), "name": ["a", "bb"] * (n // 2), "when": pd.date_range("2020-01-01", periods=n)},
        index=np.arange(n) + 100)
    numbers = {name: frame[name] for name in ["pt", "η", "n", "ok", "é\\x"]}
    small = {"complevel": 9, "complib": "zlib", "index": False}
    path = here / "pandas.h5"
    path.unlink(missing_ok=True)
    frame.to_hdf(path, key="blocks", format="table", **small)
    frame.drop(columns="when").to_hdf(path, key="columns", format="table", data_columns=True, **small)
    frame.drop(columns="name").to_hdf(path, key="fixed", format="fixed", complevel=9, complib="zlib")
    frame.pt.to_hdf(path, key="series", format="table", **small)
    pd.DataFrame(rng.normal(0, 1, (n, 2))).to_hdf(path, key="numbered", format="table", **small)
    pd.DataFrame(rng.normal(0, 1, (n, 2))).to_hdf(path, key="numbered_fixed", format="fixed")
    levels = pd.DataFrame(rng.normal(0, 1, (n, 2)), columns=pd.MultiIndex.from_tuples([("a", "b"), ("a", "c")]))
    levels.to_hdf(path, key="levels", format="table", **small)
    levels.to_hdf(path, key="levels_fixed", format="fixed")
    category = pd.DataFrame({"pt": frame.pt, "kind": pd.Categorical(frame.name)})
    category.to_hdf(path, key="category", format="table", data_columns=True, **small)
    frame[["pt"]].to_hdf(path, key="blosc", format="table", complevel=9, complib="blosc", index=False)
    expected["pandas.h5"] = {
        "blocks": numbers | {"index": frame.index}, "columns": numbers | {"index": frame.index},
        "fixed": numbers | {"index": frame.index}, "series": {"pt": frame.pt}, "category": {"pt": frame.pt},
        "numbered": {str(i): pd.read_hdf(path, "numbered")[i] for i in range(2)},
        "numbered_fixed": {str(i): pd.read_hdf(path, "numbered_fixed")[i] for i in range(2)}}
    frame[["pt", "n", "ok"]].to_hdf(here / "frame.h5", key="analysis/events", mode="w", format="table", **small)
    expected["frame.h5"] = {"": {name: frame[name] for name in ["pt", "n", "ok"]}}


if __name__ == "__main__":
    expected = {}
    tables(expected)
    friends()
    frames(expected)
    text = json.dumps({file: {place: {name: [float(x) for x in np.asarray(values).astype("f4")] for name, values in columns.items()}
                              for place, columns in places.items()} for file, places in expected.items()}, indent=None, sort_keys=True)
    (here / "hdf5_tables.json").write_text(text.replace("}, ", "},\n") + "\n")
