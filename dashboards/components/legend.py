"""What the shapes, colours and marks of the picture mean, for what is on screen."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboards.theme import look_of
from graph_schema.nodes import NODE_TYPES
from tracer.language import Language


def show_legend(types: Iterable[str], states: Iterable[str], words: Language) -> None:
    """One line: kinds of thing on screen, then the marks of the measures on screen."""
    kinds = [words.text(NODE_TYPES[name].meaning) for name in NODE_TYPES if name in set(types)]
    looks = {look_of(state).label: look_of(state) for state in sorted(set(states)) if state != "IDENTIFIED"}
    marks = [f"{look.symbol} {words.text(word)}" for word, look in looks.items()]
    st.caption(" · ".join([*kinds, *marks]))
