"""What a mark would cover is what it then covers; the preview records nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph_schema.errors import WrongUse
from graph_schema.records.identity import account_id
from tests.tracer.actions.conftest import OWN
from tracer.actions.money.mark_list import list_marks
from tracer.actions.money.mark_preview import WantedMark, preview_mark, record_mark
from tracer.actions.money.receipts import list_receipts

ACCOUNT = account_id(OWN)


@pytest.fixture
def session(victim_case, session_of):
    with session_of(victim_case.folder) as opened:
        yield opened


def ways(session):
    found = list_receipts(session, ACCOUNT)
    victim = next(payer.text for payer in found.payers if payer.protected)
    return {
        "receipts": WantedMark("receipts", ACCOUNT, "proceeds", ("transfer",)),
        "payer": WantedMark("payer", ACCOUNT, "proceeds", counterparty=victim),
        "transfer": WantedMark("transfer", ACCOUNT, "proceeds", transfer=found.receipts[0].transfer),
    }


@pytest.mark.parametrize(
    ("way", "count", "minor"), [("receipts", 8, 1030_00), ("payer", 7, 1000_00), ("transfer", 1, 500_00)]
)
def test_the_preview_says_what_the_mark_covers(session, way, count, minor):
    wanted = ways(session)[way]
    preview = preview_mark(session, wanted)
    assert (preview.line.receipts, preview.line.sums, preview.already) == (count, (("RON", minor),), 0)
    assert list_marks(session).marks == ()
    report = record_mark(session, wanted, "probă")
    assert report.status == "recorded"
    (mark,) = list_marks(session).marks
    assert replace(mark, event="", evidence=(), reason="") == replace(preview.line, event="", evidence=(), reason="")
    assert preview_mark(session, wanted).already == count
    assert record_mark(session, wanted, "probă").status == "known"


def test_an_opening_balance_is_previewed_too(sample_case, session_of):
    with session_of(sample_case) as session:
        (account, currency), opening = next(
            (key, minor) for key, minor in sorted(session.ledger().openings.items()) if minor > 100
        )
        wanted = WantedMark("opening", account, "proceeds", currency=currency, amount_minor=100)
        preview = preview_mark(session, wanted)
        assert (preview.line.covers, preview.line.sums, preview.stands) == ("opening", ((currency, 100),), False)
        with pytest.raises(WrongUse, match="cannot be marked"):
            preview_mark(session, replace(wanted, amount_minor=opening + 1))


def test_what_is_missing_is_said(session):
    for wanted, text in (
        (WantedMark("transfer", ACCOUNT, "proceeds"), "Choose the receipt"),
        (WantedMark("payer", ACCOUNT, "proceeds"), "Choose the payer"),
        (WantedMark("receipts", ACCOUNT, "CREDIT"), "kept for the program"),
    ):
        with pytest.raises(WrongUse, match=text):
            preview_mark(session, wanted)
    with pytest.raises(WrongUse, match="needs a reason"):
        record_mark(session, ways(session)["payer"], " ")
    assert list_marks(session).marks == ()
