"""One mutant after another in a copy of the tree, each with its near tests. The checkout itself is never changed."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from tests.mutants.table import ROOT, Mutant

Outcome = Literal["found", "survived", "broken"]
"""``broken``: the tests did not run at all, so they prove nothing."""

_COPIED: Final = (
    "graph_schema",
    "importers",
    "tracer",
    "dashboards",
    "tests",
    "docs",
    "deploy",
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
    "Makefile",
    "LICENSE",
)
_LEFT_ASIDE: Final = shutil.ignore_patterns("__pycache__", "node_modules", ".hypothesis", "*.pyc")
_LEFT_OUT: Final = "not neo4j and not browser and not benchmark"
_LONGEST_SECONDS: Final = 600
"""A change that makes the tests run on without end is found."""
_PASSED, _FAILED = 0, 1
"""Exit codes of pytest; all others mean that tests did not run."""
_LIBRARIES: Final = (
    "pytest",
    "hypothesis.strategies",
    "pyarrow.compute",
    "networkx",
    "numpy",
    "pandas",
    "lxml.etree",
    "openpyxl",
    "neo4j",
    "click",
    "babel",
    "stdnum",
    "anyascii",
    "xlsxwriter",
    "sqlite3",
)
"""Loaded once; each run of pytest is a fork of this process and need not load them again."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one mutant. ``told``: the test that failed; of a broken one the last lines of the run."""

    mutant: Mutant
    outcome: Outcome
    told: str
    seconds: float


class Copy:
    """A copy of the tree in which one run of pytest at a time is started."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "tree"
        self._files, self._output = folder / "files", folder / "output"
        self._changes = 0
        self._began = 0.0
        self._put_back: Callable[[], None] = lambda: None
        self.root.mkdir(parents=True)
        for name in _COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, self.root / name, ignore=_LEFT_ASIDE)
            elif source.exists():
                shutil.copy2(source, self.root / name)

    def start(self, tests: Iterable[str], mutant: Mutant | None = None) -> int:
        """Run these tests on the tree with this one change. Returns the process id."""
        if mutant is not None:
            self._change(mutant)
        self._began = time.monotonic()
        sys.stdout.flush()
        process = os.fork()
        if not process:
            _run_tests(self.root, self._files, self._output, sorted(set(tests)), mutant is not None)
        return process

    def finish(self) -> tuple[str, float]:
        """Put the file back. Returns what the run printed, and the seconds it took."""
        self._put_back()
        told = self._output.read_text(encoding="utf-8", errors="replace") if self._output.exists() else ""
        return told, time.monotonic() - self._began

    def _change(self, mutant: Mutant) -> None:
        path = self.root / mutant.file
        text, stat = path.read_text(encoding="utf-8"), path.stat()

        def put_back() -> None:
            path.write_text(text, encoding="utf-8")
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

        self._put_back = put_back
        self._changes += 1
        path.write_text(mutant.apply(text), encoding="utf-8")
        # Compiled modules are known by second and size: a moment of its own keeps one mutant from running as another.
        os.utime(path, (self._changes, self._changes))


def load_libraries() -> None:
    """Load what all tests need and no mutant changes."""
    for name in _LIBRARIES:
        with suppress(ImportError):
            importlib.import_module(name)


def judge(mutant: Mutant, code: int, told: str, seconds: float) -> Trial:
    """What the exit code of the run says: below 0 it was ended by a signal."""
    if code == -signal.SIGALRM:
        return Trial(mutant, "found", f"no end within {_LONGEST_SECONDS} s", seconds)
    if code == _FAILED:
        failed = re.search(r"^(?:FAILED|ERROR) (\S+)", told, re.MULTILINE)
        return Trial(mutant, "found", failed[1] if failed else "", seconds)
    if code == _PASSED:
        return Trial(mutant, "survived", "", seconds)
    return Trial(mutant, "broken", last_lines(told), seconds)


def last_lines(told: str) -> str:
    """The end of what a run printed."""
    return "\n".join(told.splitlines()[-30:])


def _run_tests(root: Path, files: Path, output: Path, tests: list[str], limited: bool) -> None:
    """The rest of a forked process: pytest on the copy, and its exit code."""
    code = 3
    try:
        with output.open("wb") as stream:
            os.dup2(stream.fileno(), 1)
            os.dup2(stream.fileno(), 2)
        if limited:
            signal.alarm(_LONGEST_SECONDS)
        os.chdir(root)
        for name in [name for name in os.environ if name.startswith(("HYPOTHESIS_", "PYTEST_", "TRACER_"))]:
            del os.environ[name]
        # The copy goes before the installed tree, here and in the processes that tests start.
        os.environ["PYTHONPATH"] = str(root)
        sys.path[:] = [str(root), *(place for place in sys.path if place and Path(place).resolve() != ROOT)]
        for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
            del sys.modules[name]
        pytest = importlib.import_module("pytest")
        code = int(
            pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-m", _LEFT_OUT, "--basetemp", str(files), *tests])
        )
    finally:
        sys.stdout.flush()
        os._exit(code)
