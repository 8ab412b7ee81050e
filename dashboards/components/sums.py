"""Shows traced sums, from the lower to the upper, and what can move them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from tracer.actions.money.trace import TracedSum
from tracer.casework.tracing.cautions import Caution, format_days
from tracer.wording.language import Language


def format_interval(found: TracedSum, language: Language) -> str:
    """The sum, or its lower and upper end; "at least" where no upper end is known."""
    if found.upper_open:
        return language.text("at least {low}", low=language.money(found.lower_minor, found.currency))
    return format_ends(found.lower_minor, found.upper_minor, found.currency, language)


def format_ends(lower: int, upper: int, currency: str, language: Language) -> str:
    """One amount if both are the same, else both."""
    low, high = (language.money(minor, currency) for minor in (lower, upper))
    return low if low == high else f"{low} – {high}"


def show_cautions(cautions: Sequence[Caution], language: Language) -> None:
    """The cautions, folded; nothing if there is none."""
    if cautions:
        with st.expander(language.text("What these sums do not show")):
            lines = (language.text(one.template, **format_days(one.params, language)) for one in cautions)
            st.markdown("\n".join(f"- {markdown_text(line)}" for line in lines))
