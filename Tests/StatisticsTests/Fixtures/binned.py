"""Writes binned.json: what pyhf makes of 200 random searches of one and of several bins.

Each has its median expected discovery significance, √q₀ of the data expected at μ = 1, and its expected CLs upper limits on
μ at 95 %, from q̃_μ with the five points of the band. An uncertainty per bin is a `shapesys`; a shared one is a control
channel of 1/f² events with a `normfactor` on the background of both channels. Needs pyhf and jax.
"""
import functools
import json
import pathlib

import jax
import numpy
import pyhf
from pyhf.infer import hypotest
from pyhf.infer.test_statistics import q0
from scipy.optimize import brentq

jax.config.update("jax_enable_x64", True)
pyhf.set_backend("jax", pyhf.optimize.scipy_optimizer(tolerance=1e-14, maxiter=100_000), precision="64b")


def workspace(signal, background, f, shared):
    """The search as a HistFactory workspace, with bounds that its fits do not reach."""
    largest = max(s / b for s, b in zip(signal, background))
    factor = [1e-10, 10 + 10 * largest]
    modifiers, controls, parameters = [], [], []
    if f > 0 and shared:
        modifiers = [{"name": "background_norm", "type": "normfactor", "data": None}]
        controls = [{
            "name": "control", "samples": [{"name": "background", "data": [1 / f**2], "modifiers": modifiers}]}]
        parameters = [{"name": "background_norm", "bounds": [factor], "inits": [1.0]}]
    elif f > 0:
        modifiers = [{"name": "background_shape", "type": "shapesys", "data": [f * b for b in background]}]
        parameters = [{"name": "background_shape", "bounds": [factor] * len(signal)}]
    search = {"name": "search", "samples": [
        {"name": "signal", "data": signal, "modifiers": [{"name": "mu", "type": "normfactor", "data": None}]},
        {"name": "background", "data": background, "modifiers": modifiers}]}
    channels = [search] + controls
    return {
        "version": "1.0.0", "channels": channels,
        "observations": [{"name": c["name"], "data": c["samples"][-1]["data"]} for c in channels],
        "measurements": [{"name": "search", "config": {
            "poi": "mu", "parameters": [{"name": "mu", "bounds": [[0, 1e3]]}] + parameters}}]}


def evaluated(signal, background, f, shared):
    model = pyhf.Workspace(workspace(signal, background, f, shared)).model()
    parameters = numpy.array(model.config.suggested_init())
    def expected(mu):
        parameters[model.config.poi_index] = mu
        return pyhf.tensorlib.astensor(model.expected_data(pyhf.tensorlib.astensor(parameters)))
    init, bounds, fixed = (
        model.config.suggested_init(), model.config.suggested_bounds(), model.config.suggested_fixed())
    z = float(q0(0.0, expected(1.0), model, init, bounds, fixed)) ** 0.5
    data = expected(0.0)
    band = functools.cache(
        lambda mu: [float(cls) for cls in hypotest(mu, data, model, return_expected_set=True)[1]])
    highest = 1.0
    while max(band(highest)) > 0.05:
        highest *= 2
    limits = [brentq(lambda mu: band(mu)[n] - 0.05, 1e-3, highest, rtol=1e-9) for n in range(5)]
    return z, limits


def searches(count):
    rng = numpy.random.default_rng(1806_00322)
    digits = lambda x: float(f"{x:.4g}")
    for index in range(count):
        bins = 1 if index % 2 == 0 else int(rng.integers(2, 7))
        background = [digits(10 ** rng.uniform(-0.3, 3)) for _ in range(bins)]
        signal = [digits(b**0.5 * 10 ** rng.uniform(-0.7, 0.9)) for b in background]
        f = 0.0 if rng.random() < 0.1 else digits(10 ** rng.uniform(-2, -0.1))
        yield signal, background, f, bool(index % 4 >= 2)


if __name__ == "__main__":
    rows = []
    for signal, background, f, shared in searches(200):
        z, limits = evaluated(signal, background, f, shared)
        rows.append({
            "signal": signal, "background": background, "systematic": f,
            "correlation": "shared" if shared else "per-bin", "significance": z, "limits": limits})
        print(len(rows), rows[-1], flush=True)
    pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(rows))
