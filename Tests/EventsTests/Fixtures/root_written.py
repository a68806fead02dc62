"""Writes root_written.json: what uproot reads from files that ROOT itself wrote, of which Asimov should read the same.

    pip install uproot awkward cramjam xxhash
    python root_written.py FOLDER

The files are those of the public scikit-hep-testdata collection and are not part of the project. Of each column that Asimov
has (of arrays the first two entries, of fixed ones the first and the last; -99 where an event has fewer) a hash of the
float32 bits, the first value and the last; `null` for one that has values that are not finite. What is no number is listed as
`others`."""
import json
import pathlib
import sys

import awkward as ak
import numpy as np
import uproot


def facts(values):
    values = np.asarray(values).astype("f4")
    if not np.isfinite(values).all():
        return None
    if len(values) == 0:
        return "empty"
    words = values.view("u4").astype("u8")
    with np.errstate(over="ignore"):
        weights = (np.arange(len(words), dtype="u8") * np.uint64(2) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        total = ((words + np.uint64(1)) * weights).sum(dtype="u8")
    return [f"{int(total):x}", float(values[0]), float(values[-1])]


def entries(name, array):
    """The columns that an array of one more dimension than events gives."""
    if not isinstance(array, ak.Array):
        array = ak.Array(array)
    content = ak.type(array).content
    if isinstance(content, ak.types.NumpyType):
        return {name: ak.to_numpy(array)}
    out = {}
    if isinstance(content, ak.types.ListType) and isinstance(content.content, ak.types.NumpyType):
        for i in range(2):
            out[f"{name}[{i}]"] = ak.to_numpy(ak.fill_none(ak.pad_none(array, i + 1)[:, i], -99))
    elif isinstance(content, ak.types.RegularType) and not ak.fields(array):
        dims = ak.to_numpy(array).shape[1:]
        for where in ([0] * len(dims), [d - 1 for d in dims]):
            out[name + "".join(f"[{i}]" for i in where)] = ak.to_numpy(array)[(slice(None), *where)]
    else:
        return None
    return out


def leaves(branches, path=""):
    for branch in branches:
        here = f"{path}/{branch.name}" if path else branch.name
        if len(branch.branches):
            yield from leaves(branch.branches, here)
        else:
            yield branch, here


def tree_columns(tree):
    found = list(leaves(tree.branches))
    used = [b.name for b in tree.itervalues(recursive=True)]
    columns, others = {}, []
    for branch, path in found:
        name = branch.name if used.count(branch.name) == 1 else path
        try:
            how = branch.interpretation
            if "set<" in branch.typename or "map<" in branch.typename:
                raise NotImplementedError
            if isinstance(how, uproot.AsFloat16) and not how.is_truncated:
                # ROOT computes in double precision, uproot in single.
                array = branch.array(uproot.AsDouble32(how.low, how.high, how.num_bits, how.to_dims))
            else:
                array = branch.array()
            if len(branch.member("fLeaves")) > 1:
                parts = {f"{name}.{field}": entries(f"{name}.{field}", array[field]) for field in array.fields}
            else:
                parts = {name: entries(name, array)}
        except Exception:
            parts = {name: None}
        for part, values in parts.items():
            if values is None:
                others.append(part)
            else:
                columns |= {column: facts(v) for column, v in values.items()}
    return {"count": tree.num_entries, "columns": columns, "others": sorted(others)}


def ntuple_columns(ntuple):
    columns, others = {}, []
    for key in ntuple.keys():
        array = ntuple[key].array()
        values = None if ak.fields(array) else entries(key, array)
        if values is None:
            others.append(key)
        else:
            columns |= {column: facts(v) for column, v in values.items()}
    return {"count": ntuple.num_entries, "columns": columns, "others": sorted(others)}


if __name__ == "__main__":
    out = {}
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.root")):
        with uproot.open(path) as f:
            for key, kind in f.classnames(cycle=False).items():
                if kind == "TTree":
                    out[path.name] = {"tree": key} | tree_columns(f[key])
                elif kind == "ROOT::RNTuple":
                    out[path.name] = {"tree": key} | ntuple_columns(f[key])
    here = pathlib.Path(__file__).parent
    (here / "root_written.json").write_text(json.dumps(out, sort_keys=True, separators=(",", ":")) + "\n")
