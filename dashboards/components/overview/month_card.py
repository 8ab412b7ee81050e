"""Shows whether the statements of each account add up, month by month; a month opens its statement."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboards.components.states import show_empty
from dashboards.components.tables import show_table
from dashboards.pages import PageName, go_to
from dashboards.session import case_session
from dashboards.statement_grid.component import show_grid
from graph_schema.errors import TracerError
from tracer.actions.documents.bank_requests import check_bank_request, export_bank_request
from tracer.actions.overview.statement_grid import MonthRow, find_statement
from tracer.casework.overview.statement_months import StatementMonth
from tracer.wording.language import Language

_SHOWN, _MOST = 13, 200


def show_months(rows: Sequence[MonthRow], language: Language, page: PageName = "start") -> None:
    """The card: the accounts with a gap or a difference first. A missing month leads to the page Files.

    ``page``: on which it stands, to which the row that it opens leads back.
    """
    with st.container(border=True, key=f"{page}_statements"):
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
        wants_all = len(rows) <= _SHOWN or bool(st.session_state.get(f"{page}_grid_all"))
        shown = rows[: _MOST if wants_all else _SHOWN]
        opened = show_grid(shown, language, f"{page}_grid")
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
                st.toggle(language.text("all"), key=f"{page}_grid_all")
        with st.expander(language.text("The same as a table")):
            opened = _table(rows[:_MOST], language, page) or opened
    if opened is None:
        return
    if not opened.statement:
        if page != "files":
            go_to("files")
        return
    place = find_statement(case_session(), opened.statement)
    go_to("evidence", source=place.source, place=place.locator, back=page)


def _legend(language: Language) -> str:
    items = "".join(
        f'<span><i class="{light}"></i>{escape(word)}</span>' for light, word in light_words(language).items()
    )
    return f'<div class="tracer-months">{items}</div>'


def light_words(language: Language) -> dict[str, str]:
    """What each colour of a month means."""
    return {
        "adds_up": language.text("adds up"),
        "missing": language.text("statement missing"),
        "differs": language.text("does not add up"),
        "unknown": language.text("not checked"),
    }


def _table(rows: Sequence[MonthRow], language: Language, page: PageName) -> StatementMonth | None:
    """The accounts; of the chosen one its months, each in a row that is high enough to be hit. Returns the chosen month."""

    def count(row: MonthRow, light: str) -> int:
        return sum(month.light == light for month in row.line.months)

    account = show_table(
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
        key=f"{page}_grid_accounts",
        alt=language.text("Months of statements by account"),
        tallest=400,
    )
    if account is None:
        st.caption(language.text("Choose a row to see its months."))
        return None
    line = rows[account].line
    if line.gaps or line.differing:
        _letter(line.account, language, page)
    months = line.months
    words = light_words(language)
    picked = show_table(
        [
            {language.text("Month"): language.month(month.month), language.text("Balance"): words[month.light]}
            for month in months
        ],
        language,
        key=f"{page}_grid_months_{account}",
        alt=language.text("Months of the account {number}", number=rows[account].number),
        tallest=400,
    )
    return None if picked is None else months[picked]


def _letter(account: str, language: Language, page: PageName) -> None:
    """The letter that asks the bank for what is missing; refused for a protected holder, as a sentence."""
    try:
        check_bank_request(case_session(), account)
    except TracerError as problem:
        st.caption(language.error(problem))
        return
    session = case_session()
    st.download_button(
        language.text("Letter to the bank (DOCX)"),
        data=lambda: export_bank_request(session, account, language).data,
        file_name="bank-request.docx",
        mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        on_click="ignore",
        key=f"{page}_grid_letter",
    )
