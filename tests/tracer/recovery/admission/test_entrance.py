"""What every act needs, and records without rules of their own."""

from __future__ import annotations

import pytest

from tests.recovery_scenarios.reading import read_act
from tests.tracer.recovery.stories import Story, frozen, row, thing

ITEM = {"case": "F", "against": "ion", "purposes": ["damage"]}


def test_an_act_does_not_take_effect_after_it_is_recorded() -> None:
    assert (
        thing().code("role", "2025-03-02", recorded="2025-03-01", case="F", person="v", role="victim") == "FUTURE_DATE"
    )


def test_an_act_is_recorded_once() -> None:
    story = Story()
    act = read_act(row(7, "role", "2025-03-02", case="F", person="v", role="victim"))
    assert story.case.record(act).is_accepted
    again = story.case.record(act).refusal
    assert again is not None and again.code == "ALREADY_RECORDED"


def test_the_id_of_a_revoked_act_is_not_used_again() -> None:
    story = frozen()
    step = story.case.acts[-1]
    story.add("revoke", "2025-02-03", recorded="2025-03-01", target=step.id, reason="wrong item")
    again = story.case.record(step).refusal
    assert again is not None and again.code == "ALREADY_RECORDED"


def test_a_document_of_a_later_day_is_a_flag() -> None:
    story = thing()
    act = row(90, "step", "2025-02-03", "ordinance:prosecutor", item="A", to="FROZEN")
    act["document"]["date"] = "2025-02-04"
    assert story.case.record(read_act(act)).flags == ("DOCUMENT_AFTER_EFFECT",)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"item": "A", "asset": "x", "share": "1/1"}, "ALREADY_RECORDED"),
        ({"item": "B", "asset": "x", "share": "0"}, "BAD_SHARE"),
        ({"item": "B", "asset": "x", "share": "3/2"}, "BAD_SHARE"),
        ({"item": "B", "asset": "x"}, "BAD_SHARE"),
        ({"item": "B"}, "BAD_SHARE"),
        ({"item": "B", "amount": 0, "currency": "RON"}, "BAD_AMOUNT"),
        ({"item": "B", "amount": 5}, "BAD_AMOUNT"),
        ({"item": "B", "asset": "x", "share": "1/1", "amount": 5, "currency": "RON"}, "BAD_SHARE"),
        ({"item": "B", "asset": "x", "share": "1/1", "attached_to": "Z"}, "NO_SUCH_RECORD"),
        ({"item": "B", "asset": "x", "share": "1/1", "cap": 0}, "BAD_AMOUNT"),
        ({"item": "B", "amount": 5, "currency": "RON"}, None),
    ],
)
def test_an_item_is_a_share_or_an_amount(fields: dict[str, object], expected: str | None) -> None:
    assert thing().code("item", "2025-03-01", **ITEM, **fields) == expected


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("order", {"order": "O", "case": "F", "order_kind": "freezing"}, "ALREADY_RECORDED"),
        ("order", {"order": "P", "case": "F", "order_kind": "freezing"}, "NO_DOCUMENT"),
        ("communication", {"order": "Z", "person": "ion"}, "NO_SUCH_RECORD"),
        ("finding", {"item": "Z", "about": "price"}, "NO_SUCH_RECORD"),
        ("asset", {"asset": "x", "asset_class": "car"}, "ALREADY_RECORDED"),
        ("owner", {"asset": "x", "person": "ion", "share": "2"}, "BAD_SHARE"),
        ("value", {"asset": "x", "moment": "other", "amount": 0, "currency": "RON"}, "BAD_AMOUNT"),
        ("rate", {"from": "EUR", "to": "EUR", "num": 1, "den": 1}, "BAD_RATE"),
        ("rate", {"from": "EUR", "to": "RON", "num": 0, "den": 1}, "BAD_RATE"),
        ("table", {"table": "T", "rows": [[1, -1]], "smallest": 5}, "BAD_AMOUNT"),
        ("notice", {"case": "F", "person": "v", "about": "indicted"}, None),
    ],
)
def test_other_records(kind: str, fields: dict[str, object], expected: str | None) -> None:
    assert frozen().code(kind, "2025-03-01", **fields) == expected


def test_an_order_is_not_communicated_before_its_day() -> None:
    assert frozen().code("communication", "2025-02-02", order="O", person="ion") == "BAD_DATE"
