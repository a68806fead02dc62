"""Asimov's exports as a collaborator meets them: workspaces in pyhf, tables in HEPData's own validator.

    python test_exports.py FOLDER [TABLES.yaml ...]    checks the folder, and other tables
    python test_exports.py FOLDER --write              makes results.json anew from what pyhf says

It checks the folder's *.json workspaces and *.yaml tables, which are what Asimov writes to the byte (ExportTests.swift), against
results.json, which its own results are compared with there. So what agrees here agrees between Asimov and pyhf.
"""
import json
import pathlib
import sys

import pyhf
import yaml
from hepdata_validator.full_submission_validator import FullSubmissionValidator
from pyhf.infer.intervals.upper_limits import upper_limit
from pyhf.infer.test_statistics import q0

TOLERANCE = 1e-6


def results(workspace):
    """The expected discovery significance and the five expected limits."""
    model = workspace.model()
    parameters = model.config.suggested_init()
    parameters[model.config.poi_index] = 1.0
    fit = (model.config.suggested_init(), model.config.suggested_bounds(), model.config.suggested_fixed())
    significance = float(q0(0.0, model.expected_data(parameters), model, *fit)) ** 0.5
    _, limits = upper_limit(workspace.data(model), model, rtol=1e-8)
    return [significance] + [float(limit) for limit in limits]


def valid_tables(path):
    validator = FullSubmissionValidator()
    if not validator.validate(file=str(path)):
        validator.print_errors(str(path))
        sys.exit(1)
    return list(yaml.safe_load_all(path.read_text()))


def main(folder, others, write):
    pyhf.set_backend("numpy", pyhf.optimize.scipy_optimizer(tolerance=1e-13, maxiter=100_000))
    if write:
        workspaces = {name: json.loads((folder / f"{name}.json").read_text()) for name in json.loads(
            (folder / "regions.json").read_text())}
        numbers = {name: results(pyhf.Workspace(workspace)) for name, workspace in workspaces.items()}
        (folder / "results.json").write_text(json.dumps(numbers, indent=2) + "\n")
    expected = json.loads((folder / "results.json").read_text())
    for name, numbers in expected.items():
        found = results(pyhf.Workspace(json.loads((folder / f"{name}.json").read_text())))
        worst = max(abs(a / b - 1) for a, b in zip(found, numbers))
        assert len(found) == len(numbers) and worst < TOLERANCE, (name, found, numbers)
        tables = valid_tables(folder / f"{name}.yaml")
        cells = [cell["value"] for table in tables for column in table["dependent_variables"] for cell in column["values"]]
        assert all(isinstance(cell, float) for cell in cells), cells
        assert abs(cells[-2] / numbers[0] - 1) < TOLERANCE and abs(cells[-1] / numbers[3] - 1) < TOLERANCE, cells
        print(f"{name}: pyhf agrees to {worst:.1e}; {len(tables)} tables are valid")
    for path in others:
        print(f"{path.name}: {len(valid_tables(path))} table is valid")


if __name__ == "__main__":
    paths = [pathlib.Path(argument) for argument in sys.argv[1:] if argument != "--write"]
    main(paths[0], paths[1:], "--write" in sys.argv)
