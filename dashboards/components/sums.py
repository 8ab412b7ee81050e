"""Shows traced sums, from the lower to the upper, and what can move them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from tracer.actions.money.trace import TracedSum
from tracer.casework.tracing.cautions import Caution, format_days
from tracer.wording.language import Language


def format_interval(found: TracedSum, words: Language) -> str:
    """The sum, or its lower and upper end; "at least" where no upper end is known."""
    if found.upper_open:
        return words.text("at least {low}", low=words.money(found.lower_minor, found.currency))
    return format_ends(found.lower_minor, found.upper_minor, found.currency, words)


def format_ends(lower: int, upper: int, currency: str, words: Language) -> str:
    """One amount if both are the same, else both."""
    low, high = (words.money(minor, currency) for minor in (lower, upper))
    return low if low == high else f"{low} – {high}"


def show_cautions(cautions: Sequence[Caution], words: Language) -> None:
    """The cautions, folded; nothing if there is none."""
    if cautions:
        with st.expander(words.text("What these sums do not show")):
            lines = (words.text(one.template, **format_days(one.params, words)) for one in cautions)
            st.markdown("\n".join(f"- {markdown_text(line)}" for line in lines))
