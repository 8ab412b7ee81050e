"""What a page says when it has nothing to show, still works, was refused, or failed: one form for each.

Empty: one sentence and the next act. Loading: a skeleton of the final size, seen from 0.3 s on. Refused: what is missing,
in amber. Failed: what does not answer, in grey. Red is left to what is lost, overdue or does not add up.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Final, Literal

import streamlit as st

from graph_schema.errors import EnvironmentFailure, TracerError
from tracer.wording.language import Language

Room = Literal["small", "table", "picture"]
"""How high the skeleton is: as what comes in its place."""

_LINES: Final[dict[Room, int]] = {"small": 3, "table": 14, "picture": 20}


def show_empty(said: str) -> None:
    """There is nothing yet, and what to do next. ``said``: Markdown, as in the two below."""
    st.info(said)


def show_refused(said: str) -> None:
    """Something was not done: what is missing, in the words of the law or of the file."""
    st.warning(said)


def show_failed(said: str) -> None:
    """Something does not answer: what, and what still works. It is grey, unlike a loss, which is red."""
    with st.container(key="state_failed"):
        st.error(said)


def show_problem(problem: TracerError, language: Language) -> None:
    """An error as the state it is: failed where the machine or a server is at fault, refused otherwise."""
    show = show_failed if isinstance(problem, EnvironmentFailure) else show_refused
    show(language.error(problem))


@contextmanager
def loading(said: str, room: Room = "small") -> Iterator[None]:
    """Keeps the room of what is being worked out. Short work shows nothing, because the skeleton appears after 0.3 s.

    ``said``: plain text.
    """
    place = st.empty()
    place.html(
        f'<div class="tracer-loading {room}" role="status"><span class="said">{escape(said)}</span>'
        f"{'<i></i>' * _LINES[room]}</div>"
    )
    try:
        yield
    finally:
        place.empty()
