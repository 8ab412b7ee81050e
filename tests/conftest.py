"""What every test may ask for, and the last line of a run: what was left out, by name."""

from __future__ import annotations

import gc
import os
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tracer.cli import COLLECTOR

ROOT = Path(__file__).resolve().parents[1]

# The hook of the one registered last runs first: what asks for a server is marked before tests are put into groups.
pytest_plugins = ["tests.order", "tests.neo4j_server.plugin", "tests.made_sample", "tests.kept_values"]

# Same examples on every run and every machine. HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile(
    "fixed",
    max_examples=60,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("explore", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Other people's files, used for tests only; a test that needs them is left out where they are absent."""
    named = os.environ.get("TRACER_SHARED_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("other people's test files are not on this machine (TRACER_SHARED_DATA)")
    return folder


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Benchmarks run only when asked for by their marker; where new examples are looked for, every law tries more."""
    if settings.get_current_profile_name() == "explore":
        for item in items:
            _try_more(item)
    if "benchmark" in config.getoption("markexpr"):
        return
    skip = pytest.mark.skip(reason="benchmarks run with make bench")
    for item in items:
        if item.get_closest_marker("benchmark"):
            item.add_marker(skip)


def pytest_collection_finish() -> None:
    """Take 8,000 tests and all modules out of the collector's sight: it would look at them in each of its rounds."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTOR)


def _try_more(item: pytest.Item) -> None:
    """Ten times the examples where a law names a number of its own, which goes over the profile's."""
    law = getattr(item, "obj", None)
    law = getattr(law, "__func__", law)
    own = getattr(law, "_hypothesis_internal_use_settings", None)
    if own is not None and own.max_examples != settings().max_examples and not hasattr(law, "tries_more"):
        law._hypothesis_internal_use_settings = settings(own, max_examples=10 * own.max_examples)
        law.tries_more = True


class _Failures:
    """Writes each failure when it happens: a run that is cut off has no summary."""

    def __init__(self, reporter: pytest.TerminalReporter) -> None:
        self._reporter = reporter

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            lines = report.longreprtext.splitlines()
            causes = [line for line in lines if line.startswith("E ")] or lines[-1:]
            self._reporter.ensure_newline()
            self._reporter.write_line(f"{report.when} of {_name(report.nodeid)}")
            for cause in causes[:5]:
                self._reporter.write_line(f"    {cause[:300]}")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter and not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Failures(reporter))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say plainly which tests did not run, and why."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for report in terminalreporter.stats.get("skipped", []):
        reasons[_reason(report)].append(_name(report.nodeid))
    if not reasons:
        terminalreporter.write_line("Left out: nothing.")
        return
    total = sum(len(names) for names in reasons.values())
    terminalreporter.write_line(f"Left out: {total} of the tests, for {len(reasons)} reason(s).")
    for reason, names in sorted(reasons.items()):
        terminalreporter.write_line(f"Left out: {reason} ({len(names)})")
        for name in sorted(names):
            terminalreporter.write_line(f"    {name}")


def _name(node: str) -> str:
    """The test's name without the group that pytest-xdist writes behind it."""
    return node.rpartition("@")[0] if node.rfind("@") > node.rfind("]") else node


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """A skip's reason as its author wrote it; pytest keeps it behind file and line."""
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return getattr(report, "wasxfail", "") or "no reason given"
