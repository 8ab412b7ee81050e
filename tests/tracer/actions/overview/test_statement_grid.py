"""Statements by account and month in the sample case, and the statement behind a month."""

from __future__ import annotations

import pytest

from graph_schema.errors import NotFound
from tracer.actions.files.proof import open_proof
from tracer.actions.overview.statement_grid import find_statement, list_grid
from tracer.sample.world.people import PEOPLE, VICTIMS


def test_the_account_with_the_missing_month_stands_first(sample_case, session_of):
    with session_of(sample_case) as session:
        rows = list_grid(session)
    wrong = [row for row in rows if any(month.light in ("missing", "differs") for month in row.line.months)]
    assert rows[: len(wrong)] == tuple(wrong) and wrong
    gaps = [(row.holder, first.isoformat(), last.isoformat()) for row in rows for first, last in row.line.gaps]
    assert gaps == [("Ştefania Fictivescu", "2023-05-01", "2023-05-31")]
    assert len(rows) > 20 and all(row.number.startswith("…") and len(row.number) == 5 for row in rows)
    whole = [row for row in rows if row.good == len(row.line.months) == 48]
    assert len(whole) > 10


def test_a_month_opens_its_statement_at_the_first_row(sample_case, session_of):
    with session_of(sample_case) as session:
        row = next(row for row in list_grid(session) if row.good)
        month = next(month for month in row.line.months if month.light == "adds_up")
        place = find_statement(session, month.statement)
        proof = open_proof(session, place.source, place.locator, session.language)
    assert proof.statement is not None and proof.line is not None
    assert proof.line.from_date <= month.month <= proof.line.to_date
    assert proof.statement.rows[0].marked and proof.statement.before == 0


def test_what_is_no_statement_opens_nothing(part_case, session_of):
    with session_of(part_case) as session:
        for name in ("sta-nothing", PEOPLE["victor"].id):
            with pytest.raises(NotFound):
                find_statement(session, name)


def test_a_protected_holder_is_a_pseudonym_and_a_short_number_is_masked(victim_case, sample_case, session_of):
    with session_of(sample_case) as session:
        shown = [(row.number, row.holder) for row in list_grid(session)]
        pseudonyms = {session.veil().pseudonym(PEOPLE[key].id) for key in VICTIMS}
    assert pseudonyms & {holder for _, holder in shown}
    assert not [key for key in VICTIMS if PEOPLE[key].name in repr(shown)]
