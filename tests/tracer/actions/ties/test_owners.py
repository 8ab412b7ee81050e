"""The owners of the sample's ring, with the fractions worked out by hand, and what each law says of them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from graph_schema.errors import NotFound
from tracer.actions.ties.owners import list_owners

DAY = date(2025, 6, 30)
SHARES = {
    "alfa": {"Victor Inventescu": "85/94", "Elena Pretextescu": "9/94"},
    "beta": {"Victor Inventescu": "17/47", "Elena Pretextescu": "30/47"},
    "gama": {"Victor Inventescu": "32/47", "Elena Pretextescu": "15/47"},
    "delta": {"Victor Inventescu": "443/470", "Elena Pretextescu": "27/470"},
}
BOTH = {"Victor Inventescu", "Elena Pretextescu"}
OVER_25 = {"alfa": {"Victor Inventescu"}, "beta": BOTH, "gama": BOTH, "delta": {"Victor Inventescu"}}


@pytest.fixture
def session(sample_case, session_of):
    with session_of(sample_case) as opened:
        yield opened


@pytest.fixture
def owners_of(session, known_names):
    return lambda key, day=DAY: list_owners(session, known_names["companies"][key]["id"], day=day)


@pytest.mark.parametrize("key", list(SHARES))
def test_shares_are_exact_through_the_ring_and_chains_add_up_to_them(owners_of, key):
    report = owners_of(key)
    found = {one.caption: one.lower for one in report.owners}
    assert found == SHARES[key]
    assert (report.unknown_lower, report.unknown_upper) == ("0/1", "0/1")
    for one in report.owners:
        assert (one.lower, one.lower_open) == (one.upper, False)
        assert sum((Fraction(chain.share) for chain in one.chains), Fraction(one.rest)) == Fraction(one.lower)
        assert all(chain.captions[0] == one.caption and chain.captions[-1] == report.caption for chain in one.chains)
        assert one.evidence


@pytest.mark.parametrize("key", list(SHARES))
@pytest.mark.parametrize("regime", ["RO", "GWG", "AMLR"])
def test_each_law_names_its_beneficial_owners(owners_of, key, regime):
    report = owners_of(key)
    found = {
        one.caption
        for one in report.owners
        for answer in one.answers
        if (answer.regime, answer.answer) == (regime, "certain")
    }
    assert found == OVER_25[key]
    assert not any(answer.answer == "possible" for one in report.owners for answer in one.answers)
    assert all((answer.answer == "no") is (not answer.tests) for one in report.owners for answer in one.answers)


def test_a_law_that_is_not_in_force_yet_is_said(owners_of):
    assert [line.id for line in owners_of("alfa").regimes if not line.in_force] == ["AMLR"]
    assert [line.id for line in owners_of("alfa", date(2027, 7, 10)).regimes if not line.in_force] == []


def test_a_share_that_nobody_is_named_for_is_unknown_and_may_make_a_beneficial_owner(session):
    companies = [node.id for node in session.graph().nodes.values() if node.type == "Company"]
    reports = [list_owners(session, company, day=DAY) for company in companies]
    unknown = [report for report in reports if Fraction(report.unknown_upper) not in (0, 1)]
    assert unknown
    for report in unknown:
        known = sum(Fraction(one.lower) for one in report.owners)
        assert known + Fraction(report.unknown_upper) <= 1
    assert any(answer.answer == "possible" for one in reports for owner in one.owners for answer in owner.answers)


def test_power_is_measured_where_no_direct_holder_has_the_majority(owners_of):
    powers = {key: owners_of(key).power for key in SHARES}
    assert [key for key, power in powers.items() if power is not None] == ["gama"]
    assert {line.caption: line.banzhaf for line in powers["gama"].holders} == {
        "Victor Inventescu": "1/2",
        "Beta Inexistent SRL": "1/2",
    }
    assert owners_of("zeta").power is None  # a register gives a band


def test_what_is_no_company_has_no_owners_by_shares(session, known_names):
    for wrong, said in (
        (known_names["persons"]["victor"]["id"], "not a company"),
        (known_names["assets"]["villa"]["id"], "not a company"),
        ("org-0", "There is nothing"),
    ):
        with pytest.raises(NotFound, match=said):
            list_owners(session, wrong)


def test_the_reading_is_on_record(owners_of, session):
    report = owners_of("delta")
    acts = [entry.audit_event for entry in session.store.access_log()]
    assert [act.subject for act in acts if act.action == "owners"][-1] == report.company
