"""What a term is about, and its id: the same for the same term, another for another, no secret of a protected person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph_schema.records.provenance import record_id
from tracer.casework.overview.running_terms import case_terms
from tracer.casework.overview.term_subjects import read_subject, term_id
from tracer.casework.recovery.recovery_state import recovery_state
from tracer.recovery.deadlines.terms import RecoveryTerm, compute_term

DAY = date(2026, 11, 2)
SUBJECTS = ("item-a", "item-b", "cas-1:per-v:indicted", "cas-1:per-v:judged", "cas-1:per-w:indicted")
RULES = ("victim_notice", "return_money", "file_to_judge")


@st.composite
def terms(draw: st.DrawFn) -> RecoveryTerm:
    start = draw(st.sampled_from([DAY, date(2026, 11, 3), datetime(2026, 11, 2, 9, tzinfo=UTC)]))
    return compute_term(draw(st.sampled_from(RULES)), draw(st.sampled_from(SUBJECTS)), start)


@given(terms(), terms())
def test_two_terms_have_one_id_exactly_if_they_are_one(first: RecoveryTerm, second: RecoveryTerm) -> None:
    keys = [(term.rule.id, term.subject, term.start) for term in (first, second)]
    assert (term_id(first, {}) == term_id(second, {})) is (keys[0] == keys[1])


@given(terms())
def test_the_id_of_a_protected_person_does_not_lead_to_the_id_of_her_term(term: RecoveryTerm) -> None:
    assume("per-v" in term.subject)
    marked = term_id(term, {"per-v": "a secret mark"})
    guessed = record_id("trm", term.rule.id, *term.subject.split(":"), term.start.isoformat())
    assert term_id(term, {}) == guessed != marked
    assert marked == term_id(replace(term, subject=term.subject.replace("per-v", "a secret mark")), {})


@pytest.fixture
def sample(sample_case, session_of):
    with session_of(sample_case) as opened:
        yield opened.graph(), recovery_state(opened, as_of=DAY, known_on=DAY)


def test_a_term_of_the_sample_names_its_asset_its_file_and_its_number(sample):
    graph, state = sample
    found = list(case_terms(graph, state))
    assert found
    for one in found:
        subject = read_subject(graph, state, one.term)
        assert one.about in subject.about
        assert subject.case is not None and subject.case.type == "Case"
        assert subject.number == graph.nodes[one.term.subject].props["number"]
        assert (subject.person, subject.fact) == ("", "")


def test_a_term_about_nothing_on_record_names_nothing(sample):
    graph, state = sample
    subject = read_subject(graph, state, compute_term("reg1805_freeze_decision", "gone", DAY))
    assert (subject.about, subject.number, subject.case, subject.person) == ((), "", None, "")
