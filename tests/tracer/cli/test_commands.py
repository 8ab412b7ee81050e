"""Every command: what it leaves behind, in both languages, and how a call of it ends."""

from __future__ import annotations

import dataclasses
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tracer.cli.commands import root
from tracer.language import language

ROOT = Path(__file__).parents[3]
DAY = "2025-06-30"


def reading(suspect, asset):
    return {
        "find": ("find", "Vila"),
        "sources": ("sources",),
        "trace": ("trace", asset, "--method", "fifo", "--method", "libr"),
        "link": ("link", suspect, asset),
        "ownership": ("ownership", suspect, "--day", DAY),
        "measure list": ("measure", "list", "--as-of", DAY),
        "totals": ("totals", "--as-of", DAY),
        "verify": ("verify",),
    }


@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize("name", sorted(reading("", "")))
def test_a_look_succeeds_says_something_and_complains_of_nothing(run, sample_case, answers, name, lang):
    ran = run("--case", sample_case, "--lang", lang, *reading(*answers.showcase)[name])
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("\n")
    assert len(ran.out) > 60
    assert "{" not in ran.out


def test_each_look_gives_the_same_twice(run, sample_case, answers):
    for command in reading(*answers.showcase).values():
        first, second = (run("--case", sample_case, *command, "--json").out for _ in range(2))
        if command != ("verify",):
            assert first == second


def test_the_figures_of_the_command_line_are_the_known_answers(run, sample_case, answers):
    for known in answers.totals:
        options = ("--as-of", known.as_of, "--known-on", known.known_on)
        found = run("--case", sample_case, "totals", *options, "--json").json
        buckets = {bucket["name"]: bucket["minor"] for bucket in found["buckets"]}
        sums = {**buckets, "identified": found["minor"], "received": found["realised"]["received"],
                "victims": found["realised"]["victims"]}  # fmt: skip
        assert {name: sums[name] for name in known.minors} == dict(known.minors)
    asset = answers.showcase[1]
    (purchase,) = run("--case", sample_case, "trace", asset, "--method", "fifo", "--method", "libr", "--json").json[
        "purchases"
    ]
    found = {one["method"]: (one["lower_minor"], one["upper_minor"]) for one in purchase["sums"]}
    assert found == dict(answers.traced[asset])


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_a_schedule_is_written_whole_and_the_same_twice(run, sample_case, answers, tmp_path, form):
    written = []
    for name in ("one", "two"):
        target = tmp_path / f"{name}.{form}"
        ran = run("--case", sample_case, "export", answers.showcase[0], target, "--method", "libr", "--as-of", DAY)
        assert (ran.code, ran.err) == (0, "")
        written.append(target.read_bytes())
    assert written[0] == written[1]
    assert written[0][:4] == {"pdf": b"%PDF", "xlsx": b"PK\x03\x04"}[form]
    assert {path.name for path in tmp_path.iterdir()} == {f"one.{form}", f"two.{form}"}


def test_a_row_opens_by_the_beginning_of_its_digest(run, sample_case):
    source = next(line for line in run("--case", sample_case, "sources", "--json").json if line["file"] == "masuri.csv")
    ran = run("--case", sample_case, "row", source["digest"][:16], "row:2", "--json")
    assert ran.json["intact"] is True
    assert ("900001/D/P/2022" in ran.json["text"]) or ("900002/D/P/2024" in ran.json["text"])
    assert dict(ran.json["cells"])


def test_the_row_of_a_workbook_read_with_a_mapping_given_once_opens_in_columns(run, empty_case, sample):
    book = next(path for path in sample.files if path.suffix == ".xlsx")
    mapping = next(path for path in sample.mappings if "inventata" in path.name)
    assert run("--case", empty_case, "import", book, "--mapping", mapping).code == 1  # one row is rejected
    (source,) = run("--case", empty_case, "sources", "--json").json
    sheet = json.loads(mapping.read_text(encoding="utf-8"))["sheet"]
    cells = dict(run("--case", empty_case, "row", source["digest"], f"sheet:{sheet}/row:3", "--json").json["cells"])
    assert len(cells) > 3


def test_a_decision_goes_on_record_and_comes_back_out(run, case, digest_of, answers):
    before = digest_of(case)
    assert run("--case", case, "method", answers.showcase[1], "libr", "--reason", "practica instanței").code == 0
    after = digest_of(case)
    assert after != before
    source = next(
        line for line in run("--case", case, "sources", "--json").json if line["file"].startswith("decision ")
    )
    assert run("--case", case, "retract", source["digest"], "--reason", "greșeală").code == 0
    assert digest_of(case) == before


def test_marking_receipts_changes_what_is_traced(run, case, session_of, known_names):
    victor = known_names["persons"]["victor"]["id"]
    with session_of(case) as session:
        account = next(link.head for link in session.store.links_of(victor, ("HoldsAccount",)))
    before = run("--case", case, "trace", account, "--method", "libr", "--json").json["accounts"][0]["received"]
    ran = run("--case", case, "mark", account, "--label", "probă", "--from", "2021-01-01", "--reason", "probă")
    assert ran.code == 0, ran.err
    after = run("--case", case, "trace", account, "--method", "libr", "--json").json["accounts"][0]["received"]
    assert after[0]["lower_minor"] > before[0]["lower_minor"]


def test_a_period_that_ends_before_it_begins_is_refused(run, case, session_of, known_names, digest_of):
    with session_of(case) as session:
        links = session.store.links_of(known_names["persons"]["victor"]["id"], ("HoldsAccount",))
    before = digest_of(case)
    ran = run("--case", case, "mark", links[0].head, "--from", "2022-01-02", "--to", "2022-01-01", "--reason", "probă")
    assert ran.code == 2
    assert "2022-01-01" in ran.err
    assert digest_of(case) == before


def test_a_second_init_leaves_the_case_and_its_log_alone(run, case, digest_of, session_of):
    with session_of(case) as session:
        entries = list(session.store.log())
    before = digest_of(case)
    assert run("--case", case, "init").code == 0
    with session_of(case) as session:
        assert list(session.store.log()) == entries
    assert digest_of(case) == before


def test_a_case_is_for_its_owner_alone(run, case, empty_case):
    for path in (empty_case, empty_case / "sources", *(case / "sources").iterdir(), case / "case.sqlite"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert (empty_case / "sources").stat().st_mode & 0o777 == 0o700


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
    template = "There is no case in {folder}. Make one with: tracer --case {folder} init"
    folder = tmp_path / "none"
    assert (language("en").text(template, folder=folder) in ran.err) is english
    assert (language("ro").text(template, folder=folder) in ran.err) is romanian
    assert english is not romanian


def test_the_environment_names_case_language_and_role(run, sample_case):
    environment = {"TRACER_STORE": str(sample_case), "TRACER_LANG": "ro", "TRACER_ROLE": "supervisor"}
    ran = run("totals", "--as-of", DAY, **environment)
    assert ran.code == 0
    assert language("ro").text("Identified") in ran.out
    assert run("find", "Vila", **environment).code == 2


def test_a_refused_file_is_told_in_romanian(run, empty_case, tmp_path):
    (tmp_path / "gol.csv").touch()
    ran = run("--case", empty_case, "--lang", "ro", "import", tmp_path / "gol.csv")
    assert ran.code == 1
    assert (
        language("ro").text("{name} is empty (0 bytes). Ask the sender for the file again.", name="gol.csv") in ran.out
    )


@pytest.mark.parametrize(("name", "value"), [("TRACER_ROLE", "hacker"), ("TRACER_LANG", "xx")])
def test_an_unknown_role_or_language_is_wrong_use(run, sample_case, name, value):
    ran = run("--case", sample_case, "totals", **{name: value})
    assert (ran.code, ran.out) == (2, "")
    assert value in ran.err


def test_every_command_explains_itself_in_both_languages(start):
    for lang in ("en", "ro"):
        done = start("--lang", lang, "--help")
        out, err = done.communicate(timeout=60)
        assert (done.returncode, err) == (0, "")
        for name, command in root.commands.items():
            assert (name in out) is not command.hidden


def test_a_command_is_interrupted_without_a_trace(start, sample, tmp_path):
    """Ctrl-C during an import: one word, exit 1, the case usable."""
    folder = tmp_path / "case"
    start("--case", folder, "init").communicate(timeout=60)
    mappings = [word for path in sample.mappings for word in ("--mapping", path)]
    running = start("--case", folder, "import", *sample.files, *mappings)
    deadline = time.monotonic() + 60
    while len(list((folder / "sources").iterdir())) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert (out, err.strip()) == ("", "Stopped.")
    verified = start("--case", folder, "verify")
    verified.communicate(timeout=120)
    assert verified.returncode == 0


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

    monkeypatch.setattr("tracer.actions.explore.find", fail)
    ran = run("--case", sample_case, "find", "x")
    assert (ran.code, ran.out) == (3, "")
    assert "RuntimeError" in ran.err
    assert len(ran.err.splitlines()) == 1
    assert "Alma" not in ran.err


def test_a_look_up_does_not_wait_for_document_and_chart_libraries():
    """Start-up stays short: find needs neither PDF, workbook nor graph libraries."""
    code = (
        "import sys; import tracer.cli; import tracer.actions.explore; import tracer.actions.supervise;"
        "print([m for m in ('networkx','openpyxl','xlsxwriter','typst','scipy','pandas','streamlit') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- the whole chain -------------------------------------------------------------------------------------------


def test_the_demo_walks_the_chain_clears_its_own_folder_and_says_what_differs(run, tmp_path, monkeypatch):
    from tracer.actions import demo

    folder = tmp_path / "demo"
    ran = run("--lang", "ro", "demo", "--no-dashboard", "--folder", folder)
    assert (ran.code, ran.err) == (0, ""), ran.out
    assert sum(line.startswith("[") for line in ran.out.splitlines()) == 8
    assert (folder / "schedule.pdf").read_bytes().startswith(b"%PDF")
    assert run("--case", folder / "case", "verify").code == 0
    read = demo.read_answers

    def spoiled(path):
        found = read(path)
        asset = next(iter(found.traced))
        low, high = found.traced[asset]["libr"]
        changed = {**found.traced, asset: {**found.traced[asset], "libr": (low + 1, high)}}
        return dataclasses.replace(found, traced=changed)

    monkeypatch.setattr(demo, "read_answers", spoiled)
    ran = run("demo", "--no-dashboard", "--folder", folder)
    assert ran.code == 1
    assert ran.out.count("DIFFERS") == 1


def test_the_demo_clears_no_folder_of_somebody_else(run, tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    ran = run("demo", "--no-dashboard", "--folder", tmp_path)
    assert ran.code == 2
    assert (tmp_path / "thesis.txt").read_text() == "years of work"
