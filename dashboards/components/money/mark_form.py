"""The form that marks money as proceeds: it says what would be marked before anything is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.money.mark_card import USUAL_LABEL, show_no_right
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


def show_mark_form(stops: StopList, view: Mapping[str, str], words: Language) -> tuple[str, dict[str, str]]:
    """The form. Returns what was recorded, or "", and what of it goes into the address."""
    if not may(case_session().actor, "decide"):
        show_no_right(words)
        return "", {}
    account, period = _account(stops, view, words)
    address = {
        "receipts": "" if account is None else account.key,
        "from": "" if period.begin is None else period.begin.isoformat(),
        "to": "" if period.end is None else period.end.isoformat(),
    }
    if account is None:
        st.caption(words.text("Choose the account into which the money came."))
        return "", address
    try:
        found = list_receipts(case_session(), account.id, from_date=period.begin, to_date=period.end)
        wanted = _wanted(account, period, found, words)
        preview = None if wanted is None else preview_mark(case_session(), wanted)
    except TracerError as problem:
        st.error(words.error(problem))
        return "", address
    if wanted is None or preview is None:
        return "", address
    _say(preview, words)
    return _send(wanted, preview, words), address


def _account(stops: StopList, view: Mapping[str, str], words: Language) -> tuple[Stop | None, _Period]:
    where, begin, end = st.columns([3, 1, 1])
    keys = [stop.key for stop in stops.accounts]
    given = view.get("receipts", "")
    key = where.selectbox(
        words.text("Account into which the money came"),
        keys,
        index=keys.index(given) if given in keys else None,
        format_func={stop.key: stop.caption for stop in stops.accounts}.__getitem__,
        placeholder=words.text("choose"),
        key="money_receipts",
    )
    pattern = date_pattern(words)
    first = begin.date_input(
        words.text("From"), _day(view.get("from", "")), min_value=_EARLIEST, format=pattern, key="money_from"
    )
    last = end.date_input(
        words.text("Until"), _day(view.get("to", "")), min_value=_EARLIEST, format=pattern, key="money_to"
    )
    return next((stop for stop in stops.accounts if stop.key == key), None), _Period(first, last)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _wanted(account: Stop, period: _Period, found: ReceiptList, words: Language) -> WantedMark | None:
    st.caption(
        words.text(
            "In this period: {receipts}, {sum}.",
            receipts=words.plural("{n} receipt", "{n} receipts", found.total),
            sum=_sums(found.sums, words),
        )
    )
    way = st.segmented_control(
        words.text("What is marked"),
        list(_WAYS),
        default="payer",
        required=True,
        format_func=lambda name: words.text(_WAYS[name]),
        key="money_way",
    )
    label = USUAL_LABEL
    if way == "payer":
        payer = _payer(found, account, words)
        if payer is None:
            return None
        return WantedMark("payer", account.id, label, (), period.begin, period.end, counterparty=payer)
    if way == "transfer":
        transfer = _transfer(found, account, words)
        return None if transfer is None else WantedMark("transfer", account.id, label, transfer=transfer)
    if way == "opening":
        return _opening(account, label, words)
    kinds = st.multiselect(
        words.text("Kinds of receipts; none chosen: all"),
        list(found.kinds),
        format_func=lambda name: words.text(TRANSFER_KIND_WORDS[name]),
        key=f"money_kinds_{account.key}",
        placeholder=words.text("all"),
    )
    return WantedMark("receipts", account.id, label, tuple(kinds), period.begin, period.end)


def _payer(found: ReceiptList, account: Stop, words: Language) -> str | None:
    payers = sorted(found.payers, key=lambda payer: not payer.protected)
    if not payers:
        st.caption(words.text("No receipt of this period names its payer. Mark all receipts, or one transfer."))
        return None
    rows: list[dict[str, Cell]] = [
        {
            words.text("Payer"): payer.caption,
            words.text("Receipts"): payer.receipts,
            words.text("Sum"): _sums(payer.sums, words),
        }
        for payer in payers
    ]
    picked = show_table(rows, words, key=f"money_payers_{account.key}", tallest=240, alt=words.text("Who paid"))
    if picked is None:
        st.caption(words.text("Choose the payer in the table."))
        return None
    return payers[picked].text


def _transfer(found: ReceiptList, account: Stop, words: Language) -> str | None:
    rows: list[dict[str, Cell]] = [
        {
            words.text("Day"): one.day,
            words.text("Sum"): money_cell(one.amount_minor, one.currency, words),
            words.text("Payer"): one.payer or words.text("cash or unknown payer"),
            words.text("Description"): one.description,
            words.text("Marked"): words.text("yes") if one.marked else words.text("no"),
        }
        for one in found.receipts
    ]
    if not rows:
        st.caption(words.text("There is no receipt in this period. Choose other days."))
        return None
    picked = show_table(rows, words, key=f"money_rows_{account.key}", tallest=300, alt=words.text("Receipts"))
    if len(found.receipts) < found.total:
        st.caption(
            words.text(
                "{shown} of {all} receipts are listed. Narrow the days to see the others.",
                shown=words.number(len(found.receipts)),
                all=words.number(found.total),
            )
        )
    if picked is None:
        st.caption(words.text("Choose the receipt in the table."))
        return None
    return found.receipts[picked].transfer


def _opening(account: Stop, label: str, words: Language) -> WantedMark:
    currencies = account.currency.split(", ")
    amount, which = st.columns([3, 1])
    text = amount.text_input(words.text("Part of the balance; empty: all of it"), key=f"money_part_{account.key}")
    currency = which.selectbox(words.text("Currency"), currencies, key=f"money_currency_{account.key}")
    minor = None
    if text.strip():
        comma = words.code == "ro"
        minor = parse_amount(
            text.strip(), currency, decimal_mark="," if comma else ".", group_mark="." if comma else ","
        )
    return WantedMark("opening", account.id, label, currency=currency, amount_minor=minor)


def _sums(sums: Sums, words: Language) -> str:
    return " + ".join(words.money(minor, currency) for currency, minor in sums) or words.text("nothing")


def _say(preview: MarkPreview, words: Language) -> None:
    """What would be marked, in one sentence, and what of it is marked already."""
    line = preview.line
    said = words.text(
        "Would be marked as proceeds: {sum}, {transfers}, on {account}.",
        sum=_sums(line.sums, words),
        transfers=words.plural("{n} transfer", "{n} transfers", line.receipts),
        account=line.caption,
    )
    if line.covers == "opening":
        said = words.text(
            "Would be marked as proceeds: {sum} of the opening balance of {account}.",
            sum=_sums(line.sums, words),
            account=line.caption,
        )
    if preview.already:
        said += " " + words.plural(
            "{n} of them is marked already and keeps its mark.",
            "{n} of them are marked already and keep their mark.",
            preview.already,
        )
    if preview.stands:
        said += " " + words.text("This part is marked already; a second mark adds nothing.")
    st.info(markdown_text(said))
    if line.beside:
        names = "; ".join(line.beside)
        st.warning(
            markdown_text(words.text("Not covered, because the name has other words too: {names}.", names=names))
        )


def _send(wanted: WantedMark, preview: MarkPreview, words: Language) -> str:
    with st.form("money_mark", border=False):
        reason = st.text_input(words.text("Reason, goes on record with your name"), key="money_reason")
        sent = st.form_submit_button(words.text("Mark as proceeds"), type="primary")
    if not sent:
        return ""
    try:
        report = record_mark(case_session(), wanted, reason)
    except TracerError as problem:
        st.error(words.text("Not recorded: {reason}", reason=words.error(problem)))
        return ""
    if report.status == "known":
        return words.text("The same mark is on record already; nothing was added.")
    return words.text(
        "On record: {sum} on {account} is marked as proceeds.",
        sum=_sums(report.mark.sums, words),
        account=preview.line.caption,
    )
