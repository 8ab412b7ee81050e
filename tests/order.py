"""In which order the tests run, and which of them run in one worker.

Fixed order unless CI=1 or TRACER_TEST_ORDER asks for another: TRACER_TEST_ORDER=random draws a number, prints it in the
first lines of the run, and TRACER_TEST_ORDER=NUMBER repeats that order. Files change places, and the tests in a file do;
those of a file marked `in_order` keep their places.

Tests that take long stand in slow.txt, by function, and are marked `slow`: make quick leaves them out.

Tests marked one_release(RELEASE) run at that release of Neo4j alone: what they prove depends on no release that the
contracts of the stores do not try too. TRACER_TEST_RELEASES=all runs them at each; make nightly does.

With several workers (pytest -n 2 --dist loadgroup) all tests at one release of Neo4j run in one worker, and all tests of
the browser do: so each server and the browser run once. Of all others a file runs in one worker.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from pathlib import Path

import pytest

from tests.neo4j_server.plugin import EVERY_RELEASE, SERVERS

SLOW = Path(__file__).with_name("slow.txt")
_VARIABLE = "TRACER_TEST_ORDER"
# What is one long piece of work, in the order in which workers begin it.
LONG_WORK = (*(f"neo4j-{release}" for release in SERVERS), "browser")
_LONGEST_FIRST = ("tests/tracer/actions/", "tests/tracer/", "tests/dashboards/", "tests/importers/", "tests/")


def pytest_configure(config: pytest.Config) -> None:
    """Settle the number before workers start: they inherit it."""
    asked = os.environ.get(_VARIABLE) or ("random" if os.environ.get("CI") else "fixed")
    if asked == "random":
        asked = str(random.SystemRandom().randrange(1_000_000))
    if asked != "fixed" and not asked.isdecimal():
        raise pytest.UsageError(f"{_VARIABLE} is fixed, random or a number, not {asked!r}")
    os.environ[_VARIABLE] = asked
    # Where CI is set, pytest lays out every difference whole: of two schedules of the sample that takes hours.
    os.environ.pop("CI", None)


def pytest_report_header(config: pytest.Config) -> str:
    asked = os.environ[_VARIABLE]
    order = "order: as the files lie" if asked == "fixed" else f"order: random; {_VARIABLE}={asked} repeats it"
    if EVERY_RELEASE:
        return order
    return f"{order}\ntests of one release run at theirs alone; TRACER_TEST_RELEASES=all runs them at each"


@pytest.hookimpl(tryfirst=True)  # before pytest puts together what shares a fixture
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if left := [item for item in items if _is_of_another_release(item)]:
        items[:] = [item for item in items if not _is_of_another_release(item)]
        config.hook.pytest_deselected(items=left)
    files: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        files[_file_of(item)].append(item)
    names = list(files)
    if os.environ[_VARIABLE] != "fixed":
        chance = random.Random(int(os.environ[_VARIABLE]))
        chance.shuffle(names)
        for name in names:
            if files[name][0].get_closest_marker("in_order") is None:
                chance.shuffle(files[name])
    # A long file that begins last would run alone at the end.
    names.sort(key=lambda name: next(place for place, start in enumerate(_LONGEST_FIRST) if name.startswith(start)))
    items[:] = [item for name in names for item in files[name]]
    slow = read_slow()
    for item in items:
        if item.nodeid.partition("[")[0] in slow:
            item.add_marker(pytest.mark.slow)
        item.add_marker(pytest.mark.xdist_group(group_of(item)))
        if "PYTEST_XDIST_WORKER" in os.environ:
            _write_group(item, group_of(item))
    items.sort(key=lambda item: LONG_WORK.index(group) if (group := group_of(item)) in LONG_WORK else len(LONG_WORK))


def _write_group(item: pytest.Item, group: str) -> None:
    """Write the group behind the test's name, where the scheduler reads it.

    pytest-xdist 3.8 writes it to an attribute that pytest 9.2 no longer has, without a word: tests at one release then
    run in all workers.
    """
    if not hasattr(item, "_nodeid"):
        from _pytest.nodeid import coerce_node_id

        item._id = coerce_node_id(f"{item.nodeid}@{group}")


def read_slow() -> set[str]:
    """The functions of slow.txt, by file."""
    return {line for line in SLOW.read_text("utf-8").splitlines() if line and not line.startswith("#")}


def group_of(item: pytest.Item) -> str:
    """The name of what runs in one worker: a release of Neo4j, the browser, or a file."""
    if item.get_closest_marker("neo4j"):
        return f"neo4j-{release_of(item)}"
    return "browser" if item.get_closest_marker("browser") else _file_of(item)


def release_of(item: pytest.Item) -> str:
    """The release that a test asks for by a parameter of a fixture; else the first, for a browser the last."""
    params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    asked = [params[name] for name in ("neo4j_server", "neo4j_release", "stores") if name in params]
    if asked and asked[0] in SERVERS:
        return str(asked[0])
    return SERVERS[-1] if item.get_closest_marker("browser") else SERVERS[0]


def _is_of_another_release(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("one_release")
    return marker is not None and not EVERY_RELEASE and marker.args[0] in SERVERS and release_of(item) != marker.args[0]


def _file_of(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]  # also where pytest-xdist has written the group behind the name
