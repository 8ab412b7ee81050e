"""Is everything read, and does it add up? Files are dropped, checked, imported, and retracted."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboards.components.files.delivery_choice import choose_delivery, show_delivery
from dashboards.components.files.file_drop import show_drop
from dashboards.components.files.rejected_card import show_rejected
from dashboards.components.files.source_list import show_retracted, show_source, show_sources
from dashboards.components.overview.month_card import show_months
from dashboards.components.states import show_empty
from dashboards.pages import show_link
from dashboards.session import case_session, read_address, reader_language
from tracer.access.roles import may
from tracer.actions.files.pairs import list_pairs
from tracer.actions.files.sources import SourceLine, list_sources
from tracer.actions.overview.statement_grid import list_grid
from tracer.wording.language import Language


def show() -> None:
    """The counts of the case, the place to drop files with their preview, the files of the case, the months they cover."""
    language, session = reader_language(), case_session()
    lines = list_sources(session)
    files = [line for line in lines if line.kind != "decision"]
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        with st.container():
            st.title(language.text("Is everything read, and does it add up?"), anchor=False)
            st.caption(
                language.text(
                    "{files} · {rows} rows read · {rejected} rejected · a file is never changed, and a delivery can be "
                    "taken back as a whole",
                    files=language.plural("{n} file", "{n} files", len(files)),
                    rows=language.number(sum(line.rows for line in files)),
                    rejected=language.number(sum(line.rejected for line in files)),
                )
            )
        if lines:
            waiting = list_pairs(session, limit=0).open
            with st.container(key="act_pairs", width="content"):
                show_link("payments", language.text("Pairs to confirm: {count}", count=language.number(waiting)))
    show_retracted()
    if may(session.actor, "import"):
        show_drop(language)
    if not lines:
        st.header(language.text("Files of the case"), anchor=False)
        show_empty(language.text("The case has no file yet. Drop the first ones above."))
        return
    with st.container(border=True, key="files_list"):
        _list(lines, language)
    show_rejected(sum(line.rejected for line in files), language)
    if grid := list_grid(session):
        show_months(grid, language, "files")


def _list(lines: Sequence[SourceLine], language: Language) -> None:
    """The files, all or those of one delivery, and the one that is chosen."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(language.text("Files of the case"), anchor=False, width="content")
        st.space("stretch")
        delivery = choose_delivery(lines, language)
    wanted = read_address("source")
    shown = lines if delivery is None else delivery.files
    chosen = show_sources(shown, language) or next((line for line in lines if line.digest == wanted), None)
    if delivery is not None:
        show_delivery(delivery, language)
    if chosen is None:
        st.caption(language.text("Choose a row to see its flags and rejected rows, or to take the file back."))
    else:
        show_source(chosen, language)
