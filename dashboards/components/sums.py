"""Shows traced sums, from the lower to the upper, and what can move them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboards.charts.method_sums import MethodSum, draw_method_sums
from dashboards.components.evidence_links import markdown_text
from dashboards.theme import DARK_INK, LIGHT_INK
from tracer.actions.money.trace import TracedPurchase, TracedSum
from tracer.casework.tracing.cautions import Caution, format_days
from tracer.wording.language import Language
from tracer.wording.terms import METHOD_WORDS


def format_interval(found: TracedSum, language: Language) -> str:
    """The sum, or its lower and upper end; "at least" where no upper end is known."""
    if found.upper_open:
        return language.text("at least {low}", low=language.money(found.lower_minor, found.currency))
    return format_ends(found.lower_minor, found.upper_minor, found.currency, language)


def format_ends(lower: int, upper: int, currency: str, language: Language) -> str:
    """One amount if both are the same, else both."""
    low, high = (language.money(minor, currency) for minor in (lower, upper))
    return low if low == high else f"{low} – {high}"


def show_sums(purchase: TracedPurchase, language: Language, *, chosen: str = "") -> None:
    """A bar for each method, from the lower to the upper sum, against the price. ``chosen``: the method on record."""
    sums = [
        MethodSum(
            language.text("{method}, chosen for the court", method=language.text(METHOD_WORDS[one.method]))
            if one.method == chosen
            else language.text(METHOD_WORDS[one.method]),
            one.lower_minor,
            one.upper_minor,
            format_interval(one, language),
            one.upper_open,
            one.method == chosen,
        )
        for one in purchase.sums
    ]
    st.plotly_chart(
        draw_method_sums(
            sums,
            language,
            currency=purchase.currency,
            whole_minor=purchase.price_minor,
            whole_text=language.text("price {price}", price=language.money(purchase.price_minor, purchase.currency)),
            ink=DARK_INK if st.context.theme.type == "dark" else LIGHT_INK,
        ),
        theme="streamlit",
        config={"displayModeBar": False},
        key=f"method_sums_{purchase.asset}_{purchase.reference}_{purchase.currency}",
        alt=language.text(
            "Proceeds in the price by every method: {sums}",
            sums="; ".join(
                f"{language.text(METHOD_WORDS[one.method])}: {format_interval(one, language)}" for one in purchase.sums
            ),
        ),
    )


def show_cautions(cautions: Sequence[Caution], language: Language) -> None:
    """The cautions, folded; nothing if there is none."""
    if cautions:
        with st.expander(language.text("What these sums do not show")):
            lines = (language.text(one.template, **format_days(one.params, language)) for one in cautions)
            st.markdown("\n".join(f"- {markdown_text(line)}" for line in lines))
