"""Which thing a text means: only what is asked for, an exact name before an account of that name, a number as a whole."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tracer.actions.recovery.measures import list_measures
from tracer.actions.recovery.orders import Document, NewMeasure, open_measure
from tracer.sample.world.people import MAIN_FILE, PEOPLE

PAPER = Document("ordonanță", "77/2026", date(2026, 1, 5), "Parchetul Exemplu")


@pytest.fixture
def case(little_case) -> Path:
    """Part of the sample case, with all measures."""
    return little_case


STEFANIA = ["Ștefania Fictivescu", "Ştefania Fictivescu", "Stefania Fictivescu", "FICTIVESCU STEFANIA"]


@pytest.mark.parametrize("text", [*STEFANIA, "Radu Născocițu", "VICTOR INVENTESCU"])
def test_where_a_person_is_asked_for_a_whole_name_in_any_spelling_is_enough(run, sample_case, tmp_path, text):
    asked = [("link", text, "Vila"), ("ownership", text), ("export", text, tmp_path / "x.xlsx", "--method", "fifo")]
    for arguments in asked:
        ran = run("--case", sample_case, *arguments)
        assert "can mean" not in ran.err
        assert ran.code == 0, ran.err


@pytest.mark.parametrize("text", STEFANIA)
def test_a_person_of_the_name_comes_before_the_accounts_of_the_name(run, sample_case, text):
    ran = run("--case", sample_case, "trace", text, "--method", "fifo")
    assert "is a Person" in ran.err, "the person is meant; money is followed through an account"


def test_where_a_person_is_asked_for_an_account_is_not_offered_as_one(run, sample_case):
    ran = run("--case", sample_case, "export", "exemplu", "x.pdf", "--method", "fifo")
    assert ran.code == 2
    listed = ran.err.partition("can mean: ")[2].partition(". Name")[0].split("; ")
    assert len(listed) > 1
    assert {one.split("-")[0] for one in listed} <= {"per", "com", "…"}


def test_what_is_no_person_is_said_to_be_none(run, sample_case):
    ran = run("--case", sample_case, "link", "Vila", "Vila")
    assert ran.code == 2
    assert "no person or company" in ran.err and "Vila" in ran.err


def test_where_an_asset_is_asked_for_only_assets_are_meant(run, sample_case):
    ran = run("--case", sample_case, "link", PEOPLE["victor"].id, "Victor Inventescu")
    assert ran.code == 2 and "no asset" in ran.err


def measures(run: Any, case: Path) -> list[dict[str, Any]]:
    return run("--case", case, "measure", "list", "--json").json["measures"]


def step(run: Any, case: Path, measure: str) -> Any:
    return run("--case", case, "measure", "step", measure, "REALISED", "--effective", "2025-01-01", "--reason", "probă")


def test_a_number_means_the_measure_of_that_number_and_nothing_that_contains_it(run, case):
    lines = measures(run, case)
    assert {"1", "10"} <= {line["number"] for line in lines}, "a number that begins with it is another one"
    ran = step(run, case, "1")
    listed = ran.err.partition("can mean: ")[2].partition(". Name")[0].split("; ")
    assert {one.split()[0] for one in listed} == {line["id"] for line in lines if line["number"] == "1"}


@pytest.fixture
def twice(case, session_of, known_names) -> tuple[Path, str]:
    """A case with two measures of one number in two criminal files, and the number."""
    victor, flat = known_names["persons"]["victor"]["id"], known_names["assets"]["flat_victor"]["id"]
    with session_of(case) as session:
        number = next(line.number for line in list_measures(session).measures if line.case == MAIN_FILE)
        new = NewMeasure(number, "77/P/2024", flat, victor, Fraction(1), ["special_confiscation"])
        assert open_measure(session, new, reason="probă", document=PAPER, effective=PAPER.day).status == "imported"
    return case, number


def test_measures_of_one_number_are_told_apart_by_file_and_asset(run, twice):
    case, number = twice
    same = [line for line in measures(run, case) if line["number"] == number]
    assert {line["case"] for line in same} == {MAIN_FILE, "77/P/2024"}
    ran = step(run, case, number)
    assert ran.code == 2
    for line in same:
        assert f"{line['id']} {number} ({line['case']}, {line['asset_caption']})" in ran.err
    assert len(ran.err.partition("can mean: ")[2].partition(". Name")[0].split("; ")) == 2
    assert step(run, case, same[0]["id"]).code in (0, 1), "the id is enough"


def test_the_list_of_measures_shows_the_criminal_file(run, twice):
    case, number = twice
    shown = [
        line.split() for line in run("--case", case, "measure", "list").out.splitlines() if number in line.split()[:1]
    ]
    assert {words[1] for words in shown} == {MAIN_FILE, "77/P/2024"}


def test_a_text_that_is_no_number_of_a_measure_is_refused_and_names_what_it_could_be(run, case):
    ran = step(run, case, "Victor Inventescu")
    assert ran.code == 2 and "no measure" in ran.err
