"""The terms of a case as a list: when, how urgent, about what, for whom; under the veil, with one entry in the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from graph_schema.errors import WrongUse
from graph_schema.records.identity import asset_id, order_item_id
from graph_schema.records.nodes import Node
from graph_schema.records.provenance import digest_bytes
from tests.tracer.actions.recovery.test_acts import (  # noqa: F401 - the fixtures
    FILE,
    FLAT,
    ORDER,
    VERA,
    VICTOR,
    given,
    plain,
    record,
    session,
    sold,
)
from tracer.access.roles import Actor, NotAllowed
from tracer.actions.decisions import record_decision
from tracer.actions.recovery_lists.term_list import TermQuestion, export_deadlines, list_deadlines
from tracer.recovery.acts.measures import CommunicationAct, ItemAct, OrderAct, StepAct
from tracer.recovery.acts.money import PostAct
from tracer.recovery.acts.parties import NoticeAct, ProceedingAct, TermDoneAct
from tracer.results.json_form import format_json
from tracer.wording.language import find_language

DAY = date(2026, 11, 2)
"""The day on which everything is recorded."""


@pytest.fixture
def running(sold, record):  # noqa: F811 - the fixtures
    """A file that went to court, an order communicated to a suspect on a day, another to a victim at an instant."""
    court = OrderAct(**given("ruling", "court", DAY), order="ord-court", case=FILE, order_kind="freezing")
    for act, number in (
        (ProceedingAct(**given("referral", "prosecutor", DAY), case=FILE, fact="indicted"), ""),
        (CommunicationAct(**plain(DAY), order=ORDER, person=VICTOR), ""),
        (court, "9 Vera Inventescu"),
        (
            CommunicationAct(**plain(DAY), order="ord-court", person=VERA, at=datetime(2026, 11, 2, 7, 30, tzinfo=UTC)),
            "",
        ),
    ):
        outcome = record(act, number).outcome
        assert outcome.refusal is None, (act, outcome.refusal)
    return sold


def logged(opened):
    return [entry.audit_event for entry in opened.store.access_log()]


def by_rule(sheet):
    return {line.rule: line for line in sheet.terms}


def test_each_term_says_when_it_ends_why_about_what_and_for_whom(running):
    sheet = list_deadlines(running)
    assert sheet.as_of == DAY
    assert [(line.rule, line.due, line.days_left, line.severity) for line in sheet.terms] == [
        ("challenge_court", date(2026, 11, 4), 2, "amber"),
        ("challenge_prosecutor", date(2026, 11, 6), 4, "amber"),
        ("victim_notice", date(2026, 11, 7), 5, "green"),
    ]
    court, prosecutor, notice = sheet.terms
    assert prosecutor.reasons == ("2 Nov 2026 + 3 days, first and last day not counted: 6 Nov 2026",)
    assert [(one.id, one.caption) for one in prosecutor.about] == [(FLAT, "flat")]
    assert (prosecutor.case, prosecutor.number, prosecutor.person) == ("1/P/2026", "7", "Victor Inventescu")
    assert (prosecutor.what, prosecutor.statute) == ("challenge against the order of the prosecutor", "CPP 250(1)")
    assert (prosecutor.remind, prosecutor.lapses) == (("P",), "right")
    assert [(one.type, one.caption) for one in notice.about] == [("Case", "1/P/2026")]
    assert (notice.fact, notice.statute) == ("indicted", "office rule")
    assert court.about[0].type == "Order"


def test_a_term_in_hours_is_kept_in_utc_and_explained_in_the_time_of_bucharest(running):
    court = by_rule(list_deadlines(running))["challenge_court"]
    assert (court.start_at, court.due_at) == (
        datetime(2026, 11, 2, 7, 30, tzinfo=UTC),
        datetime(2026, 11, 4, 7, 30, tzinfo=UTC),
    )
    assert court.reasons == ("2 Nov 2026, 09:30 + 48 hours, not moved: 4 Nov 2026, 09:30",)
    others = [line for line in list_deadlines(running).terms if line.rule != "challenge_court"]
    assert {(line.start_at, line.due_at) for line in others} == {(None, None)}


def test_hours_that_run_from_a_day_say_so(sample_case, session_of):
    with session_of(sample_case) as opened:
        lines = [line for line in list_deadlines(opened, TermQuestion(date(2026, 11, 30))).terms if line.due_at]
    assert {line.rule for line in lines} == {"valuables_handover"}
    assert {line.reasons[-1] for line in lines} == {
        "Where only the day of the start is on record, the hours run from 00:00 UTC."
    }


def test_the_words_are_those_of_the_reader(running):
    reader = running.in_language(find_language("ro"))
    notice = by_rule(list_deadlines(reader))["victim_notice"]
    assert (notice.what, notice.statute) == ("informarea victimei", "regulă internă")
    assert notice.reasons[0].startswith("02.11.2026 + 5 zile")


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_no_name_or_number_of_a_protected_person_stands_in_list_or_calendar(running, lang):
    reader = running.in_language(find_language(lang))
    pseudonym = reader.veil().pseudonym(VERA)
    texts = [format_json("deadlines", list_deadlines(reader))]
    texts.append(export_deadlines(reader).data.decode().replace("\r\n ", ""))
    for text in texts:
        assert text.count(pseudonym) >= 3
        assert "vera" not in text.casefold()
        assert VERA not in text


def test_the_id_of_a_term_is_the_same_in_any_language_on_any_day_and_for_no_other_term(running):
    first = list_deadlines(running).terms
    later = list_deadlines(running.in_language(find_language("ro")), TermQuestion(date(2026, 11, 3))).terms
    assert [line.id for line in first] == [line.id for line in later]
    assert len({line.id for line in first}) == len(first)
    assert all(VERA not in line.id for line in first)


def test_terms_are_chosen_by_asset_and_by_whom_they_remind(running):
    assert [line.rule for line in list_deadlines(running, TermQuestion(asset=FLAT)).terms] == ["challenge_prosecutor"]
    assert list_deadlines(running, TermQuestion(asset=VICTOR)).terms == ()
    assert len(list_deadlines(running, TermQuestion(remind="P")).terms) == 3
    assert list_deadlines(running, TermQuestion(remind="J")).terms == ()
    with pytest.raises(WrongUse, match="by the letter X; known are P, J, A, V"):
        list_deadlines(running, TermQuestion(remind="X"))


def test_a_right_ends_with_its_term_and_a_task_stays_until_it_is_done(running, record):  # noqa: F811
    late = TermQuestion(date(2026, 12, 1))
    (notice,) = list_deadlines(running, late).terms
    assert (notice.rule, notice.severity, notice.days_left) == ("victim_notice", "overdue", -24)
    given_notice = NoticeAct(**plain(DAY), case=FILE, person=VERA, moment="indicted")
    assert record(given_notice).outcome.refusal is None
    assert list_deadlines(running, late).terms == ()


def test_what_was_recorded_later_is_not_listed(running):
    assert list_deadlines(running, TermQuestion(date(2026, 11, 1))).terms == ()


def test_one_reading_is_one_entry_in_the_log(running):
    before = len(logged(running))
    list_deadlines(running, TermQuestion(asset=FLAT))
    list_deadlines(running, TermQuestion(asset="Vera Inventescu"))
    assert [(one.action, one.subject, one.detail) for one in logged(running)[before:]] == [
        ("deadlines", FLAT, ""),
        ("deadlines", "?", ""),
    ]


def test_the_calendar_is_logged_with_its_digest_and_is_the_same_twice(running):
    made = export_deadlines(running, TermQuestion(asset=FLAT))
    read, exported = logged(running)[-2:]
    assert (read.action, read.subject) == ("deadlines", FLAT)
    assert (exported.action, exported.subject) == ("export", FLAT)
    assert exported.detail == f"form=ics sha256={digest_bytes(made.data)} terms=1"
    assert (made.report.size, made.report.digest, made.report.terms) == (len(made.data), digest_bytes(made.data), 1)
    assert export_deadlines(running, TermQuestion(asset=FLAT)) == made


def test_who_may_not_export_learns_nothing_of_the_question(running):
    reader = replace(running, actor=Actor("Radu Proba", "supervisor"))
    assert len(list_deadlines(reader).terms) == 3
    for remind in ("P", "X"):
        with pytest.raises(NotAllowed):
            export_deadlines(reader, TermQuestion(remind=remind))
    assert (logged(reader)[-1].action, logged(reader)[-1].detail) == ("refused", "right=export deadlines")


def test_a_finished_task_is_not_listed(running, record):  # noqa: F811
    enforced = TermDoneAct(**plain(DAY), rule="victim_notice", subject=f"{FILE}:{VERA}:indicted")
    assert record(enforced).outcome.refusal is None
    assert "victim_notice" not in by_rule(list_deadlines(running))


def test_two_sums_taken_on_one_day_are_one_task(sold, record):  # noqa: F811
    """Money of two currencies is handed over at once: a calendar has no two events of one UID."""
    cash, name = asset_id("of a test", "cash"), order_item_id("1/P/2026", "2")
    found = Node(
        cash,
        "Cash",
        {"description": "cash", "asset_class": "cash", "amount_minor": 100, "currency": "EUR"},
        "path:/nodes/0",
    )
    record_decision(sold, right="decide", action="test", reason="probă", nodes=[found])
    item = ItemAct(
        **plain(DAY), item=name, case=FILE, against=VICTOR, purposes=frozenset({"special_confiscation"}), asset=cash,
        title_holder=VICTOR, share=Fraction(1),
    )  # fmt: skip
    seized = {"item": name, "template": "seize_cash", "amount": 100}
    for act, number in (
        (item, "2"),
        (StepAct(**given("source_record", "investigator", DAY), item=name, to="IDENTIFIED"), ""),
        (StepAct(**given("ordinance", "prosecutor", DAY), item=name, to="FROZEN", order=ORDER), ""),
        (PostAct(**given("minutes", "investigator", DAY), **seized, currency="EUR"), ""),
        (PostAct(**given("minutes", "investigator", DAY), **seized, currency="USD"), ""),
    ):
        outcome = record(act, number).outcome
        assert outcome.refusal is None, (act, outcome.refusal)
    terms = list_deadlines(sold, TermQuestion(asset=cash)).terms
    assert [line.rule for line in terms] == ["valuables_handover", "check_investigation"]
