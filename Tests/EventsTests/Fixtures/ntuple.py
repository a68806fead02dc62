"""Writes the files ntuple-*.root, and ntuple.json with the float32 values that Asimov should read.

    pip install uproot awkward cramjam xxhash
    python ntuple.py

What uproot writes is one page of unsplit numbers for each column and cluster. `Writer` writes the rest of the format by its
specification (root/tree/ntuple/doc/BinaryFormatSpecification.md): every encoding, several pages and clusters, checksums of
pages, packed envelopes, columns that are added later, several representations and projected fields. Uproot has to
read the same from them."""
import json
import pathlib
import struct

import awkward as ak
import numpy as np
import uproot
import xxhash

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(23)
TYPES = {"bit": 0, "byte": 1, "char": 2, "int8": 3, "uint8": 4, "int16": 5, "uint16": 6, "int32": 7, "uint32": 8, "int64": 9,
         "uint64": 10, "real16": 11, "real32": 12, "real64": 13, "index32": 14, "index64": 15, "switch": 16, "splitint16": 17,
         "splituint16": 18, "splitint32": 19, "splituint32": 20, "splitint64": 21, "splituint64": 22, "splitreal16": 23,
         "splitreal32": 24, "splitreal64": 25, "splitindex32": 26, "splitindex64": 27, "real32trunc": 28, "real32quant": 29}


def dtype(kind):
    kind = kind.removeprefix("split")
    return {"byte": "u1", "char": "i1", "index32": "u4", "index64": "u8"}.get(kind) or np.dtype(kind.replace("real", "float"))


def encode(kind, values, bits, low, high):
    """A page's bytes."""
    if kind == "bit":
        return np.packbits(values.astype("u1"), bitorder="little").tobytes()
    if kind in ("real32trunc", "real32quant"):
        if kind == "real32trunc":
            words = values.astype("f4").view("u4") >> (32 - bits)
        else:
            words = (0.5 + (values - low) * ((1 << bits) - 1) / (high - low)).astype("u4")
        lists = (words[:, None] >> np.arange(bits, dtype="u4")) & 1
        return np.packbits(lists.astype("u1").ravel(), bitorder="little").tobytes()
    values = values.astype(dtype(kind))
    if not kind.startswith("split"):
        return values.tobytes()
    if "index" in kind:
        values = np.diff(values, prepend=values.dtype.type(0))
    elif "splitint" in kind:
        values = np.where(values >= 0, values << 1, ~(values << 1)).astype(values.dtype)
    return values.view("u1").reshape(len(values), -1).T.tobytes()


def text(s):
    return struct.pack("<I", len(s)) + s.encode()


def record(payload):
    return struct.pack("<q", len(payload) + 8) + payload


def listing(items, extra=b""):
    payload = b"".join(items) + extra
    return struct.pack("<qI", -(len(payload) + 12), len(items)) + payload


class Writer:
    """Puts an RNTuple in the place of the one that uproot has written."""

    def __init__(self, path, name, packing, checksums=True, pack_envelopes=False):
        with uproot.recreate(path, compression=None) as file:
            file.mkrntuple(name, {"x": "float32"})
        self.path, self.name, self.packing, self.checksums = path, name, packing, checksums
        self.pack_envelopes = pack_envelopes
        self.bytes = bytearray(path.read_bytes())
        self.fields, self.columns, self.aliases, self.clusters = [], [], [], []
        self.extension = None
        self.counts = {}
        self.events = 0

    def field(self, name, type_name, role=0, parent=None, copies=None, source=None):
        place = len(self.fields)
        flags = (copies is not None) | (source is not None) << 1
        payload = struct.pack("<IIIHH", 0, 0, place if parent is None else parent, role, flags)
        payload += text(name) + text(type_name) + text("") + text("")
        payload += b"" if copies is None else struct.pack("<Q", copies)
        payload += b"" if source is None else struct.pack("<I", source)
        self.fields.append(record(payload))
        return place

    def column(self, kind, field, bits=None, range=None, representation=0, first=None):
        bits = bits or {"bit": 1, "switch": 96}.get(kind) or np.dtype(dtype(kind)).itemsize * 8
        payload = struct.pack("<HHIHH", TYPES[kind] if kind in TYPES else 0x77, bits, field,
                              (first is not None) | (range is not None) << 1, representation)
        payload += b"" if first is None else struct.pack("<q", first)
        payload += b"" if range is None else struct.pack("<dd", *range)
        self.columns.append((record(payload), kind, bits, range or (0, 0)))
        return len(self.columns) - 1

    def alias(self, column, field):
        self.aliases.append(record(struct.pack("<II", column, field)))

    def extend_schema(self):
        """What is added from here on goes to the footer."""
        self.extension = len(self.fields), len(self.columns), len(self.aliases)

    def append(self, data):
        place = len(self.bytes)
        self.bytes += data
        return place

    def locator(self, data, large=False):
        place = self.append(data)
        if large:
            return struct.pack("<iQQ", -(1 << 24 | 20), len(data), place)
        return struct.pack("<iQ", len(data), place)

    def page(self, values, column, large):
        _, kind, bits, (low, high) = self.columns[column]
        data = uproot.compression.compress(encode(kind, values, bits, low, high), self.packing)
        data = bytes(data)
        locator = self.locator(data, large)
        if self.checksums:
            self.append(struct.pack("<Q", xxhash.xxh3_64_intdigest(data)))
        return struct.pack("<i", -len(values) if self.checksums else len(values)) + locator

    def cluster(self, count, values, pages=1, known=None):
        """`values` by column; `None` for one that is suppressed."""
        lists = []
        for column in range(len(self.columns) if known is None else known):
            if values[column] is None:
                lists.append(listing([], struct.pack("<q", -(1 << 63))))
                continue
            numbers = np.asarray(values[column])
            parts = [p for p in np.array_split(numbers, pages) if len(p)]
            items = [self.page(part, column, large=i % 2 == 1) for i, part in enumerate(parts)]
            lists.append(listing(items, struct.pack("<qI", self.counts.get(column, 0), 505)))
            self.counts[column] = self.counts.get(column, 0) + len(numbers)
        self.clusters.append((struct.pack("<QQ", self.events, count), listing(lists)))
        self.events += count

    def envelope(self, kind, payload):
        data = struct.pack("<Q", (len(payload) + 16) << 16 | kind) + payload
        checksum = xxhash.xxh3_64_intdigest(data)
        data += struct.pack("<Q", checksum)
        packed = bytes(uproot.compression.compress(data, uproot.ZSTD(5))) if self.pack_envelopes else data
        return packed, len(data), checksum

    def schema(self, start, end):
        parts = zip((self.fields, [c[0] for c in self.columns], self.aliases), start, end)
        return b"".join(listing(items[a:b]) for items, a, b in parts) + listing([])

    def finish(self, groups=1):
        end = len(self.fields), len(self.columns), len(self.aliases)
        border = self.extension or end
        # Without any lists at all, which uproot cannot read: `extension` is ().
        header = struct.pack("<Q", 0) + text(self.name) + text("") + text("ntuple.py") + self.schema((0, 0, 0), border)
        header, header_length, checksum = self.envelope(1, header)
        header_place = self.append(header)
        records = []
        for part in np.array_split(np.arange(len(self.clusters)), groups):
            clusters = [self.clusters[i] for i in part]
            pages = struct.pack("<Q", checksum) + listing([record(c[0]) for c in clusters])
            pages, length, _ = self.envelope(3, pages + listing([c[1] for c in clusters]))
            first = struct.unpack("<Q", clusters[0][0][:8])[0]
            span = sum(struct.unpack("<QQ", c[0])[1] for c in clusters)
            records.append(record(struct.pack("<QQIQ", first, span, len(clusters), length) + self.locator(pages)))
        extension = record(b"" if self.extension == () else self.schema(border, end))
        footer = struct.pack("<QQ", 0, checksum) + extension + listing(records)
        footer, footer_length, _ = self.envelope(2, footer)
        footer_place = self.append(footer)
        # The anchor behind its key: a length of 66 and a version, the fields, and their checksum.
        place = self.bytes.index(b"\x40\0\0\x42", self.bytes.index(b"\x0dROOT::RNTuple")) + 6
        anchor = struct.pack(">4H7Q", 1, 0, 0, 0, header_place, len(header), header_length, footer_place, len(footer),
                             footer_length, 1 << 30)
        self.bytes[place:place + 72] = anchor + struct.pack(">Q", xxhash.xxh3_64_intdigest(anchor))
        # The end of the file, in its header.
        self.bytes[12:16] = struct.pack(">I", len(self.bytes))
        self.path.write_bytes(self.bytes)


def numbers(kind, n, bits=None, range=None):
    """What a column of a kind can hold: its least and greatest values first."""
    if kind == "bit":
        return rng.random(n) < 0.4
    if kind == "real32quant":
        return low_precision(kind, rng.uniform(*range, n), bits, range)
    if kind == "real32trunc":
        return low_precision(kind, rng.normal(0, 100, n), bits, range)
    if "real" in kind:
        return rng.normal(0, 100, n).astype(dtype(kind))
    info = np.iinfo(dtype(kind))
    values = rng.integers(info.min, info.max, n, dtype=dtype(kind), endpoint=True)
    values[:2] = info.min, info.max
    return values


def low_precision(kind, values, bits, range):
    """What is left of values."""
    if kind == "real32trunc":
        return (values.astype("f4").view("u4") >> (32 - bits) << (32 - bits)).view("f4")
    if kind == "real32quant":
        parts = (1 << bits) - 1
        return np.floor(0.5 + (values - range[0]) * parts / (range[1] - range[0])) * ((range[1] - range[0]) / parts) + range[0]
    return values


def split(n, clusters):
    edges = np.linspace(0, n, clusters + 1).astype(int)
    return list(zip(edges[:-1], edges[1:]))


def flat(values):
    return np.asarray(values).astype("f4").tolist()


def jagged(name, lists, out, depth=3):
    lists = ak.Array(lists)
    for i in range(depth):
        out[f"{name}[{i}]"] = flat(ak.fill_none(ak.pad_none(lists, depth)[:, i], -99))


def encodings(path, packing, **options):
    """Every kind of column, in two groups of three clusters of two pages."""
    n, out = 60, {}
    writer = Writer(path, "encodings", packing, **options)
    # The types say nothing to either reader, which go by the columns.
    kinds = [k for k in TYPES if k != "switch" and "index" not in k]
    columns = {}
    for kind in kinds:
        for bits in {"real32trunc": (10, 17, 31), "real32quant": (1, 7, 20, 32)}.get(kind, (None,)):
            name = kind if bits is None else f"{kind}{bits}"
            range = (-250.0, 500.0) if kind == "real32quant" else None
            column = writer.column(kind, writer.field(name, "number"), bits=bits, range=range)
            columns[column] = numbers(kind, n, bits, range)
            out[name] = flat(columns[column])
    lists = {}
    for kind in ("index32", "index64", "splitindex32", "splitindex64"):
        counts = rng.integers(0, 4, n)
        values = rng.normal(0, 1, counts.sum()).astype("f4")
        field = writer.field("in_" + kind, "std::vector<float>", role=1)
        index = writer.column(kind, field)
        inner = writer.column("real32", writer.field("_0", "float", parent=field))
        size = writer.field("n_" + kind, "ROOT::RNTupleCardinality<std::uint32_t>", source=field)
        writer.alias(index, size)
        lists[index] = inner, ak.unflatten(values, counts)
        jagged("in_" + kind, lists[index][1], out)
        out["n_" + kind] = flat(counts)
    for lo, hi in split(n, 6):
        values = {column: v[lo:hi] for column, v in columns.items()}
        for index, (inner, v) in lists.items():
            values[index] = np.cumsum(ak.num(v[lo:hi]))
            values[inner] = ak.to_numpy(ak.flatten(v[lo:hi]))
        writer.cluster(hi - lo, values, pages=2)
    writer.finish(groups=2)
    return out


def changes(path):
    """Columns that are added later, several representations of one field, and what projected fields show of others."""
    n, out = 40, {}
    writer = Writer(path, "changes", uproot.ZSTD(5))
    x = writer.column("splitreal32", writer.field("x", "float"))
    field = writer.field("both", "double")
    wide, narrow = writer.column("real64", field), writer.column("real16", field, representation=1)
    shown = writer.field("shown", "double", source=field)
    writer.alias(wide, shown)
    writer.extend_schema()
    late = writer.column("int32", writer.field("late", "std::int32_t"), first=25)
    field = writer.field("late_list", "std::vector<float>", role=1)
    ends = writer.column("splitindex64", field, first=25)
    inner = writer.column("real32", writer.field("_0", "float", parent=field), first=0)
    field = writer.field("late_array", "std::array<float,2>", copies=2)
    array = writer.column("real32", writer.field("_0", "float", parent=field), first=50)
    values = rng.normal(0, 1, n).astype("f4")
    other = rng.normal(0, 1, n).astype("f2")
    more = np.where(np.arange(n) < 25, 0, rng.integers(-9, 10, n))
    counts = np.where(np.arange(n) < 25, 0, rng.integers(0, 4, n))
    lists = ak.unflatten(rng.normal(0, 1, counts.sum()).astype("f4"), counts)
    pairs = np.where(np.arange(n)[:, None] < 25, 0, rng.normal(0, 1, (n, 2))).astype("f4")
    # Events 20 to 24 of the third cluster are before the columns, too; the first cluster's list ends before them.
    for cluster, (lo, hi) in enumerate([(0, 10), (10, 20), (20, 30), (30, 40)]):
        start = max(lo, 25)
        writer.cluster(hi - lo, {
            x: values[lo:hi], wide: other[lo:hi] if cluster % 2 == 0 else None, narrow: other[lo:hi] if cluster % 2 else None,
            late: more[start:hi], ends: np.cumsum(counts[start:hi]), inner: ak.to_numpy(ak.flatten(lists[start:hi])),
            array: pairs[start:hi].ravel()}, known=3 if cluster == 0 else None)
    writer.finish()
    out |= {"x": flat(values), "both": flat(other), "shown": flat(other), "late": flat(more)}
    out |= {f"late_array[{i}]": flat(pairs[:, i]) for i in range(2)}
    jagged("late_list", lists, out)
    return out


def nested(file, name, packing):
    """What uproot writes: arrays, lists, records, lists of records and of lists, options, texts."""
    n, out = 50, {}
    file.compression = packing
    counts = rng.integers(0, 4, n)
    inner = rng.integers(0, 3, counts.sum())
    total = counts.sum()
    pt, charge = rng.exponential(50, total).astype("f4"), rng.integers(-1, 2, total).astype("i2")
    hits = ak.unflatten(rng.normal(0, 1, inner.sum()), inner)
    maybe = ak.Array([None if v < 0 else v for v in rng.normal(0, 1, n).tolist()])
    arrays = {
        "n": np.arange(n, dtype="u8"), "flag": rng.random(n) < 0.5, "energy": rng.normal(0, 1e5, n),
        "matrix": rng.normal(0, 1, (n, 2, 3)).astype("f4"),
        "jets": ak.unflatten(ak.zip({"pt": pt, "charge": charge, "hits": hits}, depth_limit=1), counts),
        "vertex": ak.zip({"x": rng.normal(0, 1, n), "inner": ak.zip({"y": rng.normal(0, 1, n).astype("f4")})}),
        "pair": ak.zip((np.arange(n, dtype="i4"), rng.normal(0, 1, n))),
        "maybe": maybe, "label": ak.Array([f"event {i}" for i in range(n)]),
        "labels": ak.Array([["a"] * (i % 3) for i in range(n)]),
        "variant": ak.Array([1.5 if i % 2 else "one" for i in range(n)]),
    }
    ntuple = None
    for lo, hi in split(n, 3):
        part = {key: v[lo:hi] for key, v in arrays.items()}
        if ntuple is None:
            ntuple = file.mkrntuple(name, {k: ak.type(ak.Array(v)).content for k, v in part.items()})
        ntuple.extend(part)
    for key in ("n", "flag", "energy"):
        out[key] = flat(arrays[key])
    out |= {f"matrix[{i}][{j}]": flat(arrays["matrix"][:, i, j]) for i in range(2) for j in range(3)}
    jagged("jets.pt", arrays["jets"].pt, out)
    jagged("jets.charge", arrays["jets"].charge, out)
    for i in range(2):
        first = ak.pad_none(arrays["jets"].hits, 2)[:, i]
        for j in range(2):
            out[f"jets.hits[{i}][{j}]"] = flat(ak.fill_none(ak.pad_none(ak.fill_none(first, [], axis=0), 2)[:, j], -99))
    out |= {"vertex.x": flat(arrays["vertex"].x), "vertex.inner.y": flat(arrays["vertex"].inner.y)}
    out |= {"pair.0": flat(arrays["pair"]["0"]), "pair.1": flat(arrays["pair"]["1"])}
    out["maybe"] = flat(ak.fill_none(maybe, -99))
    return out


# Where uproot 5.7.7 differs: it has chars without a sign, which ROOT and TTrees have with one, and it copies what a narrower
# representation holds onto itself while it widens it.
DIFFERENT = {"char", "both", "shown"}


def by_uproot(path, name, expected):
    """Makes sure that uproot reads what was written."""
    ntuple = uproot.open(path)[name]
    different = set()
    for column, values in expected.items():
        field, *indices = column.split("[")
        array = ntuple[field].array()
        if "index32" in field:
            # Awkward cannot pad lists with places of 32 bits.
            array = ak.Array(array.to_list())
        for index in indices:
            place = int(index[:-1])
            array = ak.pad_none(array, place + 1, axis=1)[:, place]
            array = ak.fill_none(array, [], axis=0) if array.ndim > 1 else array
        if flat(ak.fill_none(array, -99)) != values:
            different.add(column)
    assert different == DIFFERENT & set(expected), different


def other(path):
    """What is no number, or of no kind that is known."""
    writer = Writer(path, "other", None)
    writer.column("real32", writer.field("x", "float"))
    writer.column("newer", writer.field("newer", "float"), bits=24)
    field = writer.field("stream", "TH1F", role=4)
    writer.column("index64", field)
    writer.column("byte", field)
    writer.field("role", "something", role=9)
    writer.field("empty", "std::vector<nothing>", role=1)
    writer.cluster(2, {0: [1, 2], 1: None, 2: [0, 0], 3: []})
    writer.extension = ()
    writer.finish()


if __name__ == "__main__":
    expected = {}
    for name, packing in {"plain": None, "zstd": uproot.ZSTD(5)}.items():
        path = here / f"ntuple-{name}.root"
        expected[path.name] = encodings(path, packing, checksums=name == "plain", pack_envelopes=name == "zstd")
        by_uproot(path, "encodings", expected[path.name])
    path = here / "ntuple-changes.root"
    expected[path.name] = changes(path)
    by_uproot(path, "changes", expected[path.name])
    path = here / "ntuple-nested.root"
    with uproot.recreate(path) as file:
        expected[path.name] = nested(file, "nested", uproot.ZLIB(1))
    by_uproot(path, "nested", expected[path.name])
    other(here / "ntuple-other.root")
    (here / "ntuple.json").write_text(json.dumps(expected) + "\n")
