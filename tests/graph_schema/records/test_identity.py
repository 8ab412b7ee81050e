"""Ids meet where a strong identifier is the same, and nowhere else; they show nothing of what they are made of."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from graph_schema.records import identity as ids

SHAPE = re.compile(r"[a-z]{3}-[0-9a-f]{20}")
CNP = "1900101400012"


def test_two_sources_meet_on_a_strong_identifier_alone() -> None:
    assert ids.person_id(cnp=CNP, source="a", local="1") == ids.person_id(cnp=CNP, source="b", local="2")
    assert ids.person_id(cnp=None, source="a", local="1") != ids.person_id(cnp=None, source="b", local="1")
    assert ids.person_id(cnp="", source="a", local="1") == ids.person_id(cnp=None, source="a", local="1")
    assert ids.company_id(cui="90000014", source="a", local="1") == ids.company_id(
        cui="90000014", source="b", local="2"
    )
    assert ids.vehicle_id(vin="V", source="a", local="1") == ids.vehicle_id(vin="V", source="b", local="9")
    assert ids.vehicle_id(vin=None, source="a", local="1") != ids.vehicle_id(vin=None, source="a", local="2")
    assert ids.registered_company_id("gb-coh", "1") == ids.registered_company_id("GB-COH", "1")


def test_no_kind_of_id_is_taken_for_another() -> None:
    found = [
        ids.person_id(cnp="1", source="s", local="l"),
        ids.person_id(cnp=None, source="s", local="l"),
        ids.company_id(cui="1", source="s", local="l"),
        ids.company_id(cui=None, source="s", local="l"),
        ids.registered_company_id("X", "1"),
        ids.account_id("1"),
        ids.statement_id("1", "RON", "1", "a", "b"),
        ids.property_id("l", "1"),
        ids.vehicle_id(vin="1", source="s", local="l"),
        ids.vehicle_id(vin=None, source="s", local="l"),
        ids.asset_id("s", "1"),
        ids.wallet_id("s", "1"),
        ids.case_id("1"),
        ids.measure_id("s", "1"),
        ids.charge_id("s", "1"),
        ids.order_id("s", "1"),
        ids.order_item_id("s", "1"),
        ids.appeal_id("s", "1"),
        ids.sale_id("s", "1"),
        ids.encumbrance_id("s", "1"),
        ids.claim_id("s", "1"),
        ids.worksheet_id("s", "1"),
        ids.certificate_id("s", "1"),
        ids.recognition_id("s", "1"),
        ids.request_id("s", "1"),
        ids.support_contact_id("s", "1"),
        ids.link_id("Holds", "s", "1"),
        ids.event_id("Cost", "s", "1"),
    ]
    assert len(set(found)) == len(found)
    assert all(SHAPE.fullmatch(name) for name in found)
    assert not any(CNP in name for name in [ids.person_id(cnp=CNP, source="s", local="l")])


@given(
    first=st.lists(st.text(max_size=4), min_size=2, max_size=4),
    second=st.lists(st.text(max_size=4), min_size=2, max_size=4),
)
def test_other_parts_give_another_id(first: list[str], second: list[str]) -> None:
    same = ids.link_id("Holds", *first) == ids.link_id("Holds", *second)
    assert same is (first == second)


def test_ids_stay_what_they_were() -> None:
    assert ids.account_id("RO00FICT1234567890123456") == "acc-927961f2326a11e8f701"
