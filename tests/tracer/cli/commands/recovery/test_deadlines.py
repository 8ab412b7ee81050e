"""``tracer deadlines``: the terms on the screen, as JSON, as a calendar file, and who may ask for what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator

from graph_schema.records.provenance import digest_bytes
from tests.tracer.actions.recovery.test_acts import FLAT, VICTOR, record, session, sold  # noqa: F401 - the fixtures
from tests.tracer.actions.recovery_lists.test_term_list import running  # noqa: F401 - the fixture

SCHEMAS = Path(__file__).parents[3] / "results" / "schemas"


@pytest.fixture
def deadlines(run, running):  # noqa: F811 - the fixture
    """deadlines(*options) -> what it leaves, for the day on which the acts were recorded."""

    def call(*options, lang="en", role="owner", day="2026-11-02"):
        return run("--case", running.folder, "--lang", lang, "--role", role, "deadlines", "--as-of", day, *options)

    return call


def keeps_to(ran, name):
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(json.loads(ran.out))


def test_each_term_is_two_lines_the_earliest_first(deadlines):
    ran = deadlines()
    assert (ran.code, ran.err) == (0, "")
    head, zone, *lines = ran.out.splitlines()
    assert head == "3 terms run on 2 Nov 2026."
    assert zone == "Hours are those of Bucharest."
    assert lines[0].split("  ")[0] == "4 Nov 2026, 09:30"
    assert lines[2].startswith("6 Nov 2026 ")
    assert "4 days left" in lines[2] and "soon" in lines[2]
    assert lines[2].endswith("challenge against the order of the prosecutor")
    assert lines[3] == "    CPP 250(1) | prosecutor | flat, 1/P/2026, no. 7, Victor Inventescu"
    assert lines[5].startswith("    office rule | prosecutor | 1/P/2026, Civil party ")
    assert lines[5].endswith(", indictment")
    assert len(lines) == 6
    assert "Vera" not in ran.out


def test_the_computation_is_explained_where_it_is_asked_for(deadlines):
    lines = deadlines("--explain").out.splitlines()
    assert "    = 2 Nov 2026 + 3 days, first and last day not counted: 6 Nov 2026" in lines
    assert "    = 2 Nov 2026, 09:30 + 48 hours, not moved: 4 Nov 2026, 09:30" in lines
    assert lines.count("    = the right is lost after it") == 2
    assert "    = " not in deadlines().out


def test_romanian_is_complete(deadlines):
    ran = deadlines("--explain", lang="ro")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("3 termene curg la 02.11.2026.\nOrele sunt cele ale Bucureștiului.\n")
    assert "    = 02.11.2026, 09:30 + 48 ore, fără prorogare: 04.11.2026, 09:30" in ran.out
    assert "regulă internă | procuror | 1/P/2026, Partea civilă " in ran.out
    assert "mai sunt 5 zile" in ran.out


def test_overdue_and_empty_are_said(deadlines):
    assert "24 days late" in deadlines(day="2026-12-01").out
    assert deadlines("--remind", "V").out == "No term runs on 2 Nov 2026.\n"


def test_terms_are_chosen_by_asset_in_any_way_of_naming_it(deadlines):
    by_id, by_name = (deadlines("--asset", text, "--json") for text in (FLAT, "flat"))
    keeps_to(by_id, "deadlines")
    assert [term["rule"] for term in by_id.json["terms"]] == ["challenge_prosecutor"]
    assert by_id.json == by_name.json
    assert "means no asset or account" in deadlines("--asset", "Victor Inventescu").err
    assert deadlines("--remind", "Q").code == 2


def test_the_calendar_is_written_and_can_be_read(deadlines, tmp_path):
    target = tmp_path / "terms.ics"
    ran = deadlines("--ics", target, "--json")
    keeps_to(ran, "deadlines-export")
    data = target.read_bytes()
    assert ran.json == {"size": len(data), "digest": digest_bytes(data), "terms": 3}
    assert len(Calendar.from_ical(data).walk("VEVENT")) == 3
    said = deadlines("--ics", target)
    assert said.out == f"Written: {target} ({len(data):,} bytes).\n3 terms; SHA-256 {digest_bytes(data)}\n"
    assert target.read_bytes() == data


def test_a_supervisor_reads_the_terms_and_writes_no_file(deadlines, tmp_path):
    assert deadlines(role="supervisor").code == 0
    assert deadlines("--asset", FLAT, role="supervisor").code == 0
    for options in (("--asset", "flat"), ("--ics", tmp_path / "a")):
        refused = deadlines(*options, role="supervisor")
        assert (refused.code, refused.out) == (2, "")
    assert not (tmp_path / "a").exists()


def test_who_may_not_read_gets_one_answer_whatever_the_asset(deadlines):
    answers = {deadlines("--asset", text, role="administrator").err for text in (FLAT, VICTOR, "flat", "Castelul")}
    assert len(answers) == 1
    assert "administrator" in answers.pop()
