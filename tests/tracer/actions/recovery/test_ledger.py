"""The ledger as it is read and handed out: sums, documents, authors, the veil, the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from graph_schema.errors import WrongUse
from graph_schema.records.provenance import digest_bytes
from tests.tracer.actions.recovery.test_acts import (  # noqa: F401 - the fixtures
    FLAT,
    ITEM,
    VERA,
    held,
    pay,
    plain,
    record,
    session,
    sold,
)
from tracer.access.roles import Actor, NotAllowed
from tracer.actions.recovery.ledger import LedgerPeriod, export_journal, show_balance, show_journal
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.export.ledger_forms.registry import LEDGER_FORMS
from tracer.recovery.acts.money import PostAct, ReverseAct
from tracer.results.json_form import format_json
from tracer.wording.language import find_language

ALL = LedgerPeriod()
BACKWARDS = LedgerPeriod(first=date(2026, 6, 2), last=date(2026, 6, 1))
NAMES = ("Vera Inventescu", "INVENTESCU VERA", "vera  înventescu")


@pytest.fixture
def paid(sold, record):  # noqa: F811 - the fixtures
    """The victim is paid 300.00; her name stands wherever a person types one. 10.00 of interest is reversed."""
    payment = replace(pay(30000, NAMES[0]), reason=f"pentru {NAMES[1]}")
    assert record(replace(payment, authority=replace(payment.authority, name=NAMES[2]))).outcome.refusal is None
    interest = PostAct(**source("account_entry", "bank"), item=ITEM, template="interest", amount=1000, currency="RON")
    booked = record(interest)
    assert booked.outcome.refusal is None
    undone = record(ReverseAct(**plain(interest.effective), posting=booked.id, reason=f"era a doamnei {NAMES[0]}"))
    assert undone.outcome.refusal is None
    return sold


def source(kind, authority):
    sale = pay(1, "8")
    document, office = replace(sale.document, kind=kind), replace(sale.authority, kind=authority)
    return {**plain(date(2026, 6, 3)), "document": document, "authority": office}


def logged(session):  # noqa: F811
    return [entry.audit_event for entry in session.store.access_log()]


def test_the_balance_is_that_of_the_ledger_and_sums_to_zero(paid):
    found = show_balance(paid, ALL)
    assert (found.first, found.last, found.known_on) == (None, date(2026, 11, 2), date(2026, 11, 2))
    assert {(line.office, line.case) for line in found.lines} == {("an office", "1/P/2026")}
    closings = {(line.ledger_class, line.currency): line.closing_minor for line in found.lines if line.closing_minor}
    assert closings == held(paid)
    assert closings["PAID_VICTIM", "RON"] == 30000
    assert sum(closings.values()) == 0
    interest = next(line for line in found.lines if line.ledger_class == "INTEREST")
    assert (interest.in_minor, interest.out_minor, interest.closing_minor) == (1000, 1000, 0)


def test_what_was_recorded_later_does_not_count(paid):
    day_before = LedgerPeriod(known_on=date(2026, 11, 1))
    assert show_balance(paid, day_before).lines == ()
    assert show_journal(paid, day_before).entries == ()


def test_the_period_and_the_asset_choose_the_entries(paid):
    june = show_journal(paid, LedgerPeriod(first=date(2026, 6, 1)))
    assert [entry.template for entry in june.entries] == ["pay_victim", "interest", "interest"]
    (opening,) = june.openings
    assert {(line.ledger_class, line.minor) for line in opening.lines} == {
        ("UNIQUE_ACCOUNT", 100000),
        ("SALE_PRICE", -100000),
    }
    assert show_journal(paid, LedgerPeriod(asset=FLAT)).entries == show_journal(paid, ALL).entries
    assert show_journal(paid, LedgerPeriod(asset=VERA)).entries == ()


def test_each_entry_states_its_document_its_author_and_what_it_concerns(paid):
    sale, payment, interest, reversal = show_journal(paid, ALL).entries
    assert (sale.document, sale.authority) == ("sale record 7 of 4 May 2026", "an office")
    assert {(entry.author, entry.recorded) for entry in (sale, payment, interest, reversal)} == {
        ("Ana Proba", date(2026, 11, 2))
    }
    assert (sale.item_number, sale.case, sale.office, sale.asset) == ("1", "1/P/2026", "an office", FLAT)
    assert sale.asset_caption
    assert (reversal.reverses, reversal.document) == (interest.id, interest.document)
    assert reversal.id not in ("", interest.id)
    assert [line.minor for line in reversal.lines] == [-line.minor for line in interest.lines]


def test_the_author_is_who_recorded_the_reversal(sold, record):  # noqa: F811
    sale = next(act for act in read_recovery_case(sold).acts if isinstance(act, PostAct))
    other = replace(sold, actor=Actor("Dan Proba", "owner"), now=lambda: datetime(2026, 11, 3, 9, tzinfo=UTC))
    from tracer.actions.recovery.acts import record_act

    undone = record_act(other, ReverseAct(**plain(sale.effective), posting=sale.id, reason="greșit"), reason="probă")
    assert undone.outcome.refusal is None
    assert [entry.author for entry in show_journal(other, ALL).entries] == ["Ana Proba", "Dan Proba"]
    assert [entry.author for entry in show_journal(sold, ALL).entries] == ["Ana Proba"]


def test_the_money_of_a_measure_has_the_author_and_the_document_of_its_step(sample_case, session_of):
    """What a freeze found has no document of its own."""
    with session_of(sample_case) as opened:
        entries = show_journal(opened, ALL).entries
        lines = show_balance(opened, ALL).lines
    assert {entry.template for entry in entries} == {"seize_cash", "deposit", "sale", "pay_victim", "pay_budget"}
    assert {entry.template for entry in entries if not entry.document} == {"seize_cash"}
    for entry in entries:
        assert entry.author and entry.case and entry.item_number and entry.asset_caption and entry.office, entry
    files = [(line.office, line.case) for line in lines]
    assert len(set(files)) == 2
    assert files == sorted(files)
    for file, currency in {(file, line.currency) for file, line in zip(files, lines, strict=True)}:
        own = [line for line in lines if ((line.office, line.case), line.currency) == (file, currency)]
        assert sum(line.closing_minor for line in own) == 0


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_no_name_of_a_protected_person_stands_in_the_journal_or_in_a_file(paid, lang):
    reader = paid.in_language(find_language(lang))
    pseudonym = reader.veil().pseudonym(VERA)
    texts = [format_json("ledger-journal", show_journal(reader, ALL))]
    texts += [export_journal(reader, ALL, form.name).data.decode() for form in LEDGER_FORMS]
    for text in texts:
        assert text.count(pseudonym) >= 4
        assert "vera" not in text.casefold()
    assert "vera" not in format_json("ledger-balance", show_balance(reader, ALL)).casefold()


@pytest.mark.parametrize("form", LEDGER_FORMS, ids=lambda form: form.name)
def test_each_form_is_written_and_its_digest_logged(paid, form):
    made = export_journal(paid, LedgerPeriod(asset=FLAT), form.name)
    read, exported = logged(paid)[-2:]
    assert (read.action, read.subject) == ("ledger", FLAT)
    digest = digest_bytes(made.data)
    assert (exported.action, exported.subject) == ("export", FLAT)
    assert exported.detail == f"form={form.name} sha256={digest} entries=4"
    assert made.report.digest == digest
    assert (made.report.form, made.report.size, made.report.entries) == (form.name, len(made.data), 4)
    assert export_journal(paid, LedgerPeriod(asset=FLAT), form.name).data == made.data


def test_an_asset_that_the_case_does_not_have_is_not_kept_in_the_log(paid):
    show_balance(paid, LedgerPeriod(asset="Vera Inventescu"))
    export_journal(paid, LedgerPeriod(asset="Vera Inventescu"), "csv")
    assert [(event.action, event.subject) for event in logged(paid)[-3:]] == [
        ("ledger balance", "?"),
        ("ledger", "?"),
        ("export", ""),
    ]


def test_a_period_that_ends_before_it_begins_is_refused_and_nothing_is_read(sold):  # noqa: F811
    before = logged(sold)
    for ask in (show_balance, show_journal, lambda s, period: export_journal(s, period, "csv")):
        with pytest.raises(WrongUse, match="The period ends on 2026-06-01, before it begins on 2026-06-02"):
            ask(sold, BACKWARDS)
    with pytest.raises(WrongUse):
        show_balance(sold, LedgerPeriod(first=date(2026, 11, 3)))
    assert show_balance(sold, LedgerPeriod(first=date(2026, 11, 2))).last == date(2026, 11, 2)
    assert len(logged(sold)) == len(before) + 1


def test_an_unknown_form_is_refused_before_anything_is_read(sold):  # noqa: F811
    before = logged(sold)
    with pytest.raises(WrongUse, match="no form xls; known are csv, hledger, beancount"):
        export_journal(sold, ALL, "xls")
    assert logged(sold) == before


@pytest.mark.parametrize("form", ["csv", "none"])
def test_who_may_not_export_learns_nothing_of_period_or_form(sold, form):  # noqa: F811
    reader = replace(sold, actor=Actor("Radu Proba", "supervisor"))
    with pytest.raises(NotAllowed):
        export_journal(reader, BACKWARDS, form)
    assert (logged(reader)[-1].action, logged(reader)[-1].detail) == ("refused", "right=export ledger")
