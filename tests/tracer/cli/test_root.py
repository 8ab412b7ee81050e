"""Every command: that it speaks, in both languages, the same twice, and how a call of it ends."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from tracer.cli import COLLECTOR
from tracer.cli.root import root
from tracer.wording.language import find_language

ROOT = Path(__file__).parents[3]
DAY = "2025-06-30"


def reading(suspect, asset):
    return {
        "find": ("find", "Vila"),
        "sources": ("sources",),
        "trace": ("trace", asset, "--method", "fifo", "--method", "libr"),
        "link": ("link", suspect, asset),
        "bridges": ("bridges", suspect, "--day", DAY),
        "most-money": ("most-money", suspect, "Elena Pretextescu"),
        "ownership": ("ownership", suspect, "--day", DAY),
        "owners": ("owners", "Delta Organizare Fictivă SRL", "--day", DAY),
        "measure list": ("measure", "list", "--as-of", DAY),
        "deadlines": ("deadlines", "--as-of", DAY, "--explain"),
        "claims": ("claims", "--as-of", DAY),
        "ledger balance": ("ledger", "balance", "--to", DAY),
        "ledger journal": ("ledger", "journal", "--to", DAY),
        "ledger months": ("ledger", "months", "--month", "2025-06"),
        "ledger roll-forward": ("ledger", "roll-forward", "--to", DAY),
        "totals": ("totals", "--as-of", DAY),
        "statistics": ("statistics", "--year", 2024, "--as-of", DAY, "--known-on", DAY),
        "verify": ("verify",),
    }


@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize("name", sorted(reading("", "")))
def test_a_look_succeeds_says_something_and_complains_of_nothing(run, sample_case, answers, name, lang):
    ran = run("--case", sample_case, "--lang", lang, *reading(*answers.showcase)[name])
    assert (ran.code, ran.err) == (1 if name == "verify" else 0, "")
    assert ran.out.endswith("\n")
    assert len(ran.out) > 60
    assert "{" not in ran.out


def test_each_look_gives_the_same_twice(run, sample_case, answers):
    for command in reading(*answers.showcase).values():
        first, second = (run("--case", sample_case, *command, "--json") for _ in range(2))
        assert (first.code, first.err) == (1 if command == ("verify",) else 0, "")
        assert first.json
        if command != ("verify",):
            assert first == second


@pytest.mark.parametrize(
    ("lang", "english", "romanian"),
    [
        (("--lang", "ro"), False, True),
        (("--lang=ro",), False, True),
        (("--lang", "en"), True, False),
    ],
)
def test_errors_speak_the_reader_s_language(run, tmp_path, lang, english, romanian):
    ran = run("--case", tmp_path / "none", *lang, "totals")
    template = "There is no case in {folder}. Check the path, or make a case there with: tracer --case {folder} init"
    folder = tmp_path / "none"
    assert (find_language("en").text(template, folder=folder) in ran.err) is english
    assert (find_language("ro").text(template, folder=folder) in ran.err) is romanian
    assert english is not romanian


def test_the_environment_names_case_language_and_role(run, sample_case):
    environment = {"TRACER_STORE": str(sample_case), "TRACER_LANG": "ro", "TRACER_ROLE": "supervisor"}
    ran = run("totals", "--as-of", DAY, **environment)
    assert ran.code == 0
    assert find_language("ro").text("Identified") in ran.out
    assert run("find", "Vila", **environment).code == 2


@pytest.mark.parametrize(("name", "value"), [("TRACER_ROLE", "hacker"), ("TRACER_LANG", "xx")])
def test_an_unknown_role_or_language_is_wrong_use(run, sample_case, name, value):
    ran = run("--case", sample_case, "totals", **{name: value})
    assert (ran.code, ran.out) == (2, "")
    assert value in ran.err


def test_where_an_option_of_the_program_comes_after_the_command_its_place_is_named(run, sample_case):
    ran = run("measure", "list", "--case", sample_case)
    assert (ran.code, ran.out) == (2, "")
    assert "give it before the command, tracer --case FOLDER measure list …" in ran.err
    assert "tracer --lang en|ro totals …" in run("--lang", "ro", "totals", "--lang", "en").err
    assert "înaintea comenzii" in run("--lang", "ro", "totals", "--role", "owner").err
    assert "before the command" not in run("--case", sample_case, "totals", "--bogus").err


def test_every_command_explains_itself_in_both_languages(start):
    for lang in ("en", "ro"):
        done = start("--lang", lang, "--help")
        out, err = done.communicate(timeout=60)
        assert (done.returncode, err) == (0, "")
        for name, command in root.commands.items():
            assert (name in out) is not command.hidden


def test_a_reader_that_closes_the_pipe_is_no_error(sample_case):
    command = "from tracer.cli import main; main()"
    shown = subprocess.run(
        ["sh", "-c", '"$0" -c "$1" --case "$2" sources --json | head -n 1', sys.executable, command, str(sample_case)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.stdout == "{\n"
    assert "Traceback" not in shown.stderr
    assert "Exception ignored" not in shown.stderr


def test_a_fault_of_the_program_is_one_line_without_data(run, sample_case, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("Alma Plăsmuita RO06EXMPRON0000000000010")

    monkeypatch.setattr("tracer.actions.case_graph.explore.find", fail)
    ran = run("--case", sample_case, "find", "x")
    assert (ran.code, ran.out) == (3, "")
    assert "RuntimeError" in ran.err
    assert len(ran.err.splitlines()) == 1
    assert "Alma" not in ran.err


def test_the_collector_looks_seldom_at_the_many_values_of_a_case(run):
    gc.set_threshold(700, 10, 10)
    try:
        run("schema")
        assert gc.get_threshold() == COLLECTOR
    finally:
        gc.set_threshold(*COLLECTOR)


def test_a_call_that_opens_no_case_waits_for_no_library_of_one():
    """``tracer --version`` takes an eighth of a second; arrays, validators and the store would make it half a second."""
    code = (
        "import sys; import tracer.cli;"
        "print([m for m in ('numpy','pyarrow','stdnum','rigour','sqlite3','tracer.store.opening') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("name", "unneeded"),
    [
        ("import", ("pandas", "openpyxl", "babel.messages", "tracer.resolve.payments", "rapidfuzz")),
        ("trace", ("pandas", "pydantic", "openpyxl", "babel.messages", "importers.registry", "rapidfuzz")),
    ],
)
def test_a_command_loads_no_library_that_it_does_not_use(sample, copied_sample, answers, name, unneeded):
    """Pyarrow would load pandas with its first array, which takes longer than most of what a short command does."""
    given = (name, str(sample.files[2])) if name == "import" else reading(*answers.showcase)[name]
    code = (
        "import atexit, sys; from tracer.cli import main;"
        f"atexit.register(lambda: print('loaded', [m for m in {unneeded} if m in sys.modules])); main()"
    )
    command = [sys.executable, "-c", code, "--case", str(copied_sample), *given]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded []"


def test_a_look_up_does_not_wait_for_document_and_chart_libraries():
    """Start-up stays short: find needs neither PDF, workbook nor graph libraries."""
    code = (
        "import sys; import tracer.cli; import tracer.actions.case_graph.explore; import tracer.actions.recovery.supervise;"
        "print([m for m in ('networkx','openpyxl','xlsxwriter','typst','pandas','streamlit') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
