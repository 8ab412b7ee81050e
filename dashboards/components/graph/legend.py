"""Shows the legend: the shapes, colours and marks that are in the picture."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from html import escape

import streamlit as st

from graph_schema.codes.states import STATE_TABLE
from graph_schema.records.nodes import NODE_TYPES
from tracer.wording.language import Language
from tracer.wording.looks.node_looks import PROTECTED, TYPES, TypeLook
from tracer.wording.looks.stage_looks import StageLook, look_of


def show_legend(types: Iterable[str], states: Iterable[str], language: Language, *, protected: bool = False) -> None:
    """One line: kinds of thing on screen with their icons, then the states on screen with their marks, in the states' order."""
    st.html(f'<div class="tracer-legend">{"".join(_entries(set(types), set(states), language, protected))}</div>')


def _entries(types: set[str], states: set[str], language: Language, protected: bool) -> Iterable[str]:
    for name, kind in NODE_TYPES.items():
        if name in types:
            yield _entry(_icon(TYPES[name]), language.text(kind.meaning))
    if protected:
        yield _entry(_icon(PROTECTED), language.text("protected person"))
    for state in STATE_TABLE:
        if state.code in states and state.code != "IDENTIFIED":
            yield _entry(_mark(look_of(state.code)), language.text(state.words))


def _entry(picture: str, text: str) -> str:
    return f"<span>{picture}{escape(text)}</span>"


def _icon(look: TypeLook) -> str:
    ground = f'<rect width="24" height="24" rx="6" fill="{look.colour}"/>'
    icon = f'<path transform="translate(4 4) scale(0.667)" d="{look.icon}" fill="#ffffff" fill-rule="evenodd"/>'
    return _picture(ground + icon)


def _mark(look: StageLook) -> str:
    return _picture(f'<path d="{look.mark}" fill="{look.colour}" fill-rule="evenodd"/>')


def _picture(body: str) -> str:
    # An image element, because Streamlit removes inline SVG.
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 24 24">{body}</svg>'
    return f'<img alt="" width="18" height="18" src="data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}">'
