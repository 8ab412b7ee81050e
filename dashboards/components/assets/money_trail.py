"""Shows which money paid for an asset: price, payment, the part from marked proceeds, and the chains."""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.components.sums import format_ends, format_interval, show_cautions
from dashboards.session import case_session
from tracer.actions.money.trace import MoneyChain, TracedPurchase, TracedSum, trace_subject
from tracer.actions.recovery.assets import AssetLine
from tracer.casework.tracing.case_tracing import METHODS
from tracer.wording.language import Language
from tracer.wording.terms import METHOD_WORDS

_CHAINS = 10
_USUAL_LABEL = "proceeds"  # the label of marks for which nobody chose another


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
    show_cautions(report.cautions, words)


def _purchase(purchase: TracedPurchase, key: str, words: Language) -> None:
    price, paid = st.columns(2)
    price.metric(words.text("Price"), words.money(purchase.price_minor, purchase.currency), border=True)
    found_paid = format_ends(purchase.paid_minor, purchase.paid_upper_minor, purchase.currency, words)
    paid.metric(words.text("Payment found"), found_paid, border=True)
    for column, found in zip(st.columns(len(purchase.sums)), purchase.sums, strict=True):
        method = words.text(METHOD_WORDS[found.method])
        column.metric(words.text("From proceeds: {method}", method=method), format_interval(found, words), border=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(words.text("Deed") + ":")
        show_rows(purchase.evidence, words, asset=purchase.asset)
    if not purchase.paid_upper_minor:
        st.warning(words.text("The payment named in the deed is in no statement."))
    sums = {found.method: found for found in purchase.sums if found.chains}
    if sums:
        _ways(sums, purchase, key, words)


def _ways(sums: dict[str, TracedSum], purchase: TracedPurchase, key: str, words: Language) -> None:
    """One chain at a time: the reader chooses the method, then the chain, largest first."""
    how, which = st.columns([3, 2])
    method = how.segmented_control(
        words.text("The way of the money"),
        list(sums),
        default=next(iter(sums)),
        required=True,
        key=f"method_{key}",
        format_func=lambda name: words.text(METHOD_WORDS[name]),
    )
    found = sums[method or next(iter(sums))]
    place = which.selectbox(
        words.text("Way"),
        range(len(found.chains)),
        key=f"way_{key}_{found.method}",
        format_func=lambda number: _way(found.chains[number], number, found, words),
    )
    _chain(found.chains[place or 0], purchase, words)
    if not found.chains_complete:
        st.caption(words.text("The largest {n} ways can be chosen; the command line shows all.", n=_CHAINS))


def _way(chain: MoneyChain, number: int, found: TracedSum, words: Language) -> str:
    of = words.text("{n} of {all}", n=words.number(number + 1), all=words.number(len(found.chains)))
    return f"{of}: {words.money(chain.amount_minor, chain.currency)}, {words.date(chain.steps[0].day)}"


def _chain(chain: MoneyChain, purchase: TracedPurchase, words: Language) -> None:
    st.markdown(
        words.text(
            "**{amount}** of the price came this way ({label}). Each line is one transfer; its rows open on the right."
            if purchase.decided
            else "**{amount}** of a row that may have paid the price came this way ({label}). Each line is one transfer; "
            "its rows open on the right.",
            amount=words.money(chain.amount_minor, chain.currency),
            label=words.text("proceeds of crime") if chain.label == _USUAL_LABEL else markdown_text(chain.label),
        )
    )
    if chain.from_opening:
        st.caption(words.text("The way begins with the marked opening balance of the account that pays first."))
    for step in chain.steps:
        day, ends, moved, rows = st.columns([2, 7, 3, 6], vertical_alignment="center")
        payer = markdown_text(step.payer or words.text("cash or unknown payer"))
        payee = markdown_text(step.payee or words.text("seller or unknown payee"))
        day.markdown(" → ".join(words.date(on) for on in (step.day, step.arrived) if on is not None))
        ends.markdown(f"{payer} → {payee}")
        moved.markdown(words.money(step.moved_minor, step.currency), text_alignment="right")
        with rows:
            show_rows(step.evidence, words, asset=purchase.asset)
