"""``tracer statistics``: several cases, hidden counts, files written, the log of each case."""

from __future__ import annotations

import json


def test_a_case_named_twice_counts_once_and_the_reading_is_logged(run, little_case, session_of, tmp_path):
    arguments = ("statistics", "--year", 2024, "--as-of", "2025-06-30", "--known-on", "2025-06-30", "--json")
    one = run("--case", little_case, *arguments)
    named = run("--case", tmp_path / "none", *arguments, little_case, little_case, "--package", tmp_path / "package")
    assert (named.code, named.err, named.out) == (0, "", one.out)
    assert {cell["year"] for cell in named.json["cells"]} == {2024}
    described = json.loads((tmp_path / "package" / "datapackage.json").read_text(encoding="utf-8"))
    assert all((tmp_path / "package" / resource["path"]).exists() for resource in described["resources"])
    with session_of(little_case) as session:
        actions = [kept.audit_event.action for kept in session.store.access_log()]
    assert actions.count("statistics") >= 2


def test_whoever_may_not_see_totals_gets_none(run, little_case, tmp_path):
    ran = run("--case", little_case, "--role", "administrator", "statistics", "--csv", tmp_path / "tables")
    assert (ran.code, ran.out) == (2, "")
    assert not (tmp_path / "tables").exists()


def test_what_is_hidden_has_a_star_and_what_has_no_value_a_dash(run, case):
    asked = ("statistics", "--year", 2024, "--as-of", "2024-12-31")
    shown, whole = run("--case", case, *asked).out, run("--case", case, *asked, "--all").out
    assert "hidden (*)" in shown and "*" not in whole
    lines = [line.split() for line in whole.splitlines()]
    place = next(place for place, line in enumerate(lines) if line[:1] == ["!"])
    assert lines[place - 1][-1] == "–"
    assert [line for line in whole.splitlines() if line.startswith("2024 TSN1654")]


def test_the_statistics_read_in_romanian(run, case):
    ran = run("--case", case, "--lang", "ro", "statistics", "--year", 2024, "--all")
    assert ran.code == 0
    for words in (
        "Ordine de indisponibilizare executate",
        "confiscare extinsă asupra bunurilor",
        "hotărâri care dispun",
    ):
        assert words in ran.out


def test_each_table_of_the_state_has_its_cells_and_its_note(run, case):
    asked = ("statistics", "--year", 2024, "--as-of", "2024-12-31", "--json")
    for table, cell in (
        ("national", "NATIONAL"),
        ("cohorts", "COHORT"),
        ("judgments", "TSN1654"),
        ("lengths", "LENGTH"),
        ("confiscated-compared", "CHARGES"),
    ):
        found = run("--case", case, *asked, "--table", table)
        assert (found.code, found.err) == (0, "")
        assert {row["cell"] for row in found.json["cells"]} == {cell}
        assert [note["cell"] for note in found.json["notes"]] == [cell]
    words = run("--case", case, "--lang", "ro", "statistics", "--year", 2024, "--table", "national", "--all")
    assert "Fișa națională" in words.out and "deținute în contul unic" in words.out
