"""The claims of a case: sums, status, the reserve of the file, what is held and free; victims by pseudonym."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph_schema.errors import WrongUse
from graph_schema.records.identity import case_id
from graph_schema.records.nodes import Node
from tests.tracer.actions.recovery.test_acts import (  # noqa: F401 - the fixtures
    FILE,
    ITEM,
    VERA,
    VICTOR,
    pay,
    plain,
    record,
    session,
    sold,
)
from tracer.actions.decisions import record_decision
from tracer.actions.recovery_lists.claim_list import ClaimLine, FileReserveLine, LotLine, list_claims
from tracer.recovery.acts.money import ClaimAct
from tracer.recovery.acts.parties import CaseAct
from tracer.results.json_form import format_json
from tracer.wording.language import find_language

OLGA = "per-0000000000000000abcd"
DAY = date(2026, 3, 2)


def claim(number, person=VERA, kind="damage", amount=None, **more):
    return ClaimAct(
        **plain(DAY),
        claim=f"clm-{number}",
        case=FILE,
        person=person,
        claim_kind=kind,
        amount=amount,
        currency="RON",
        **more,
    )


def test_a_claim_says_what_was_claimed_awarded_paid_and_is_left(sold, record):  # noqa: F811
    assert record(pay(30000, "1")).outcome.refusal is None
    found = list_claims(sold)
    pseudonym = sold.veil().pseudonym(VERA)
    assert found.claims == (
        ClaimLine(
            "1/P/2026", "1", "damage", False, pseudonym, "", DAY, "RON", 40000, 40000, 30000, 10000, "awarded_final", 1
        ),
    )
    assert found.files == (FileReserveLine("1/P/2026", "RON", 10000, 70000),)
    assert found.lots == (LotLine(ITEM, "1", "flat", ("1/P/2026",), "RON", 70000, 70000, 60000, True, ()),)


def test_a_claim_without_amount_is_without_limit_and_leaves_nothing_free(sold, record):  # noqa: F811
    assert record(claim("2", rank=2), "2").outcome.refusal is None
    found = list_claims(sold)
    second = found.claims[1]
    assert (second.number, second.claimed_minor, second.left_minor, second.status) == ("2", None, None, "filed")
    assert [file.reserved_minor for file in found.files] == [None]
    assert [lot.free_minor for lot in found.lots] == [None]


def test_a_claim_of_the_thing_names_its_item_and_leaves_nothing_free(sold, record):  # noqa: F811
    assert record(claim("3", VICTOR, "title", item=ITEM), "3").outcome.refusal is None
    found = list_claims(sold)
    third = next(line for line in found.claims if line.number == "3")
    assert (third.is_title, third.item, third.claimant, third.left_minor) == (True, "1", "Victor Inventescu", 0)
    assert [(lot.free_minor, lot.title_claims) for lot in found.lots] == [(0, ("3",))]


def test_who_claims_damage_is_not_named_even_without_a_role(sold, record):  # noqa: F811
    olga = Node(OLGA, "Person", {"name": "Olga Plăsmuita"}, "path:/nodes/0")
    record_decision(sold, right="decide", action="test", reason="probă", nodes=[olga])
    assert record(claim("4", OLGA, amount=100), "4").outcome.refusal is None
    line = next(line for line in list_claims(sold).claims if line.number == "4")
    assert line.claimant == "person without a role in the file"


def test_who_is_protected_in_one_file_has_her_pseudonym_in_every_other(sold, record):  # noqa: F811
    other = case_id("2/P/2026")
    assert record(CaseAct(**plain(DAY), case=other, office="an office"), "2/P/2026").outcome.refusal is None
    assert record(replace(claim("6", amount=5), case=other), "6").outcome.refusal is None
    (line,) = list_claims(sold, case="2/P/2026").claims
    assert line.claimant == sold.veil().pseudonym(VERA)


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_no_name_of_a_victim_stands_in_the_list(sold, record, lang):  # noqa: F811
    assert record(claim("5"), "5 Vera Inventescu").outcome.refusal is None
    text = format_json("claims", list_claims(sold.in_language(find_language(lang))))
    assert "vera" not in text.casefold()
    assert VERA not in text


def test_claims_are_those_of_the_day_and_of_the_file(sold):  # noqa: F811
    assert list_claims(sold, as_of=date(2026, 11, 1)).claims == ()
    assert list_claims(sold, case="1/P/2026") == list_claims(sold)
    with pytest.raises(WrongUse, match="no criminal file 2/P/2026"):
        list_claims(sold, case="2/P/2026")


def test_one_reading_is_one_entry_in_the_log_and_a_number_is_not_kept(sold):  # noqa: F811
    before = len(list(sold.store.access_log()))
    list_claims(sold, case="1/P/2026")
    with pytest.raises(WrongUse):
        list_claims(sold, case="Vera Inventescu")
    written = [kept.audit_event for kept in list(sold.store.access_log())[before:]]
    assert [(one.action, one.subject, one.detail) for one in written] == 2 * [("claims", "", "")]
