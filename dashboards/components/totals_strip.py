"""Shows the totals in one line: identified, secured, finally confiscated, received, paid to victims."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboards.pages import show_link
from dashboards.session import case_session
from tracer.actions.recovery.supervise import show_totals
from tracer.recovery.totals.step_assets import OpenedStep, open_steps
from tracer.recovery.totals.totals import Totals
from tracer.wording.language import Language
from tracer.wording.terms import STEP_WORDS

_SHOWN = ("identified", "secured", "confiscated_for_good", "received", "victims")
CURRENCY = "EUR"


def show_strip(language: Language) -> None:
    """Five figures, each with currency and a link to its assets; the day, and what is in no sum."""
    totals = show_totals(case_session(), currency=CURRENCY)
    show_figures(totals, open_steps(totals), language)


def show_figures(totals: Totals, steps: Sequence[OpenedStep], language: Language, **address: str) -> None:
    """The five figures with their day and rate note, the same on every page; each opens its assets.

    ``address``: what else the address of the totals holds, such as the day.
    """
    opened = {step.key: step for step in steps}
    with st.container(border=True, key="totals_strip"):
        for column, key in zip(st.columns(len(_SHOWN)), _SHOWN, strict=True):
            step = opened[key]
            with column.container(key=f"sum_{key}", gap=None):
                st.metric(language.text(STEP_WORDS[key]), language.money(step.minor, totals.currency))
                counted = language.plural("{n} asset", "{n} assets", len(step.assets))
                if step.assets:
                    show_link("totals", counted, **address, stage=key)
                else:
                    st.caption(counted)
    rest = [language.plural("{n} asset in all", "{n} assets in all", totals.assets)]
    if totals.unvalued:
        rest.append(
            language.plural(
                "{n} without a value on record, in no sum",
                "{n} without a value on record, in no sum",
                len(totals.unvalued),
            )
        )
    if totals.unconverted:
        rest.append(
            language.plural(
                "{n} sum without an exchange rate near its day, in no total",
                "{n} sums without an exchange rate near their day, in no total",
                len(totals.unconverted),
            )
        )
    st.caption(
        language.text(
            "As of {day}, as known on {known}; {rest}; converted at the official rate of the day of each valuation.",
            day=language.date(totals.as_of),
            known=language.date(totals.known_on),
            rest=", ".join(rest),
        )
    )
