"""A source row with what surrounds it: its statement with balances that follow, or what was read from it; under the veil."""

from __future__ import annotations

import pytest

from graph_schema.errors import NotFound
from tracer.access.roles import NotAllowed
from tracer.actions.files.proof import open_proof
from tracer.actions.files.sources import open_row
from tracer.sample.world.people import PEOPLE, VICTIMS
from tracer.wording.language import find_language

EN = find_language("en")
ENTRY = "path:/Document/BkToCstmrStmt/Stmt[1]/Ntry[{}]/NtryDtls[1]/TxDtls[1]"


def digest_of_file(session, name):
    return next(digest for digest, known in session.source_names().items() if known == name)


def test_a_bank_row_stands_in_its_statement_and_its_balances_follow(sample_case, session_of):
    with session_of(sample_case) as session:
        source = digest_of_file(session, "banca-exemplu-alfa-2022.xml")
        proof = open_proof(session, source, ENTRY.format(20), EN, around=None)
        row = open_row(session, source, ENTRY.format(20))
    assert proof.row == row
    assert (proof.before, proof.after) == (ENTRY.format(19), ENTRY.format(21))
    statement, line = proof.statement, proof.line
    assert (statement.holder, statement.before, statement.after, len(statement.rows)) == (
        "Alfa Inexistent SRL",
        0,
        0,
        29,
    )
    balance = line.opening_minor
    for place, one in enumerate(statement.rows, 1):
        balance += one.minor
        assert (one.number, one.balance_minor, one.marked) == (place, balance, place == 20)
    assert balance == line.closing_minor and line.light == "adds_up"
    (marked,) = [one for one in statement.rows if one.marked]
    assert (marked.party, marked.minor, marked.purpose) == (
        "Beta Inexistent SRL",
        -480_000_00,
        "Contract de creditare 1",
    )


def test_only_so_many_rows_are_shown_on_each_side(sample_case, session_of):
    with session_of(sample_case) as session:
        source = digest_of_file(session, "banca-exemplu-alfa-2022.xml")
        first = open_proof(session, source, ENTRY.format(1), EN, around=3)
        last = open_proof(session, source, ENTRY.format(29), EN, around=3)
    assert [one.number for one in first.statement.rows] == [1, 2, 3, 4]
    assert (first.before, first.statement.before, first.statement.after) == ("", 0, 25)
    assert [one.number for one in last.statement.rows] == [26, 27, 28, 29]
    assert (last.after, last.statement.before, last.statement.after) == ("", 25, 0)


def test_the_other_side_opens_the_row_that_leads_back(sample_case, session_of):
    with session_of(sample_case) as session:
        source = digest_of_file(session, "banca-exemplu-alfa-2022.xml")
        other = open_proof(session, source, ENTRY.format(20), EN).other
        assert (other.account, other.minor, other.currency) == ("Beta Inexistent SRL (RO71…0004)", 480_000_00, "RON")
        back = open_proof(session, other.evidence.source, other.evidence.locator, EN).other
        assert (back.evidence.source, back.evidence.locator, back.minor) == (source, ENTRY.format(20), -480_000_00)
        assert open_proof(session, source, ENTRY.format(19), EN).other is None  # a fee has no other side


def test_of_a_register_row_each_record_is_given_with_its_fields_in_words(sample_case, session_of):
    with session_of(sample_case) as session:
        proof = open_proof(session, digest_of_file(session, "masuri.csv"), "row:67", EN)
    assert (proof.statement, proof.other, proof.before, proof.after) == (None, None, "row:66", "row:68")
    value, step = proof.records
    assert value.title == "the value of an asset at a date: Vilă cu piscină, strada Imaginară 7, 20 Nov 2024"
    assert dict(value.fields)["sum"] == "180,000.00\u00a0EUR"
    assert dict(step.fields)["state reached"] == "frozen"


def test_no_victim_is_named_in_any_row_of_the_register_of_persons_or_of_a_statement(sample_case, session_of):
    with session_of(sample_case) as session:
        persons = digest_of_file(session, "persoane.csv")
        kept = next(one for one in session.store.sources() if one.source.digest == persons)
        proofs = [open_proof(session, persons, f"row:{row}", EN) for row in range(2, kept.source.rows + 2)]
        source = digest_of_file(session, "banca-exemplu-alfa-2022.xml")
        proofs.append(open_proof(session, source, ENTRY.format(18), EN, around=None))
        hers = next(
            one.source.digest for one in session.store.sources() if one.source.name == "banca-exemplu-alma-2021.xml"
        )
        proofs.append(open_proof(session, hers, ENTRY.format(3), EN))
    assert proofs[-1].statement.holder == "Victim 4F87"
    said = repr(proofs)
    assert "Victim 6521" in said and "RO28…0002" in said
    assert not [key for key in VICTIMS if PEOPLE[key].name in said or PEOPLE[key].cnp in said]


def test_a_place_that_is_not_there_and_a_role_without_the_right_are_refused(sample_case, session_of):
    with session_of(sample_case) as session:
        source = digest_of_file(session, "masuri.csv")
        with pytest.raises(NotFound, match="has no place row:99999"):
            open_proof(session, source, "row:99999", EN)
    with session_of(sample_case, "administrator") as session, pytest.raises(NotAllowed):
        open_proof(session, source, "row:67", EN)
