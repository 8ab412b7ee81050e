"""Acts of recovery are checked, kept as records, read back, and never go past the money or the law."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from graph_schema.records.identity import asset_id, case_id, claim_id, order_id, order_item_id, person_id
from graph_schema.records.nodes import Node
from tracer.access.roles import Actor, NotAllowed
from tracer.actions.decisions import record_decision
from tracer.actions.files.check import verify_case
from tracer.actions.recovery import acts
from tracer.actions.recovery.acts import preview_act, record_act
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.sessions.opening import open_session
from tracer.recovery.acts.act import ActAuthority, ActDocument
from tracer.recovery.acts.assets import OwnerAct
from tracer.recovery.acts.measures import ItemAct, OrderAct, StepAct
from tracer.recovery.acts.money import ClaimAct, ClaimDecisionAct, PostAct, RevokeAct
from tracer.recovery.acts.parties import CaseAct, RoleAct
from tracer.recovery.ledger.statements import lot_balances
from tracer.settings import Settings

FILE, FLAT = case_id("1/P/2026"), asset_id("of a test", "flat")
ITEM, ORDER = order_item_id("1/P/2026", "1"), order_id("DIICOT", "7")
CLAIM = claim_id("1/P/2026", "1")
VICTOR = person_id(cnp=None, source="of a test", local="victor")
VERA = person_id(cnp=None, source="of a test", local="vera")


def given(kind: str, authority: str, day: date) -> dict[str, object]:
    source = {"document": ActDocument(kind, "7", day), "authority": ActAuthority(authority, "an office")}
    return {"id": "", "effective": day, "recorded": day, **source}


def plain(day: date) -> dict[str, object]:
    return {"id": "", "effective": day, "recorded": day}


def post(template: str, amount: int, day: date, pair: tuple[str, str], **more: object) -> PostAct:
    return PostAct(**given(*pair, day), item=ITEM, template=template, amount=amount, currency="RON", **more)


@pytest.fixture
def session(tmp_path):
    """An empty case of a clerk who records everything on one day."""
    settings = Settings(tmp_path / "case", Actor("Ana Proba", "owner"), "en")
    with open_session(settings, create=True) as opened:
        yield replace(opened, now=lambda: datetime(2026, 11, 2, 9, tzinfo=UTC))


@pytest.fixture
def record(session):
    """record(act, number="", key="") -> what became of it; every call is a second later."""
    seconds = iter(range(60))

    def keep(act, number="", key=""):
        at = datetime(2026, 11, 2, 9, 0, next(seconds), tzinfo=UTC)
        return record_act(replace(session, now=lambda: at), act, reason="probă", number=number, key=key)

    return keep


@pytest.fixture
def sold(session, record):
    """A confiscated flat, sold for 1,000.00 RON; a victim has a final award of 400.00."""
    nodes = [
        Node(VICTOR, "Person", {"name": "Victor Inventescu"}, "path:/nodes/0"),
        Node(VERA, "Person", {"name": "Vera Inventescu"}, "path:/nodes/1"),
        Node(
            FLAT,
            "Property",
            {"description": "flat", "asset_class": "flat", "locality": "Inventata", "cadastral": "1"},
            "path:/nodes/2",
        ),
    ]
    record_decision(session, right="decide", action="test", reason="probă", nodes=nodes)
    day = date(2026, 3, 2)
    item = {"item": ITEM, "case": FILE, "against": VICTOR, "purposes": frozenset({"special_confiscation"})}
    steps = (
        ("IDENTIFIED", "source_record", "investigator", {}),
        ("FROZEN", "ordinance", "prosecutor", {"order": ORDER}),
        ("CONF_NONFINAL", "judgment", "court", {"order": ORDER, "basis": "DIRECT"}),
        ("CONF_FINAL", "judgment", "appeal_court", {"order": ORDER}),
        ("ENFORCING", "operative_part", "delegated_judge", {}),
    )
    for act, number in (
        (CaseAct(**plain(day), case=FILE, office="an office"), "1/P/2026"),
        (RoleAct(**plain(day), case=FILE, person=VICTOR, role="suspect"), ""),
        (RoleAct(**plain(day), case=FILE, person=VERA, role="civil_party"), ""),
        (OwnerAct(**plain(day), asset=FLAT, person=VICTOR, share=Fraction(1)), ""),
        (OrderAct(**given("ordinance", "prosecutor", day), order=ORDER, case=FILE, order_kind="freezing"), "7"),
        (ItemAct(**plain(day), **item, asset=FLAT, title_holder=VICTOR, share=Fraction(1)), "1"),
        *((StepAct(**given(kind, who, day), item=ITEM, to=to, **more), "") for to, kind, who, more in steps),
        (post("sale", 100000, date(2026, 5, 4), ("sale_record", "tax_authority")), ""),
        (
            ClaimAct(
                **plain(day), claim=CLAIM, case=FILE, person=VERA, claim_kind="damage", amount=40000, currency="RON"
            ),
            "1",
        ),
        (
            ClaimDecisionAct(
                **given("judgment", "appeal_court", date(2026, 4, 1)),
                claim=CLAIM,
                outcome="awarded_final",
                amount=40000,
            ),
            "",
        ),
    ):
        recorded = record(act, number)
        assert recorded.outcome.refusal is None, (act, recorded.outcome.refusal)
    return session


def pay(amount: int, number: str) -> PostAct:
    day = date(2026, 6, 1)
    source = {"document": ActDocument("payment_order", number, day), "authority": ActAuthority("anabi", "ANABI")}
    return PostAct(**plain(day), **source, item=ITEM, template="pay_victim", amount=amount, currency="RON", claim=CLAIM)


def held(session) -> dict[tuple[str, str], int]:
    return lot_balances(read_recovery_case(session).facts(), date(2026, 12, 31))[ITEM]


def test_acts_are_read_back_from_the_records_of_the_case(sold, record):
    assert record(pay(30000, "1")).outcome.refusal is None
    balances = held(sold)
    assert balances["UNIQUE_ACCOUNT", "RON"] == 70000
    assert balances["PAID_VICTIM", "RON"] == 30000
    assert sum(balances.values()) == 0
    assert verify_case(sold).result != "broken"


def test_more_than_the_award_is_refused_and_changes_nothing(sold, record):
    version = sold.store.data_version()
    recorded = record(pay(40001, "1"))
    assert recorded.outcome.refusal is not None
    assert recorded.outcome.refusal.code == "OVER_AWARD"
    assert (recorded.id, recorded.report) == ("", None)
    assert sold.store.data_version() == version


def test_the_same_act_again_adds_nothing_and_a_key_makes_it_another(sold, record):
    first = record(pay(10000, "1"))
    again = record(pay(10000, "1"))
    assert (again.id, again.report) == (first.id, None)
    assert held(sold)["PAID_VICTIM", "RON"] == 10000
    record(pay(10000, "1"), key="a second payment")
    assert held(sold)["PAID_VICTIM", "RON"] == 20000


def test_of_two_payments_of_one_award_exactly_one_is_kept(sold, record, monkeypatch):
    """The second is recorded between the check of the first and its transaction."""
    write = acts.record_decision

    def overtaken(*given, **named):
        monkeypatch.setattr(acts, "record_decision", write)
        assert record(pay(40000, "2")).outcome.refusal is None
        return write(*given, **named)

    monkeypatch.setattr(acts, "record_decision", overtaken)
    recorded = record(pay(40000, "1"))
    assert recorded.outcome.refusal is not None
    assert recorded.outcome.refusal.code == "OVER_AWARD"
    assert held(sold)["PAID_VICTIM", "RON"] == 40000


def test_a_preview_changes_nothing(sold):
    version = sold.store.data_version()
    assert preview_act(sold, pay(40000, "1")).refusal is None
    refusal = preview_act(sold, pay(40001, "1")).refusal
    assert refusal is not None
    assert refusal.code == "OVER_AWARD"
    assert sold.store.data_version() == version


def test_an_act_on_which_a_later_one_rests_is_not_revoked(sold, record):
    case = read_recovery_case(sold)
    frozen = next(act for act in case.acts if isinstance(act, StepAct) and act.to == "FROZEN")
    revoked = record(RevokeAct(**plain(frozen.effective), target=frozen.id, reason="wrong item"))
    # What is confiscated needs no freeze before it; the order of the freeze does need its item's later steps.
    assert revoked.outcome.refusal is None
    final = next(act for act in case.acts if isinstance(act, StepAct) and act.to == "CONF_FINAL")
    refused = record(RevokeAct(**plain(final.effective), target=final.id, reason="wrong item")).outcome.refusal
    assert refused is not None
    assert refused.code == "BREAKS_LATER"


def test_a_reader_records_nothing(sold):
    with pytest.raises(NotAllowed):
        record_act(replace(sold, actor=Actor("Radu Proba", "supervisor")), pay(1, "1"), reason="probă")
