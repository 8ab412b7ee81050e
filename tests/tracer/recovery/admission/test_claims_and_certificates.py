"""Claims, certificates and recognitions."""

from __future__ import annotations

import pytest

from tests.tracer.recovery.stories import Story, cash, frozen

CLAIM = {"claim": "C", "case": "F", "person": "v", "currency": "RON"}


@pytest.mark.parametrize(
    ("kind", "amount", "expected"),
    [("damage", 5, None), ("damage", None, None), ("damage", 0, "BAD_AMOUNT"), ("other", 5, "NO_SUCH_STEP")],
)
def test_a_claim_has_a_kind_and_an_amount_above_zero_or_none(kind, amount, expected) -> None:
    assert cash().code("claim", "2025-03-01", claim_kind=kind, amount=amount, **CLAIM) == expected


def decide(story: Story, outcome: str, day: str = "2025-05-02", **fields: object) -> str | None:
    return story.code("claim_decision", day, "judgment:court", claim="C", outcome=outcome, **fields)


def test_a_claim_is_decided_until_the_decision_is_final() -> None:
    story = cash()
    assert decide(story, "awarded") == "NO_CLAIM"
    story.add("claim", "2025-03-01", claim_kind="damage", amount=None, **CLAIM)
    assert decide(story, "admitted") == "NO_SUCH_STEP"
    assert decide(story, "awarded") == "BAD_AMOUNT"
    assert decide(story, "awarded", amount=5, currency="EUR") == "CURRENCY_MISMATCH"
    assert decide(story, "awarded", "2025-02-28", amount=5) == "BAD_DATE"
    assert decide(story, "awarded", amount=5) is None
    assert decide(story, "awarded_final", amount=4) is None
    assert decide(story, "rejected") == "NO_SUCH_STEP"
    story.add("proceeding", "2025-06-01", case="F", fact="retrial")
    assert decide(story, "rejected", "2025-06-02") is None


def test_a_title_is_admitted_and_never_awarded() -> None:
    story = cash()
    story.add("claim", "2025-03-01", claim_kind="title", amount=None, item="A", **CLAIM)
    assert decide(story, "awarded_final", amount=5) == "NO_SUCH_STEP"
    assert decide(story, "admitted") is None


def test_a_certificate_stays_within_the_total() -> None:
    story = frozen()
    sent = {"form": "freezing", "order": "O", "to_state": "ES", "total": 10, "currency": "EUR"}
    assert story.code("certificate", "2025-02-05", certificate="C", amount_here=11, **sent) == "OVER_TOTAL"
    assert story.code("certificate", "2025-02-05", certificate="C", amount_here=0, **sent) == "BAD_AMOUNT"
    assert story.code("certificate", "2025-02-05", certificate="C", amount_here=10, **sent) is None
    assert story.code("certificate", "2025-02-05", certificate="C", amount_here=10, **sent) == "ALREADY_RECORDED"
    sent["order"] = "Z"
    assert story.code("certificate", "2025-02-05", certificate="D", amount_here=1, **sent) == "NO_SUCH_RECORD"
    assert story.code("collected", "2025-03-01", certificate="C", amount=11, currency="EUR") == "OVER_COLLECTION"
    assert story.code("collected", "2025-03-01", certificate="C", amount=1, currency="RON") == "CURRENCY_MISMATCH"
    assert story.code("collected", "2025-03-01", certificate="Z", amount=1, currency="EUR") == "NO_SUCH_RECORD"


def recognise(story: Story, event: str, source: str = "recognition:court", **fields: object) -> str | None:
    return story.code("recognition", "2025-03-01", source, recognition="R", event=event, **fields)


def test_a_foreign_order_is_received_decided_and_executed() -> None:
    story = Story()
    assert recognise(story, "decided", result="recognised") == "NO_SUCH_RECORD"
    assert recognise(story, "received", "", form="freezing", from_state="DE") is None
    assert recognise(story, "received", "", form="freezing", from_state="DE") == "ALREADY_RECORDED"
    assert recognise(story, "executed") == "NO_SUCH_STEP"
    assert recognise(story, "decided", "recognition:janitor", result="recognised") == "WRONG_PAIR"
    assert recognise(story, "decided", result="refused") == "NO_REASON"
    assert recognise(story, "decided", result="recognised") is None
    assert recognise(story, "decided", result="recognised") == "NO_SUCH_STEP"
    assert recognise(story, "executed", "") == "NO_DOCUMENT"
    assert recognise(story, "executed") is None
    assert recognise(story, "executed") == "NO_SUCH_STEP"


def test_a_refused_order_is_not_executed() -> None:
    story = Story()
    recognise(story, "received", "", form="freezing", from_state="DE")
    assert recognise(story, "decided", result="refused", ground="ne_bis_in_idem") is None
    assert recognise(story, "executed") == "NO_SUCH_STEP"
