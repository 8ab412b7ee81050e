"""Which money paid for an asset: price, payment, how much of it came from marked proceeds, and by which way."""

from __future__ import annotations

import re
from datetime import date

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.session import case_session
from tracer.actions.assets import AssetLine
from tracer.actions.following import METHODS
from tracer.actions.trace import Caution, MoneyChain, TracedPurchase, TracedSum, trace_subject
from tracer.language import Language
from tracer.terms import METHOD_WORDS

_CHAINS = 10
_USUAL_LABEL = "proceeds"  # what receipts are marked with where nobody chose a word
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def show_money(asset: AssetLine, words: Language) -> None:
    """Each purchase of the asset with its sums under every method, and what the sums do not show."""
    st.header(words.text("Which money paid for it?"), anchor=False)
    with st.spinner(words.text("Following the money")):
        report = trace_subject(case_session(), asset.id, [method.value for method in METHODS], chains=_CHAINS)
    if not report.purchases:
        st.caption(words.text("No deed with a price and a payment reference is on record for it."))
        return
    for place, purchase in enumerate(report.purchases):
        _purchase(purchase, f"{asset.id}_{place}", words)
    if report.cautions:
        with st.expander(words.text("What these sums do not show")):
            st.markdown("\n".join(f"- {markdown_text(_caution(caution, words))}" for caution in report.cautions))


def _caution(caution: Caution, words: Language) -> str:
    params = {
        name: words.date(date.fromisoformat(value)) if _DAY.fullmatch(value) else value
        for name, value in caution.params.items()
    }
    return words.text(caution.template, **params)


def _purchase(purchase: TracedPurchase, key: str, words: Language) -> None:
    price, paid = st.columns(2)
    price.metric(words.text("Price"), words.money(purchase.price_minor, purchase.currency), border=True)
    paid.metric(words.text("Payment found"), words.money(purchase.paid_minor, purchase.currency), border=True)
    for column, found in zip(st.columns(len(purchase.sums)), purchase.sums, strict=True):
        method = words.text(METHOD_WORDS[found.method])
        column.metric(words.text("From proceeds: {method}", method=method), _interval(found, words), border=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(words.text("Deed") + ":")
        show_rows(purchase.evidence, words, asset=purchase.asset)
    if not purchase.paid_minor:
        st.warning(words.text("The payment named in the deed is in no statement."))
    sums = {found.method: found for found in purchase.sums if found.chains}
    if sums:
        _ways(sums, purchase.asset, key, words)


def _interval(found: TracedSum, words: Language) -> str:
    low, high = (words.money(minor, found.currency) for minor in (found.lower_minor, found.upper_minor))
    return low if low == high else f"{low} – {high}"


def _ways(sums: dict[str, TracedSum], asset: str, key: str, words: Language) -> None:
    """One way of the money at a time: choose the method, then the way, largest first."""
    how, which = st.columns([3, 2])
    method = how.segmented_control(
        words.text("The way of the money"), list(sums), default=next(iter(sums)), required=True, key=f"method_{key}",
        format_func=lambda name: words.text(METHOD_WORDS[name]),
    )  # fmt: skip
    found = sums[method or next(iter(sums))]
    place = which.selectbox(
        words.text("Way"), range(len(found.chains)), key=f"way_{key}_{found.method}",
        format_func=lambda number: _way(found.chains[number], number, found, words),
    )  # fmt: skip
    _chain(found.chains[place or 0], asset, words)
    if not found.chains_complete:
        st.caption(words.text("The largest {n} ways can be chosen; the command line shows all.", n=_CHAINS))


def _way(chain: MoneyChain, number: int, found: TracedSum, words: Language) -> str:
    of = words.text("{n} of {all}", n=words.number(number + 1), all=words.number(len(found.chains)))
    return f"{of}: {words.money(chain.amount_minor, chain.currency)}, {words.date(chain.steps[0].day)}"


def _chain(chain: MoneyChain, asset: str, words: Language) -> None:
    st.markdown(
        words.text(
            "**{amount}** of the price came this way ({label}). Each line is one transfer; its rows open on the right.",
            amount=words.money(chain.amount_minor, chain.currency),
            label=words.text("proceeds of crime") if chain.label == _USUAL_LABEL else markdown_text(chain.label),
        )
    )
    for step in chain.steps:
        day, ends, moved, rows = st.columns([2, 7, 3, 6], vertical_alignment="center")
        payer = markdown_text(step.payer or words.text("cash or unknown payer"))
        payee = markdown_text(step.payee or words.text("seller or unknown payee"))
        day.markdown(words.date(step.day))
        ends.markdown(f"{payer} → {payee}")
        moved.markdown(words.money(step.moved_minor, step.currency), text_alignment="right")
        with rows:
            show_rows(step.evidence, words, asset=asset)
