"""Writes the small HDF5 files beside it, and hdf5.json with what h5py reads from them and from the files in templates/data.

Sums are over the float32 values that Asimov should see, added in double precision without rounding error."""
import json
import math
import pathlib

import h5py
import numpy as np

here = pathlib.Path(__file__).parent
data = here.parents[2] / "templates" / "data"
rng = np.random.default_rng(5)
n = 300


def numbers():
    with h5py.File(here / "numbers.h5", "w", libver="earliest") as f:
        f["f4"] = rng.normal(0, 100, n).astype("f4")
        f["f8"] = rng.normal(0, 100, n)
        f["i4"] = rng.integers(-2**31, 2**31 - 1, n).astype("i4")
        f["i8"] = rng.integers(-2**62, 2**62, n).astype("i8")
        f["u2"] = rng.integers(0, 2**16 - 1, n).astype("u2")
        f["big_endian"] = rng.normal(0, 1, n).astype(">f8")
        f.create_dataset("packed", data=rng.exponential(50, n).astype("f4"), chunks=(64,), compression="gzip", shuffle=True)
        f.create_dataset("chunked", data=rng.integers(0, 9, n).astype("i2"), chunks=(100,))
        f["f4"].attrs["units"] = "GeV"  # text of variable length
        f["f8"].attrs["units"] = np.bytes_("fb^-1")  # text of fixed length
        f["i4"].attrs["units"] = 3.0  # no text
        group = f.create_group("nominal")
        group["f4"] = np.arange(5, dtype="f4")
        group["unité"] = np.arange(5, dtype="f4") ** 2


def unsuitable():
    with h5py.File(here / "unsuitable.h5", "w", libver="earliest") as f:
        f["ten"] = np.arange(10.0)
        f["nine"] = np.arange(9.0)
        f["square"] = np.zeros((10, 2))
        f["scalar"] = 1.0
        f["text"] = np.array([b"a"] * 10)
        f["record"] = np.zeros(10, dtype=[("a", "f4"), ("b", "i4")])
        f["undefined"] = np.where(np.arange(10) == 7, np.nan, 1.0)
        f["huge"] = np.full(10, 1e300)
        f["empty"] = np.zeros(0)
        f["nowhere"] = h5py.SoftLink("/no/such/dataset")
        f.create_dataset("unwritten", shape=(2**40,), dtype="f4", chunks=(2**20,))


def facts(path, group="/"):
    with h5py.File(path) as f:
        out = {}
        for name, dataset in f[group].items():
            if not isinstance(dataset, h5py.Dataset):
                continue
            values = dataset[:].astype(np.float32).astype(float)
            units = dataset.attrs.get("units")
            units = units.decode() if isinstance(units, bytes) else units
            out[name] = {
                "count": len(values), "sum": math.fsum(values), "absolute": math.fsum(abs(values)),
                "minimum": values.min(), "maximum": values.max(), "first": values[0], "last": values[-1],
                "unit": units if isinstance(units, str) else None,
            }
        return out


if __name__ == "__main__":
    numbers()
    unsuitable()
    shipped = {path.name: facts(path) for path in sorted(data.glob("*.h5"))}
    out = {"numbers": facts(here / "numbers.h5"), "nominal": facts(here / "numbers.h5", "nominal"), "shipped": shipped}
    (here / "hdf5.json").write_text(json.dumps(out, indent=1, sort_keys=True) + "\n")
