"""Shows whether the statements of each account add up, month by month; a month opens its statement."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboards.components.states import show_empty
from dashboards.components.tables import show_table
from dashboards.pages import go_to
from dashboards.session import case_session
from dashboards.statement_grid.component import show_grid
from tracer.actions.overview.statement_grid import MonthRow, find_statement
from tracer.wording.language import Language

_SHOWN, _MOST = 13, 200
_ALL = "start_grid_all"


def show_months(rows: Sequence[MonthRow], language: Language) -> None:
    """The card: the accounts with a gap or a difference first. A missing month leads to the page Files."""
    with st.container(border=True, key="start_statements"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(language.text("Do the statements add up?"), anchor=False, width="content")
            st.space("stretch")
            if rows:
                st.html(_legend(language), width="content")
        if not rows:
            show_empty(
                language.text("The case has no statement of an account yet. Drop the first ones on the page Files.")
            )
            return
        wants_all = len(rows) <= _SHOWN or bool(st.session_state.get(_ALL))
        shown = rows[: _MOST if wants_all else _SHOWN]
        opened = show_grid(shown, language)
        if len(rows) > _SHOWN:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(
                    language.text(
                        "{shown} of {all} accounts",
                        shown=language.number(len(shown)),
                        all=language.number(len(rows)),
                    ),
                    width="content",
                )
                st.toggle(language.text("all"), key=_ALL)
        with st.expander(language.text("The same as a table")):
            _table(rows[:_MOST], language)
    if opened is None:
        return
    if not opened.statement:
        go_to("files")
    place = find_statement(case_session(), opened.statement)
    go_to("evidence", source=place.source, place=place.locator, back="start")


def _legend(language: Language) -> str:
    words = {
        "adds_up": language.text("adds up"),
        "missing": language.text("statement missing"),
        "differs": language.text("does not add up"),
        "unknown": language.text("not checked"),
    }
    items = "".join(f'<span><i class="{light}"></i>{escape(word)}</span>' for light, word in words.items())
    return f'<div class="tracer-months">{items}</div>'


def _table(rows: Sequence[MonthRow], language: Language) -> None:
    def count(row: MonthRow, light: str) -> int:
        return sum(month.light == light for month in row.line.months)

    show_table(
        [
            {
                language.text("Account"): row.number,
                language.text("Holder"): row.holder or language.text("not on record"),
                language.text("Currency"): row.line.currency,
                language.text("From"): row.line.months[0].month,
                language.text("To"): row.line.months[-1].month,
                language.text("Adds up"): count(row, "adds_up"),
                language.text("Missing"): count(row, "missing"),
                language.text("Does not add up"): count(row, "differs"),
                language.text("Not checked"): count(row, "unknown"),
            }
            for row in rows
        ],
        language,
        alt=language.text("Months of statements by account"),
        tallest=400,
    )
