"""Makes contours.json: triangles and contours of scattered points by matplotlib (3.11), whose triangulation is Qhull's.

Points are random, so that no four lie on one circle and there is one Delaunay triangulation. Both coordinates span 0...1 where the
triangles are made, as in Asimov, and have other units where the contours are drawn.

    python contours.py > contours.json
"""
import json
import math
import random

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.tri import Triangulation


def scaled(values):
    return (values - values.min()) / (values.max() - values.min())


def length(line):
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def area(path):
    """Of a filled contour: holes run the other way."""
    total = 0.0
    for polygon in path.to_polygons(closed_only=True):
        x, y = np.asarray(polygon).T
        total += 0.5 * float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))
    return abs(total)


def contour(triangles, values, level, is_log):
    shown, at = (np.log(values), math.log(level)) if is_log else (values, level)
    lines = plt.figure().add_subplot().tricontour(triangles, shown, levels=[at]).allsegs[0]
    plt.close("all")
    lines = [line for line in lines if len(line) > 1]
    return {
        "level": level, "log": is_log, "lines": len(lines), "length": sum(map(length, lines)),
        "vertices": sorted({(float(x), float(y)) for line in lines for x, y in line}),
    }


def band(triangles, values, level, width):
    """Where the values lie within `width` of the level."""
    paths = plt.figure().add_subplot().tricontourf(triangles, values, levels=[level - width, level + width]).get_paths()
    plt.close("all")
    return {"level": level, "width": width, "area": sum(map(area, paths))}


def case(count, levels, is_log, noise, missing=0):
    x, y = (scaled(np.array([random.random() for _ in range(count)])) for _ in range(2))
    mass, lsp = 400 + 800 * x, 500 * y
    values = np.exp(3 * x - 2 * y + np.array([random.gauss(0, noise) for _ in range(count)]))
    # Those in the middle, so that the extent of the points stays.
    inner = [i for i in range(count) if 0 < x[i] < 1 and 0 < y[i] < 1][:missing]
    kept = np.array([i for i in range(count) if i not in inner])
    triangles = Triangulation(x[kept], y[kept]).triangles
    surface = Triangulation(mass[kept], lsp[kept], triangles=triangles)
    row = {
        "x": mass.tolist(), "y": lsp.tolist(), "values": [None if i in inner else float(values[i]) for i in range(count)],
        "triangles": sorted(rotated([int(kept[i]) for i in triangle], x, y) for triangle in triangles),
        "contours": [contour(surface, values[kept], level, is_log) for level in levels],
        "bands": [] if is_log else [band(surface, values[kept], level, 0.4) for level in levels],
    }
    return row


def rotated(triangle, x, y):
    """Anticlockwise, the smallest index first."""
    a, b, c = triangle
    if (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a]) < 0:
        a, b, c = a, c, b
    first = [a, b, c].index(min(a, b, c))
    return ([a, b, c] * 2)[first:first + 3]


random.seed(7)
print(json.dumps([
    case(4, [1.0, 2.0], False, 0.2), case(9, [0.8, 1.5], True, 0.2), case(25, [0.5, 1.0, 3.0], False, 0.2),
    case(60, [0.5, 1.0, 3.0], True, 0.7, missing=5), case(200, [0.7, 1.3], False, 0.7, missing=3),
]))
