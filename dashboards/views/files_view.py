"""Is everything read, and does it add up? Files are dropped, checked, imported, and retracted."""

from __future__ import annotations

import streamlit as st

from dashboards.components.files.file_drop import show_drop
from dashboards.components.files.source_list import show_retracted, show_source, show_sources
from dashboards.components.states import show_empty
from dashboards.pages import show_link
from dashboards.session import case_session, read_address, reader_language
from tracer.access.roles import may
from tracer.actions.files.pairs import list_pairs
from tracer.actions.files.sources import list_sources


def show() -> None:
    """The counts of the case, the place to drop files with their preview, then the files of the case."""
    language, session = reader_language(), case_session()
    lines = list_sources(session)
    files = [line for line in lines if line.kind != "decision"]
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        with st.container():
            st.title(language.text("Is everything read, and does it add up?"), anchor=False)
            st.caption(
                language.text(
                    "{files} · {rows} rows read · {rejected} rejected · a file is never changed",
                    files=language.plural("{n} file", "{n} files", len(files)),
                    rows=language.number(sum(line.rows for line in files)),
                    rejected=language.number(sum(line.rejected for line in files)),
                )
            )
        if lines:
            waiting = list_pairs(session, limit=0).open
            show_link("payments", language.text("Pairs to confirm: {count}", count=language.number(waiting)))
    show_retracted()
    if may(session.actor, "import"):
        show_drop(language)
    st.header(language.text("Files of the case"), anchor=False)
    if not lines:
        show_empty(language.text("The case has no file yet. Drop the first ones above."))
        return
    wanted = read_address("source")
    chosen = show_sources(lines, language) or next((line for line in lines if line.digest == wanted), None)
    if chosen is None:
        st.caption(language.text("Choose a row to see its flags and rejected rows, or to take the file back."))
        return
    show_source(chosen, language)
