"""Shows which money paid for an asset: price, payment, the part from marked proceeds, and the chains."""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.components.sums import format_ends, show_cautions, show_sums
from tracer.actions.money.trace import MoneyChain, TracedPurchase, TracedSum, TraceReport
from tracer.wording.language import Language
from tracer.wording.terms import METHOD_WORDS

_USUAL_LABEL = "proceeds"  # the label of marks for which nobody chose another


def show_money(report: TraceReport, language: Language) -> None:
    """Each purchase of the asset with its sums under every method, and what the sums do not show."""
    st.header(language.text("Which money paid for it?"), anchor=False)
    if not report.purchases:
        st.caption(language.text("No deed with a price and a payment reference is on record for it."))
        return
    for place, purchase in enumerate(report.purchases):
        _purchase(purchase, f"{report.subject}_{place}", language)
    show_cautions(report.cautions, language)


def _purchase(purchase: TracedPurchase, key: str, language: Language) -> None:
    price, paid = st.columns(2)
    price.metric(language.text("Price"), language.money(purchase.price_minor, purchase.currency), border=True)
    found_paid = language.text("none")
    if purchase.paid_upper_minor:
        found_paid = format_ends(purchase.paid_minor, purchase.paid_upper_minor, purchase.currency, language)
    paid.metric(language.text("Payment found"), found_paid, border=True)
    st.markdown(f"**{language.text('Proceeds in the price')}**")
    show_sums(purchase, language)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(language.text("Deed") + ":")
        show_rows(purchase.evidence, language, asset=purchase.asset)
    if not purchase.paid_upper_minor:
        st.warning(
            language.text("The payment named in the deed is in no statement. Which money paid the price is unknown.")
        )
    elif purchase.unmatched_minor:
        rest = language.money(purchase.unmatched_minor, purchase.currency)
        st.warning(
            language.text("No payment of {rest} of the price was found. Which money paid it is unknown.", rest=rest)
        )
    sums = {found.method: found for found in purchase.sums if found.chains}
    if sums:
        _ways(sums, purchase, key, language)


def _ways(sums: dict[str, TracedSum], purchase: TracedPurchase, key: str, language: Language) -> None:
    """One chain at a time: the reader chooses the method, then the chain, largest first."""
    how, which = st.columns([9, 4])
    method = how.segmented_control(
        language.text("The way of the money"),
        list(sums),
        default=next(iter(sums)),
        required=True,
        key=f"method_{key}",
        format_func=lambda name: language.text(METHOD_WORDS[name]),
    )
    found = sums[method or next(iter(sums))]
    place = which.selectbox(
        language.text("Way"),
        range(len(found.chains)),
        key=f"way_{key}_{found.method}",
        format_func=lambda number: _way(found.chains[number], number, found, language),
    )
    _chain(found.chains[place or 0], purchase, language)
    if not found.chains_complete:
        st.caption(
            language.text(
                "The largest {n} ways can be chosen; the command line shows all.", n=language.number(len(found.chains))
            )
        )


def _way(chain: MoneyChain, number: int, found: TracedSum, language: Language) -> str:
    of = language.text("{n} of {all}", n=language.number(number + 1), all=language.number(len(found.chains)))
    return f"{of}: {language.money(chain.amount_minor, chain.currency)}, {language.date(chain.steps[0].day)}"


def _chain(chain: MoneyChain, purchase: TracedPurchase, language: Language) -> None:
    st.markdown(
        language.text(
            "**{amount}** of the price came this way ({label}). Each line is one transfer; its rows open on the right."
            if purchase.rows_decided
            else "**{amount}** of a row that may have paid the price came this way ({label}). Each line is one transfer; "
            "its rows open on the right.",
            amount=language.money(chain.amount_minor, chain.currency),
            label=language.text("proceeds of crime") if chain.label == _USUAL_LABEL else markdown_text(chain.label),
        )
    )
    if chain.from_opening:
        st.caption(language.text("The way begins with the marked opening balance of the account that pays first."))
    for step in chain.steps:
        day, ends, moved, rows = st.columns([2, 7, 3, 6], vertical_alignment="center")
        payer = markdown_text(step.payer or language.text("cash or unknown payer"))
        payee = markdown_text(step.payee or language.text("seller or unknown payee"))
        day.markdown(" → ".join(language.date(on) for on in (step.day, step.arrived) if on is not None))
        ends.markdown(f"{payer} → {payee}")
        moved.markdown(language.money(step.moved_minor, step.currency), text_alignment="right")
        with rows:
            show_rows(step.evidence, language, asset=purchase.asset)
