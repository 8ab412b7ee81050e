"""Shows the voting power of the direct holders of companies in which nobody has the majority."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.components.tables import Cell, Figure, show_table
from tracer.actions.ties.owners import OwnersReport
from tracer.wording.language import Language
from tracer.wording.terms import POWER_SENTENCE, POWER_WORDS


def show_power(reports: Sequence[OwnersReport], language: Language) -> None:
    """For stated votes and for capital a table, where there is a company for it: a row a holder, in per cent and exact."""
    powers = [(report.caption, report.power) for report in reports if report.power is not None]
    for by, words in POWER_WORDS.items():
        tables = [(company, power) for company, power in powers if power.by == by]
        if not tables:
            continue
        st.header(markdown_text(language.text(words)), anchor=False)
        st.caption(language.text(POWER_SENTENCE))
        rows: list[dict[str, Cell]] = [
            {
                language.text("Company"): company,
                language.text("Shareholder"): line.caption,
                language.text("Votes"): _figure(line.votes, language),
                "Banzhaf": _figure(line.banzhaf, language),
                "Shapley-Shubik": _figure(line.shapley_shubik, language),
            }
            for company, power in tables
            for line in power.holders
        ]
        show_table(rows, language, alt=language.text(words))
        evidence = tuple(dict.fromkeys(line for _, power in tables for line in power.evidence))
        show_rows(evidence, language, back="owners", most=6)


def _figure(share: str, language: Language) -> Figure:
    return Figure(f"{language.percent(Fraction(share), 2)} ({share})")
