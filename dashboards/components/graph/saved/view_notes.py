"""The notes of the open view, read again when the browser says that there are others."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboards.components.graph.saved.saved_view import open_view_id
from dashboards.session import case_session
from graph_schema.errors import NotFound
from tracer.actions.case_graph.views.opening import notes_in
from tracer.actions.case_graph.views.state import ViewNote

_NOTES: Final = "graph_notes"


def present_notes(noted: int) -> tuple[ViewNote, ...]:
    """The notes of the open view, under the veil; read, and put on record, once for each number ``noted``; 0: none yet."""
    key = (open_view_id(), noted)
    if not all(key):
        return ()
    known = st.session_state.get(_NOTES)
    if known is None or known[0] != key:
        try:
            known = (key, notes_in(case_session(), key[0]))
        except NotFound:  # the browser has made the view and not sent it yet
            return ()
        st.session_state[_NOTES] = known
    notes: tuple[ViewNote, ...] = known[1]
    return notes
