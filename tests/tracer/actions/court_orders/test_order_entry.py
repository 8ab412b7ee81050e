"""One order on many assets: what it would change is shown, what is refused is said, and the rest is one record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph_schema.errors import WrongUse
from tracer.access.roles import NotAllowed
from tracer.actions.court_orders.order_acts import CHECK, StatedOrder
from tracer.actions.court_orders.order_entry import preview_order, record_order
from tracer.actions.court_orders.order_items import list_order_items
from tracer.actions.recovery.measures import list_measures
from tracer.actions.recovery.supervise import show_totals
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.recovery.acts.measures import CommunicationAct, ItemAct, OrderAct, PeriodicCheckAct, StepAct
from tracer.sample.world.people import PEOPLE, VICTIMS

ON = date(2025, 12, 1)
MAIN = "900002/D/P/2024"


@pytest.fixture
def session(case, session_of):
    with session_of(case) as opened:
        yield opened


def ids(session, *numbers):
    return tuple(
        line.id for line in list_order_items(session, currency="EUR") if line.case == MAIN and line.number in numbers
    )


def judgment(session, *numbers, **more):
    given = {
        "document_kind": "judgment",
        "number": "77/2025",
        "on": ON,
        "authority": "Tribunalul Exemplu",
        "effect": "CONF_NONFINAL",
        "items": ids(session, *numbers),
        "basis": "DIRECT",
        "communicated": date(2025, 12, 3),
        "reason": "prima instanță",
    }
    return StatedOrder(**{**given, **more})


def test_the_preview_says_what_each_item_becomes_and_why_one_is_refused(session):
    found = preview_order(session, judgment(session, "2", "3", "26"), currency="EUR")
    lines = {line.caption: (line.before, line.after, line.code) for line in found.lines}
    assert lines == {
        "Apartament 3 camere, bulevardul Închipuit 12": ("FROZEN", "CONF_NONFINAL", ""),
        "Apartament 2 camere, strada Nicăieri 3": ("FROZEN", "CONF_NONFINAL", ""),
        "Microbuz Exemplu 8+1": ("DROPPED", "DROPPED", "ITEM_ENDED"),
    }
    assert set(found.accepted) == set(ids(session, "2", "3"))
    assert next(line.refusal for line in found.lines if line.code).startswith("The item has ended.")


def test_the_preview_records_nothing(session):
    before = session.store.digest(), len(session.case.sources())
    preview_order(session, judgment(session, "2", "3"), currency="EUR")
    assert (session.store.digest(), len(session.case.sources())) == before


def test_the_totals_move_as_the_preview_said(session):
    stated = judgment(session, "2", "3", "9")
    preview = preview_order(session, stated, currency="EUR")
    before = {bucket.name: bucket.minor for bucket in show_totals(session, currency="EUR").buckets}
    assert record_order(session, stated, reason="probă").rejections == ()
    after = {bucket.name: bucket.minor for bucket in show_totals(session, currency="EUR").buckets}
    changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    assert changed == {row.bucket: (row.before, row.after) for row in preview.changes}
    assert sum(after.values()) == sum(before.values())
    moved = sum(line.minor for line in preview.lines)
    assert after["confiscated_nonfinal"] - before["confiscated_nonfinal"] == moved > 0


def test_an_order_is_one_record_with_its_steps_and_communications(session):
    sources = len(session.case.sources())
    report = record_order(session, judgment(session, "2", "3", "9"), reason="probă")
    assert (report.status, len(session.case.sources())) == ("imported", sources + 1)
    facts = read_recovery_case(session).facts()
    (order,) = [act for act in facts.of(OrderAct) if act.document is not None and act.document.number == "77/2025"]
    assert (order.order_kind, order.authority.kind, order.effective) == ("confiscation", "court", ON)
    steps = [act for act in facts.of(StepAct) if act.order == order.order]
    assert {(step.item, step.to, step.basis) for step in steps} == {
        (item, "CONF_NONFINAL", "DIRECT") for item in ids(session, "2", "3", "9")
    }
    sent = facts.of(CommunicationAct, order.order)
    assert len(sent) == len({act.person for act in sent}) == 2, "one for each holder"


def test_a_refused_item_is_left_out_and_the_rest_is_recorded(session):
    record_order(session, judgment(session, "2", "26"), reason="probă")
    states = {line.number: line.state for line in list_measures(session).measures if line.case == MAIN}
    assert (states["2"], states["26"]) == ("CONF_NONFINAL", "DROPPED")


def test_an_order_that_no_item_takes_is_refused_whole(session):
    sources = len(session.case.sources())
    with pytest.raises(WrongUse, match="No item takes this order"):
        record_order(session, judgment(session, "26"), reason="probă")
    assert len(session.case.sources()) == sources


def test_the_same_order_again_is_refused_item_by_item(session):
    stated = judgment(session, "2", "3")
    record_order(session, stated, reason="probă")
    again = preview_order(session, stated, currency="EUR")
    assert {line.code for line in again.lines} == {"ALREADY_RECORDED"}
    more = replace(stated, items=ids(session, "2", "3", "9"))
    record_order(session, more, reason="probă")
    facts = read_recovery_case(session).facts()
    assert len([act for act in facts.of(OrderAct) if act.document and act.document.number == "77/2025"]) == 1


def test_the_wrong_document_is_said_with_those_that_are_right_in_both_languages(session, said):
    wrong = judgment(session, "2", document_kind="minutes")
    (line,) = preview_order(session, wrong, currency="EUR").lines
    assert line.code == "WRONG_PAIR"
    assert "judgment (judgment) from court (court)" in line.refusal


def test_an_authority_that_says_nothing_is_asked_for(session):
    with pytest.raises(WrongUse, match="is no authority that is known by its name"):
        preview_order(session, judgment(session, "2", authority="Xyz"), currency="EUR")
    with pytest.raises(WrongUse, match="is no effect of an order"):
        preview_order(session, judgment(session, "2", effect="MANAGED"), currency="EUR")


def test_a_check_keeps_the_freeze_and_moves_its_term(session):
    (item,) = ids(session, "3")
    check = judgment(
        session,
        "3",
        document_kind="ordinance",
        authority="Procuror Exemplu",
        effect=CHECK,
        basis=None,
        communicated=None,
    )
    preview = preview_order(session, check, currency="EUR")
    assert [(line.before, line.after, line.code) for line in preview.lines] == [("FROZEN", "FROZEN", "")]
    assert [(term.rule, term.due, term.items) for term in preview.terms] == [
        ("check_investigation", date(2026, 6, 2), 1)
    ]
    record_order(session, check, reason="probă")
    assert [act.effective for act in read_recovery_case(session).facts().of(PeriodicCheckAct, item)] == [ON]


def test_a_term_of_the_holders_counts_their_assets(session):
    today = session.today()
    stated = judgment(session, "2", "3", "9", on=today, communicated=today)
    appeal = next(term for term in preview_order(session, stated, currency="EUR").terms if term.rule == "appeal")
    assert (appeal.items, appeal.lapses) == (3, "right")
    assert 10 <= (appeal.due - today).days <= 20


def test_only_who_may_order_sees_and_records(case, session_of):
    with session_of(case, "investigator") as other:
        stated = StatedOrder("judgment", "1", ON, "Tribunal", "CONF_NONFINAL", ())
        for call in (
            lambda: preview_order(other, stated, currency="EUR"),
            lambda: record_order(other, stated, reason="probă"),
            lambda: list_order_items(other, currency="EUR"),
        ):
            with pytest.raises(NotAllowed):
                call()


def test_no_victim_is_named_among_the_items(session):
    shown = repr(list_order_items(session, currency="EUR"))
    assert not [PEOPLE[key].name for key in VICTIMS if PEOPLE[key].name in shown]


def test_a_step_of_the_register_no_longer_fits_once_an_act_moved_the_measure(session):
    from tracer.actions.recovery.orders import Document, record_step

    (item,) = ids(session, "3")
    record_order(session, judgment(session, "3"), reason="probă")
    (line,) = [line for line in list_measures(session).measures if line.id == item]
    assert not line.by_register and "CONF_FINAL" in line.next_states
    with pytest.raises(WrongUse, match="measure 3, so a step of the register no longer fits"):
        record_step(
            session, item, "MANAGED", effective=ON, document=Document("minutes", "1", ON, "ANABI"), reason="probă"
        )


def test_nothing_is_communicated_to_the_holder_of_a_refused_item(session):
    record_order(session, judgment(session, "2", "26"), reason="probă")
    facts = read_recovery_case(session).facts()
    refused = facts.first(ItemAct, ids(session, "26")[0])
    sent = {act.person for act in facts.of(CommunicationAct)}
    assert sent and refused.holder not in sent


@pytest.mark.parametrize("sent", [date(2025, 11, 30), date(2099, 1, 1)])
def test_a_communication_that_cannot_be_is_said_and_nothing_is_recorded(session, sent):
    sources = len(session.case.sources())
    for call in (
        lambda stated: preview_order(session, stated, currency="EUR"),
        lambda stated: record_order(session, stated, reason="probă"),
    ):
        with pytest.raises(WrongUse):
            call(judgment(session, "2", communicated=sent))
    assert len(session.case.sources()) == sources
