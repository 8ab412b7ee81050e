"""Who may import what: the contracts of pyproject.toml hold, and each kind of them can fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PACKAGES = ("graph_schema", "importers", "tracer", "dashboards")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def tree(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    shutil.copy(project_root / "pyproject.toml", folder)
    for package in PACKAGES:
        shutil.copytree(
            project_root / package,
            folder / package,
            ignore=lambda _, names: [n for n in names if not keep(n)],
        )
    return folder


def keep(name: str) -> bool:
    return name.endswith(".py") or ("." not in name and name != "__pycache__")


def test_the_contracts_hold(project_root: Path) -> None:
    done = lint_imports(project_root)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("package", "line", "contract"),
    [
        ("graph_schema", "import tracer.settings", "An import points back up the path"),
        ("graph_schema", "import networkx", "graph_schema is pure: no graph"),
        ("graph_schema", "import random", "graph_schema is pure: no files, no clock, no chance"),
        ("importers/bank", "import tracer.store", "importers read files into records"),
        ("importers/bank", "import importers.ownership", "importers of one family"),
        ("importers/parsing", "import importers.bank", "what all importers share"),
        ("tracer/analysis", "import tracer.recovery", "rooms of one line do not know one another"),
        ("tracer/recovery", "import tracer.store", "no store, no case file"),
        ("tracer/store/sqlite/reading", "import tracer.store.sqlite.transaction", "no two rooms import one another"),
        ("tracer/casework", "import tracer.actions", "the rooms of tracer stand one above another"),
        ("tracer/analysis", "import time", "rules over the graph: no files"),
        ("tracer/graph", "import tracer.analysis", "the graph is built before"),
        ("tracer/store", "import tracer.analysis", "the store keeps records"),
        ("tracer/actions", "import sqlite3", "sqlite3 and neo4j are known to tracer.store alone"),
        ("tracer/export", "import plotly", "Streamlit and Plotly are known to dashboards"),
        ("tracer/export", "import tracer.store", "exports take a case file"),
        ("tracer/export", "import tracer.casework", "exports take a case file"),
        ("tracer/casework", "import tracer.casefile", "the rooms of tracer stand one above another"),
        ("tracer/actions", "import tracer.cli", "actions and results know neither"),
        ("tracer/results", "import click", "actions and results know neither"),
        ("tracer/cli", "import tracer.store", "the command line goes through"),
        ("dashboards/views", "import tracer.store", "the screens go through"),
        ("dashboards/charts", "import streamlit", "charts take data"),
        ("tracer/casefile", "import tracer.sample", "the sample case is made by the actions"),
        ("tracer/access", "import tracer.actions", "know nothing of what is built on them"),
    ],
)
def test_a_forbidden_import_breaks_its_contract(tree: Path, package: str, line: str, contract: str) -> None:
    module = tree / package / "__init__.py" if (tree / package).is_dir() else tree / f"{package}.py"
    before = module.read_text(encoding="utf-8")
    module.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        done = lint_imports(tree)
    finally:
        module.write_text(before, encoding="utf-8")
    assert done.returncode == 1, done.stdout + done.stderr
    broken = [" ".join(part.split()) for part in done.stdout.split("BROKEN")[:-1]]
    assert any(contract in part[-200:] for part in broken), done.stdout


def test_every_room_of_tracer_has_a_row(project_root: Path) -> None:
    """A new package under tracer/ is named by at least one contract, or it is outside the rules."""
    text = (project_root / "pyproject.toml").read_text(encoding="utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    ruled = set()
    for contract in contracts:
        ruled.update(contract.get("source_modules", []), contract.get("protected_modules", []))
        if "tracer" in contract.get("containers", []):
            ruled.update(f"tracer.{room}" for line in contract["layers"] for room in line.split(" | "))
    rooms = {
        f"tracer.{path.stem}"
        for path in (project_root / "tracer").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    rooms -= {"tracer.__init__", "tracer.__main__"}
    assert rooms - ruled == set()
