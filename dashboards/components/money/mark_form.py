"""The form that marks money as proceeds: it says what would be marked before anything is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.money.mark_card import USUAL_LABEL, show_no_right
from dashboards.components.states import show_problem, show_refused
from dashboards.components.tables import Cell, money_cell, show_table
from dashboards.session import case_session, date_pattern
from graph_schema.errors import TracerError
from graph_schema.messages import N_
from graph_schema.values.money import parse_amount
from tracer.access.roles import may
from tracer.actions.money.mark_list import Covers
from tracer.actions.money.mark_preview import MarkPreview, WantedMark, preview_mark, record_mark
from tracer.actions.money.receipts import ReceiptList, Sums, list_receipts
from tracer.actions.money.stops import Stop, StopList
from tracer.wording.language import Language
from tracer.wording.terms import TRANSFER_KIND_WORDS

_EARLIEST: Final = date(1990, 1, 1)
_WAYS: Final[Mapping[Covers, str]] = {
    "payer": N_("One victim or payer"),
    "receipts": N_("All receipts"),
    "transfer": N_("One transfer"),
    "opening": N_("The opening balance"),
}


@dataclass(frozen=True, slots=True)
class _Period:
    begin: date | None
    end: date | None


def show_mark_form(stops: StopList, view: Mapping[str, str], language: Language) -> tuple[str, dict[str, str]]:
    """The form. Returns what was recorded, or "", and what of it goes into the address."""
    if not may(case_session().actor, "decide"):
        show_no_right(language)
        return "", {}
    account, period = _account(stops, view, language)
    address = {
        "receipts": "" if account is None else account.key,
        "from": "" if period.begin is None else period.begin.isoformat(),
        "to": "" if period.end is None else period.end.isoformat(),
    }
    if account is None:
        st.caption(language.text("Choose the account into which the money came."))
        return "", address
    try:
        found = list_receipts(case_session(), account.id, from_date=period.begin, to_date=period.end)
        wanted = _wanted(account, period, found, language)
        preview = None if wanted is None else preview_mark(case_session(), wanted)
    except TracerError as problem:
        show_problem(problem, language)
        return "", address
    if wanted is None or preview is None:
        return "", address
    _say(preview, language)
    return _send(wanted, preview, language), address


def _account(stops: StopList, view: Mapping[str, str], language: Language) -> tuple[Stop | None, _Period]:
    where, begin, end = st.columns([3, 1, 1])
    keys = [stop.key for stop in stops.accounts]
    given = view.get("receipts", "")
    key = where.selectbox(
        language.text("Account into which the money came"),
        keys,
        index=keys.index(given) if given in keys else None,
        format_func={stop.key: stop.caption for stop in stops.accounts}.__getitem__,
        placeholder=language.text("choose"),
        key="money_receipts",
    )
    pattern = date_pattern(language)
    first = begin.date_input(
        language.text("From"), _day(view.get("from", "")), min_value=_EARLIEST, format=pattern, key="money_from"
    )
    last = end.date_input(
        language.text("Until"), _day(view.get("to", "")), min_value=_EARLIEST, format=pattern, key="money_to"
    )
    return next((stop for stop in stops.accounts if stop.key == key), None), _Period(first, last)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _wanted(account: Stop, period: _Period, found: ReceiptList, language: Language) -> WantedMark | None:
    st.caption(
        language.text(
            "In this period: {receipts}, {sum}.",
            receipts=language.plural("{n} receipt", "{n} receipts", found.total),
            sum=_sums(found.sums, language),
        )
    )
    way = st.segmented_control(
        language.text("What is marked"),
        list(_WAYS),
        default="payer",
        required=True,
        format_func=lambda name: language.text(_WAYS[name]),
        key="money_way",
    )
    label = USUAL_LABEL
    if way == "payer":
        payer = _payer(found, account, language)
        if payer is None:
            return None
        return WantedMark("payer", account.id, label, (), period.begin, period.end, counterparty=payer)
    if way == "transfer":
        transfer = _transfer(found, account, language)
        return None if transfer is None else WantedMark("transfer", account.id, label, transfer=transfer)
    if way == "opening":
        return _opening(account, label, language)
    kinds = st.multiselect(
        language.text("Kinds of receipts; none chosen: all"),
        list(found.kinds),
        format_func=lambda name: language.text(TRANSFER_KIND_WORDS[name]),
        key=f"money_kinds_{account.key}",
        placeholder=language.text("all"),
    )
    return WantedMark("receipts", account.id, label, tuple(kinds), period.begin, period.end)


def _payer(found: ReceiptList, account: Stop, language: Language) -> str | None:
    payers = sorted(found.payers, key=lambda payer: not payer.protected)
    if not payers:
        st.caption(language.text("No receipt of this period names its payer. Mark all receipts, or one transfer."))
        return None
    rows: list[dict[str, Cell]] = [
        {
            language.text("Payer"): payer.caption,
            language.text("Receipts"): payer.receipts,
            language.text("Sum"): _sums(payer.sums, language),
        }
        for payer in payers
    ]
    picked = show_table(rows, language, key=f"money_payers_{account.key}", tallest=240, alt=language.text("Who paid"))
    if picked is None:
        st.caption(language.text("Choose the payer in the table."))
        return None
    return payers[picked].text


def _transfer(found: ReceiptList, account: Stop, language: Language) -> str | None:
    rows: list[dict[str, Cell]] = [
        {
            language.text("Day"): one.day,
            language.text("Sum"): money_cell(one.amount_minor, one.currency, language),
            language.text("Payer"): one.payer or language.text("cash or unknown payer"),
            language.text("Description"): one.description,
            language.text("Marked"): language.text("yes") if one.marked else language.text("no"),
        }
        for one in found.receipts
    ]
    if not rows:
        st.caption(language.text("There is no receipt in this period. Choose other days."))
        return None
    picked = show_table(rows, language, key=f"money_rows_{account.key}", tallest=300, alt=language.text("Receipts"))
    if len(found.receipts) < found.total:
        st.caption(
            language.text(
                "{shown} of {all} receipts are listed. Narrow the days to see the others.",
                shown=language.number(len(found.receipts)),
                all=language.number(found.total),
            )
        )
    if picked is None:
        st.caption(language.text("Choose the receipt in the table."))
        return None
    return found.receipts[picked].transfer


def _opening(account: Stop, label: str, language: Language) -> WantedMark:
    currencies = account.currency.split(", ")
    amount, which = st.columns([3, 1])
    text = amount.text_input(language.text("Part of the balance; empty: all of it"), key=f"money_part_{account.key}")
    currency = which.selectbox(language.text("Currency"), currencies, key=f"money_currency_{account.key}")
    minor = None
    if text.strip():
        comma = language.code == "ro"
        minor = parse_amount(
            text.strip(), currency, decimal_mark="," if comma else ".", group_mark="." if comma else ","
        )
    return WantedMark("opening", account.id, label, currency=currency, amount_minor=minor)


def _sums(sums: Sums, language: Language) -> str:
    return " + ".join(language.money(minor, currency) for currency, minor in sums) or language.text("nothing")


def _say(preview: MarkPreview, language: Language) -> None:
    """What would be marked, in one sentence, and what of it is marked already."""
    line = preview.line
    said = language.text(
        "Would be marked as proceeds: {sum}, {transfers}, on {account}.",
        sum=_sums(line.sums, language),
        transfers=language.plural("{n} transfer", "{n} transfers", line.receipts),
        account=line.caption,
    )
    if line.covers == "opening":
        said = language.text(
            "Would be marked as proceeds: {sum} of the opening balance of {account}.",
            sum=_sums(line.sums, language),
            account=line.caption,
        )
    if preview.already:
        said += " " + language.plural(
            "{n} of them is marked already and keeps its mark.",
            "{n} of them are marked already and keep their mark.",
            preview.already,
        )
    if preview.stands:
        said += " " + language.text("This part is marked already; a second mark adds nothing.")
    st.info(markdown_text(said))
    if line.beside:
        names = "; ".join(line.beside)
        st.warning(
            markdown_text(language.text("Not covered, because the name has other words too: {names}.", names=names))
        )


def _send(wanted: WantedMark, preview: MarkPreview, language: Language) -> str:
    with st.form("money_mark", border=False):
        reason = st.text_input(language.text("Reason, goes on record with your name"), key="money_reason")
        sent = st.form_submit_button(language.text("Mark as proceeds"), type="primary")
    if not sent:
        return ""
    try:
        report = record_mark(case_session(), wanted, reason)
    except TracerError as problem:
        show_refused(language.text("Not recorded: {reason}", reason=language.error(problem)))
        return ""
    if report.status == "known":
        return language.text("The same mark is on record already; nothing was added.")
    return language.text(
        "On record: {sum} on {account} is marked as proceeds.",
        sum=_sums(report.mark.sums, language),
        account=preview.line.caption,
    )
