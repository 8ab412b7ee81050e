"""What comes out of an asset: value after debts and cap, claims with their reserves, terms with reasons, postings."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from graph_schema.records.identity import measure_id
from tracer.actions.recovery.acts import record_act
from tracer.casework.evidence_lines import evidence_format
from tracer.casework.recovery.asset_recovery import read_asset_recovery
from tracer.casework.recovery.recovery_state import recovery_state
from tracer.recovery.acts.act import ActAuthority, ActDocument
from tracer.recovery.acts.assets import EncumbranceAct
from tracer.recovery.acts.money import ClaimAct, ClaimDecisionAct, PostAct
from tracer.sample.world.people import PEOPLE

MAIN = "900002/D/P/2024"
DAY = date(2026, 1, 12)


@pytest.fixture
def session(case, session_of):
    with session_of(case) as opened:
        yield opened


@pytest.fixture
def asset_of(session):
    """asset_of(number): the id of the asset of this measure."""

    def find(number):
        state = recovery_state(session, as_of=session.today(), known_on=session.today())
        return state.items[measure_id(MAIN, number)].item.asset

    return find


def recovery(session, asset):
    day = session.today()
    state = recovery_state(session, as_of=day, known_on=day)
    return read_asset_recovery(session, evidence_format(session), state, asset)


def case_of(session):
    (case,) = [node.id for node in session.graph().nodes_of_type("Case") if node.props["number"] == MAIN]
    return case


def add(session, act, number=""):
    found = record_act(session, act, reason="probă", number=number)
    assert found.outcome.refusal is None, found.outcome
    return found.id


def test_a_debt_lessens_what_is_available(session, asset_of):
    villa = asset_of("1")
    before = recovery(session, villa)
    assert [(line.gross, line.debts, line.available) for line in before.equities] == [(18_000_000, 0, 18_000_000)]
    debt = EncumbranceAct(
        id="",
        effective=DAY,
        recorded=DAY,
        encumbrance="enc-1",
        asset=villa,
        creditor="",
        rank=1,
        amount=4_500_000,
        currency="EUR",
    )
    add(session, debt, "1")
    after = recovery(session, villa)
    assert [(line.gross, line.debts, line.equity, line.available) for line in after.equities] == [
        (18_000_000, 4_500_000, 13_500_000, 13_500_000)
    ]
    assert [(line.rank, line.minor, line.left, line.whole) for line in after.debts] == [(1, 4_500_000, 4_500_000, True)]
    assert after.debts[0].evidence, "the debt opens its record"


def test_a_claim_reserves_and_its_claimant_is_a_pseudonym(session, asset_of):
    victim = PEOPLE["alma"]
    claim = ClaimAct(
        id="",
        effective=DAY,
        recorded=DAY,
        claim="clm-1",
        case=case_of(session),
        person=victim.id,
        claim_kind="damage",
        amount=6_000_000,
        currency="EUR",
    )
    add(session, claim, "10")
    (line,) = recovery(session, asset_of("8")).claims
    assert (line.minor, line.reserved, line.status, line.on_asset) == (6_000_000, 6_000_000, "filed", False)
    assert line.claimant and victim.name not in repr(recovery(session, asset_of("8")))
    (held,) = recovery(session, asset_of("8")).held
    assert (held.currency, held.minor, held.free) == ("EUR", 1_800_000, 0)


def test_a_claim_without_an_amount_is_without_limit(session, asset_of):
    claim = ClaimAct(
        id="",
        effective=DAY,
        recorded=DAY,
        claim="clm-1",
        case=case_of(session),
        person=PEOPLE["elena"].id,
        claim_kind="damage",
        amount=None,
        currency="EUR",
    )
    name = add(session, claim, "11")
    (line,) = recovery(session, asset_of("8")).claims
    assert (line.minor, line.reserved) == (None, None)
    decided = ClaimDecisionAct(
        id="",
        effective=DAY,
        recorded=DAY,
        claim=name,
        outcome="rejected",
        document=ActDocument("judgment", "5", DAY),
        authority=ActAuthority("court", "Tribunalul Exemplu"),
    )
    add(session, decided)
    (line,) = recovery(session, asset_of("8")).claims
    assert (line.status, line.reserved) == ("rejected", 0)


def test_the_postings_of_an_early_sale_and_of_a_cost_open_their_rows(session, asset_of):
    car = asset_of("8")
    cost = PostAct(
        id="",
        effective=DAY,
        recorded=DAY,
        item=measure_id(MAIN, "8"),
        template="cost",
        amount=12_345,
        currency="EUR",
        document=ActDocument("invoice", "118", DAY),
        authority=ActAuthority("anabi", "ANABI"),
    )
    add(session, cost)
    found = recovery(session, car)
    assert [(line.template, line.debit, line.credit, line.minor) for line in found.postings] == [
        ("sale", "UNIQUE_ACCOUNT", "SALE_PRICE", 1_800_000),
        ("cost", "COST", "UNIQUE_ACCOUNT", 12_345),
    ]
    assert all(line.evidence for line in found.postings)
    assert [held.minor for held in found.held] == [1_800_000 - 12_345]


def test_each_term_has_its_reason(session, asset_of):
    found = recovery(session, asset_of("1"))
    assert {term.rule for term in found.terms} == {"check_trial"}
    assert all(term.reasons for term in found.terms)
    (term,) = found.terms
    assert term.days_left == (term.due - session.today()).days


def test_half_of_an_asset_is_worth_half(session, asset_of):
    (line,) = recovery(session, asset_of("2")).equities
    assert Fraction(line.gross) == Fraction(25_000_000, 2)
