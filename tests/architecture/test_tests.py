"""Tests lie where the code lies: whoever changes a module finds its tests at the same path."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.neo4j_server.plugin import SERVERS
from tests.order import LONG_WORK, group_of, read_slow

PACKAGES = ("graph_schema", "importers", "tracer", "dashboards")
# Folders of tests with no package of their name, each with what its tests ask.
ROOMS = {
    "architecture": "the repository as a whole",
    "benchmarks": "how long the product takes",
    "contracts": "every store and every importer by one suite",
    "deploy": "the files of the folder deploy",
    "e2e": "the screens in a browser",
    "mutants": "whether the tests find changes of the code",
    "oracles": "slow and plain answers that the product is compared with",
    "neo4j_server": "the throw-away server of the tests",
    "published_examples": "worked examples of other people through the product",
    "recovery_scenarios": "scenarios of a file through the recovery",
}
# Test files without a module of their name, each with the modules that it holds together.
ACROSS = {
    "dashboards/test_payments.py": "a page, its form and the action behind it",
    "dashboards/test_process.py": "the command, its server and their signals",
    "dashboards/views/test_hostile_and_empty.py": "every page with hostile names and with an empty case",
    "importers/bank/coda/test_corpus.py": "one importer on other people's files",
    "importers/bank/mt940/test_corpus.py": "one importer on other people's files",
    "importers/bank/ofx/test_corpus.py": "one importer on other people's files",
    "importers/bank/test_berka.py": "real bank rows through two importers",
    "importers/bank/test_goldens.py": "every bank importer on its samples",
    "importers/ownership/test_goldens.py": "every ownership importer on its samples",
    "importers/registers/test_kept_content.py": "every importer of registers: nothing of a row is lost",
    "importers/registers/test_one_case.py": "every importer of registers: their records meet",
    "tracer/actions/test_broken_off.py": "every action that fills a case, killed",
    "tracer/actions/test_clock.py": "every action that writes a moment",
    "tracer/actions/test_contradicting_shares.py": "import, ownership and schedule",
    "tracer/actions/test_declaring.py": "ingest, declarations and rebuilding",
    "tracer/actions/test_log.py": "every action and the log",
    "tracer/actions/test_missing_money.py": "import, tracing, ties and verify",
    "tracer/actions/test_ownership.py": "import, ownership and the schedule",
    "tracer/actions/test_rejected_protected.py": "importer, import, the row and the veil",
    "tracer/actions/test_repeating.py": "every action that writes, done again",
    "tracer/actions/test_rights.py": "every action and every role",
    "tracer/actions/test_server_round_trip.py": "copying and rebuilding with a real server",
    "tracer/actions/test_stated_payments.py": "import, tracing and verify",
    "tracer/actions/test_unveiling.py": "search, graph and the veil",
    "tracer/actions/test_veiled_messages.py": "every message and the veil",
    "tracer/actions/test_verifying.py": "verify over store, logs and kept files",
    "tracer/analysis/tracing/test_amlsim.py": "every method on other people's data",
    "tracer/analysis/tracing/test_coin_by_coin.py": "every method against a slow count",
    "tracer/analysis/tracing/test_conservation.py": "laws of every method",
    "tracer/analysis/tracing/test_court_cases.py": "every method on decided cases",
    "tracer/analysis/tracing/test_published_examples.py": "every method on published examples",
    "tracer/analysis/tracing/test_transit.py": "ledger and methods for a payment of two days",
    "tracer/cli/test_bad_input.py": "every command with wrong input",
    "tracer/cli/test_protected_answers.py": "every argument and option that takes a text",
    "tracer/cli/test_import_files_command.py": "one option of copy, from call to files",
    "tracer/recovery/totals/test_totals_cell_by_cell.py": "totals against a slow count",
    "tracer/recovery/totals/test_totals_and_ledger.py": "totals against the ledger of the same facts",
    "tracer/export/ledger_forms/test_texts.py": "both text forms against the balances of the ledger",
    "tracer/resolve/test_cut_cases.py": "all rules of pairs on cut ledgers",
    "tracer/sample/test_invention.py": "every file of the sample",
    "tracer/store/sqlite/transaction/test_events.py": "store and tables of events",
    "tracer/store/upgrades/test_neo4j_upgrade.py": "the upgrade of a case on a server, from the fixture of form 1",
    "tracer/store/upgrades/test_sqlite_upgrade.py": "the upgrade of a case in a folder, from the fixture of form 1",
}


def files_of_tests(root: Path) -> list[Path]:
    return sorted(path.relative_to(root / "tests") for path in (root / "tests").rglob("test_*.py"))


def is_of(root: Path, test: Path) -> bool:
    """Is there a module, or a folder, of the test's name at the test's path?"""
    place = root / test.parent / test.stem.removeprefix("test_")
    return place.with_suffix(".py").is_file() or place.is_dir()


def test_every_test_file_lies_at_the_path_of_what_it_tests(project_root: Path) -> None:
    lost = [
        str(test)
        for test in files_of_tests(project_root)
        if test.parts[0] not in ROOMS and not is_of(project_root, test) and test.as_posix() not in ACROSS
    ]
    assert lost == [], "name the file after its module, or add it to ACROSS with what it holds together"


def test_every_exception_is_one(project_root: Path) -> None:
    tests = {test.as_posix(): test for test in files_of_tests(project_root)}
    assert [name for name in ACROSS if name not in tests] == [], "no such test file"
    assert [name for name in ACROSS if is_of(project_root, tests[name])] == [], "the file has a module of its name"
    folders = {path.name for path in (project_root / "tests").iterdir() if any(path.glob("**/test_*.py"))}
    assert folders - set(PACKAGES) <= set(ROOMS)
    assert not set(PACKAGES) & set(ROOMS)


def test_every_slow_test_is_there(project_root: Path) -> None:
    functions: dict[str, set[str]] = {}
    for name in sorted(read_slow()):
        file, _, function = name.partition("::")
        if file not in functions:
            path = project_root / file
            tree = ast.parse(path.read_text("utf-8")) if path.is_file() else ast.Module([], [])
            functions[file] = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert function.rpartition("::")[2] in functions[file], f"{name} stands in slow.txt and nowhere else"


def test_what_shares_a_server_or_the_browser_runs_in_one_worker(request: pytest.FixtureRequest) -> None:
    groups = {item.nodeid: group_of(item) for item in request.session.items}
    for item in request.session.items:
        group = groups[item.nodeid]
        params = getattr(getattr(item, "callspec", None), "params", {})
        if item.get_closest_marker("neo4j"):
            named = ("neo4j_server", "neo4j_release", "stores")
            asked = {params[name] for name in named if name in params} & set(SERVERS)
            assert asked <= {group.removeprefix("neo4j-")} and group.removeprefix("neo4j-") in SERVERS, item.nodeid
        else:
            assert group in ("browser", item.nodeid.partition("::")[0]), item.nodeid
        assert (group in LONG_WORK) == bool(item.get_closest_marker("neo4j") or item.get_closest_marker("browser"))
