"""The look of the page of an asset: its icon, the state in word, shape and colour, fact and assessment apart."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from tracer.wording.language import Language
from tracer.wording.looks.node_looks import TYPES
from tracer.wording.looks.stage_looks import look_of
from tracer.wording.terms import STATE_WORDS


def icon_of(kind: str) -> str:
    """The icon of a type of node, as an image element without a text: the type is said in words beside it."""
    look = TYPES[kind]
    return _image(
        f'<rect width="24" height="24" rx="6" fill="{look.colour}"/>'
        f'<path transform="translate(4 4) scale(0.667)" d="{look.icon}" fill="#ffffff" fill-rule="evenodd"/>',
        36,
    )


def state_pill(state: str, language: Language) -> str:
    """The state as word, shape and colour."""
    look = look_of(state)
    mark = _image(f'<path d="{look.mark}" fill="{look.colour}" fill-rule="evenodd"/>', 14)
    return f'<span class="tracer-pill {look.words}">{mark}{escape(language.text(STATE_WORDS[state]))}</span>'


def fact_tag(language: Language, *, is_fact: bool) -> str:
    """A solid frame says fact, a dashed one in italics assessment."""
    word = language.text("fact") if is_fact else language.text("assessment")
    return f'<span class="tracer-tag{"" if is_fact else " assessment"}">{escape(word)}</span>'


def picture(svg: str, text: str) -> str:
    """The drawing as an image element with its text."""
    return f'<img class="tracer-picture" alt="{escape(text)}" src="{_source(svg)}">'


def _image(body: str, size: int) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 24 24">{body}</svg>'
    return f'<img alt="" width="{size}" height="{size}" src="{_source(svg)}">'


def _source(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
