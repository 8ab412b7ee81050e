"""Which rows of two statements may be one payment, and who decided?"""

from __future__ import annotations

import streamlit as st

from dashboards.components.pair_card import show_pair
from dashboards.components.states import show_empty, show_refused
from dashboards.components.tables import Cell, money_cell, show_table
from dashboards.pages import go_to, show_link
from dashboards.session import case_session, read_address, read_view, reader_language, write_view
from tracer.actions.files.pairs import PAGE, PairLine, PairList, PairState, list_pairs
from tracer.wording.language import Language
from tracer.wording.terms import PAIR_STATE_WORDS

_STATES: tuple[PairState, ...] = ("open", "joined", "refused")
_DONE = "pair_done"


def show() -> None:
    """The pairs in a table, a page at a time; the chosen pair with both rows, the reasons and the decision."""
    language = reader_language()
    done = st.session_state.pop(_DONE, "")
    if done:
        st.success(done)
    view = read_view("payments", "state", "page")
    wanted, given = read_address("pair"), view.get("state", _STATES[0])
    state: PairState = next((known for known in _STATES if known == given), _STATES[0])
    page = int(view["page"]) if view.get("page", "").isdecimal() else 0
    found = list_pairs(case_session(), state=state, offset=page * PAGE)
    chosen = next((pair for pair in found.pairs if pair.id == wanted), None)
    if chosen is not None:
        show_link("payments", "← " + language.text("All pairs"), state=state, page=str(page))
        answer = show_pair(chosen, language)
        if answer:
            st.session_state[_DONE] = answer
            go_to("payments", state=state)
        return
    st.title(language.text("Which rows may be one payment?"), anchor=False)
    if wanted:
        show_refused(language.text("There is no such pair in this list: it may have been decided."))
    _list(found, state, page, language)


def _list(found: PairList, state: PairState, page: int, language: Language) -> None:
    counts = {"open": found.open, "joined": found.joined, "refused": found.refused}
    picked = st.segmented_control(
        language.text("State"),
        _STATES,
        default=state,
        required=True,
        key="payments_state",
        format_func=lambda name: f"{language.text(PAIR_STATE_WORDS[name])} ({language.number(counts[name])})",
    )
    pages = max(1, -(-found.total // PAGE))
    number = 1
    if pages > 1:
        number = st.number_input(language.text("Page"), 1, pages, min(page + 1, pages), key=f"payments_page_{state}")
    write_view("payments", {"state": picked, "page": str(int(number) - 1)})
    if picked != state or int(number) - 1 != page:
        st.rerun()
    st.caption(
        language.text(
            "{shown} of {all} pairs. Choose a row to open it.",
            shown=language.number(len(found.pairs)),
            all=language.number(found.total),
        )
    )
    if not found.pairs:
        show_empty(language.text("No pair is in this state. A pair comes with the statements of both accounts."))
        return
    chosen = show_table(
        [_cells(pair, language) for pair in found.pairs],
        language,
        key="payments_table",
        alt=language.text("Pairs of rows that may be one payment"),
    )
    for bare in found.numbers:
        st.caption(
            language.text(
                "The number {number} stands for the account {account}, the only one that has it.",
                number=bare.number,
                account=bare.account,
            )
        )
    if chosen is not None:
        go_to("payments", pair=found.pairs[chosen].id, state=state, page=str(page))


def _cells(pair: PairLine, language: Language) -> dict[str, Cell]:
    return {
        language.text("Payer's day"): pair.first.value_date,
        language.text("Payee's day"): pair.second.value_date,
        language.text("Sum"): money_cell(pair.first.amount_minor, pair.first.currency, language),
        language.text("Payer"): pair.first.account,
        language.text("Payee"): pair.second.account,
        language.text("Doubts"): len(pair.doubts),
    }
