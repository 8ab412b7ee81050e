"""The proposal of an order: persons, items with their facts, articles of the purposes, nothing of a victim's name."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from graph_schema.errors import WrongUse
from tests.tracer.casefile.certificates.conftest import (  # noqa: F401 - the fixtures
    CAR_ITEM,
    FREEZE,
    HER_CNP,
    HER_NAME,
    HOUSE_ITEM,
    JUDGMENT,
    SUM_ITEM,
    certificate_case,
    certificate_session,
    made_certificate_case,
)
from tracer.casefile.order_proposals.build_proposal import build_proposal
from tracer.casefile.order_proposals.proposal_kinds import PROPOSAL_KINDS, read_proposal_kind
from tracer.wording.language import find_language

RO, EN = find_language("ro"), find_language("en")
KINDS = [kind.code for kind in PROPOSAL_KINDS]


@pytest.fixture
def propose(certificate_session):  # noqa: F811 - the fixture
    return lambda records, kind="freezing", language=EN: build_proposal(
        certificate_session, records, read_proposal_kind(kind), language
    )


def facts(item):
    return {fact.name: fact.text.replace("\u00a0", " ") for fact in item.facts}


def test_an_item_has_share_identifiers_holder_value_cap_and_purposes_with_their_articles(propose):
    (item,) = propose([HOUSE_ITEM]).items
    found = facts(item)
    assert found["Property"] == "house, Casă cu etaj, Ștefănești, 80123"
    assert found["Share and registered holder"] == "1/2 (50 %), registered in the name of Victor Inventescu"
    assert found["Value"] == "180,000.00 EUR on 2 Mar 2026 (estimate)"
    assert found["Cap"] == "90,000.00 EUR"
    assert found["Purpose of the measure"] == (
        "damage (art. 249(5) of the Code of Criminal Procedure); special confiscation (art. 249(4) of the Code of "
        "Criminal Procedure; art. 112 of the Criminal Code)"
    )
    assert item.sentence.endswith("up to the sum of 90,000.00\u00a0EUR")


def test_a_sum_stands_as_a_sum(propose):
    (item,) = propose([SUM_ITEM]).items
    assert item.sentence == "the sum of 500,000.01\u00a0RON"
    assert facts(item)["Sum"] == "500,000.01 RON"


def test_an_order_stands_for_its_items_and_no_item_stands_twice(propose):
    assert [item.number for item in propose([FREEZE]).items] == ["1", "2", "3", "4"]
    assert [item.number for item in propose([CAR_ITEM, JUDGMENT]).items] == ["2", "1"]


def test_persons_have_their_roles_and_charges(propose):
    found = {fact.name: fact.text for fact in propose([FREEZE]).persons}
    assert found == {
        "Victor Inventescu": "suspect, charged under art. 210 of the Criminal Code",
        "Firma Inventată SRL": "registered holder",
    }


def test_the_articles_follow_from_the_kind_and_of_a_freeze_from_the_purposes(propose):
    assert propose([CAR_ITEM], "return").articles == ("art. 255 of the Code of Criminal Procedure",)
    assert propose([CAR_ITEM], "release").articles == ("art. 250² of the Code of Criminal Procedure",)
    taken = propose([CAR_ITEM]).articles
    assert taken[0] == "art. 249, 251-254 of the Code of Criminal Procedure"
    assert len(taken) == 2
    assert taken[1].startswith("special confiscation")


def test_claims_on_an_item_are_named_where_it_is_returned_by_pseudonym(propose):
    proposal = propose([CAR_ITEM], "return")
    claims = facts(proposal.items[0])["Claims on record"]
    assert claims.startswith("claimed by Civil party ")
    assert claims.endswith("; claimed by Titus Pretinsu")
    assert proposal.receiver
    assert "Claims on record" not in facts(propose([CAR_ITEM]).items[0])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", [EN, RO], ids=["en", "ro"])
def test_no_name_of_a_victim_is_in_a_proposal_and_it_is_the_same_twice(propose, kind, language):
    proposal = propose([FREEZE], kind, language)
    assert proposal == propose([FREEZE], kind, language)
    text = repr(astuple(proposal))
    assert not [word for word in (HER_CNP, *HER_NAME.replace("-", " ").split()) if word in text]


def test_every_fact_rests_on_notes(propose):
    proposal = propose([FREEZE])
    for fact in (*proposal.persons, *proposal.earlier, *(fact for item in proposal.items for fact in item.facts)):
        assert bool(fact.notes) is bool(fact.text), fact


def test_an_order_without_items_and_an_unknown_kind_are_refused(propose):
    with pytest.raises(WrongUse, match="no items"):
        propose(["ord-00000000000000000000"])
    with pytest.raises(WrongUse, match="freezing, release, return"):
        read_proposal_kind("sale")
