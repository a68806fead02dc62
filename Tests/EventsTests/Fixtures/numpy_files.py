"""Writes numpy.npz, numpy_packed.npz, records.npy, matrix.npy, fortran.npy and table.csv.gz, and numpy_files.json with their
columns as NumPy's float32."""
import gzip
import json
import pathlib

import numpy as np

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(1806)
count = 7
TYPES = ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "|i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "|u1", "<u2", ">u2",
         "<u4", ">u4", "<u8", ">u8", "|b1"]


def numbers(code, shape=(count,)):
    kind = np.dtype(code).kind
    values = rng.uniform(-100, 100, shape)
    return (values > 0 if kind == "b" else np.abs(values) if kind == "u" else values).astype(code)


if __name__ == "__main__":
    expected = {}
    arrays = {f"x{i}": numbers(code) for i, code in enumerate(TYPES)}
    arrays["half"] = np.array([0, -0.0, 2**-24, 1 - 2**-11, 65504, -1.5, 6e-5], "<f2")
    arrays["jets"] = numbers("<f4", (count, 3))
    arrays["words"] = np.array(["a", "bc"] + [""] * 5)
    np.savez(here / "numpy.npz", **arrays)
    np.savez_compressed(here / "numpy_packed.npz", **arrays)
    columns = {name: values for name, values in arrays.items() if values.ndim == 1 and name != "words"}
    columns |= {f"jets[{i}]": arrays["jets"][:, i] for i in range(3)}
    expected["numpy.npz"] = expected["numpy_packed.npz"] = columns

    records = np.zeros(count, dtype=np.dtype(
        {"names": ["MET", "n_jet", "name", "p", "ok"], "formats": ["<f8", ">i4", "S5", ("<f4", (2, 2)), "?"],
         "offsets": [0, 8, 12, 20, 40], "itemsize": 44}))
    records["MET"], records["n_jet"], records["ok"] = numbers("<f8"), numbers(">i4"), numbers("|b1")
    records["p"] = numbers("<f4", (count, 2, 2))
    np.save(here / "records.npy", records)
    expected["records.npy"] = {"MET": records["MET"], "n_jet": records["n_jet"], "ok": records["ok"]} | {
        f"p[{i}][{j}]": records["p"][:, i, j] for i in range(2) for j in range(2)}

    matrix = numbers("<f8", (count, 4))
    np.save(here / "matrix.npy", matrix)
    np.save(here / "fortran.npy", np.asfortranarray(matrix))
    expected["matrix.npy"] = {f"matrix[{i}]": matrix[:, i] for i in range(4)}
    expected["fortran.npy"] = {f"fortran[{i}]": matrix[:, i] for i in range(4)}

    text = "MET,n\n" + "".join(f"{float(m)!r},{i}\n" for i, m in enumerate(matrix[:, 0]))
    half = len(text) // 2
    # Two members, as `cat a.gz b.gz` makes them.
    (here / "table.csv.gz").write_bytes(gzip.compress(text[:half].encode(), mtime=0) + gzip.compress(text[half:].encode(), mtime=0))
    expected["table.csv.gz"] = {"MET": matrix[:, 0], "n": np.arange(count)}
    (here / "numpy_files.json").write_text(json.dumps({
        file: {name: [float(x) for x in np.asarray(values).astype(np.float32)] for name, values in columns.items()}
        for file, columns in expected.items()}))
