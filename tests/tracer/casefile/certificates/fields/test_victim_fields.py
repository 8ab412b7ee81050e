"""Restitution in a certificate: what is decided, what is pending, whose claim of ownership is one of a victim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tracer.casefile.certificates.conftest import (  # noqa: F401 - the fixtures
    RESTITUTION,
    TITLE,
    TO_AUSTRIA,
    VERA,
    certificate_case,
    certificate_session,
    made_certificate_case,
)
from tracer.casefile.certificates.fields.victim_fields import (
    restitution_issued,
    restitution_pending,
    victim_decisions,
)
from tracer.casefile.certificates.fill_certificate import certificate_context
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.money import ClaimAct, ClaimDecisionAct


@pytest.fixture
def changed(certificate_session):  # noqa: F811 - the fixture
    """changed(change) -> the context with each act as ``change`` leaves it; None takes the act out."""
    context = certificate_context(certificate_session, TO_AUSTRIA, "freezing")

    def make(change):
        acts = sorted(context.facts.of(RecoveryAct), key=lambda act: act.effective)
        return replace(context, facts=RecoveryFacts(new for act in acts if (new := change(act)) is not None))

    return make


def undecided(act):
    return None if isinstance(act, ClaimDecisionAct) else act


def test_a_claim_without_decision_is_pending_and_no_decision_is_issued(changed):
    context = changed(undecided)
    assert list(restitution_issued(context, "")) == []
    assert [value.record for value in restitution_pending(context, "")] == [RESTITUTION]
    assert {value.option for value in victim_decisions(context, "")} == {"pending"}


def test_a_decision_that_is_not_final_is_issued_and_still_pending(changed):
    context = changed(lambda act: replace(act, outcome="awarded") if isinstance(act, ClaimDecisionAct) else act)
    assert [value.option for value in restitution_issued(context, "")] == ["yes"]
    assert [value.record for value in restitution_pending(context, "")] == [RESTITUTION]


@pytest.mark.parametrize("outcome", ["rejected", "withdrawn"])
def test_a_claim_that_failed_is_neither(changed, outcome):
    context = changed(lambda act: replace(act, outcome=outcome) if isinstance(act, ClaimDecisionAct) else act)
    assert list(restitution_issued(context, "")) == []
    assert list(restitution_pending(context, "")) == []


def test_a_claim_of_ownership_counts_where_a_victim_makes_it(changed):
    def hers(act):
        return replace(act, person=VERA) if isinstance(act, ClaimAct) and act.claim == TITLE else act

    assert TITLE in [value.record for value in restitution_pending(changed(hers), "")]
    assert TITLE not in [value.record for value in restitution_pending(changed(lambda act: act), "")]
