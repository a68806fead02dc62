"""Writes spellings.csv, with numbers in many spellings, and spellings.json with what Python's csv and NumPy make of them as
float32."""
import csv
import json
import pathlib
import random

import numpy as np

here = pathlib.Path(__file__).parent
rng = random.Random(4180)
spellings = [
    lambda x: repr(x), lambda x: f"{x:.3f}", lambda x: f"{x:.9e}", lambda x: f"{x:+.17g}", lambda x: f"{x:.30f}",
    lambda x: f"{x:E}", lambda x: str(int(x)), lambda x: f"00{abs(x):.2f}", lambda x: f"{int(abs(x))}.",
    lambda x: f".{rng.randrange(10**25):025d}", lambda x: f"{rng.randrange(10**22)}e-{rng.randrange(40)}",
    lambda x: f"{rng.randrange(1, 10**17)}e{rng.randrange(-50, 20)}",
]
columns = ["pt", 'm "visible", GeV', "n jet", "σ"]
rows = [[spelling(10 ** rng.uniform(-6, 6) * rng.choice([-1, 1])) for _ in columns] for _ in range(40) for spelling in spellings]
with open(here / "spellings.csv", "w", newline="", encoding="utf-8") as out:
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for index, row in enumerate(rows):
        if index % 5 == 0:
            out.write(",".join(f'"{value}"' for value in row) + "\r\n")
        else:
            writer.writerow(row)

with open(here / "spellings.csv", newline="", encoding="utf-8") as text:
    names, *table = list(csv.reader(text))
values = {name: [float(np.float32(float(row[i]))) for row in table] for i, name in enumerate(names)}
(here / "spellings.json").write_text(json.dumps(values, separators=(",", ":"), sort_keys=True) + "\n")
