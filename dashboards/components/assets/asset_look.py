"""The look of the page of an asset: its icon, the state in word, shape and colour, fact and assessment apart."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import Final

import streamlit as st

from tracer.wording.language import Language
from tracer.wording.looks.node_looks import TYPES
from tracer.wording.looks.stage_looks import look_of
from tracer.wording.terms import STATE_WORDS

# light-dark() follows the theme that Streamlit has chosen, whatever the system prefers.
_STYLE: Final = """<style>
.asset-pill {display: inline-flex; align-items: center; gap: 0.35rem; border: 1px solid currentColor; border-radius: 1rem;
  padding: 0 0.6rem; font-size: 0.87rem; font-weight: 600; line-height: 1.6; white-space: nowrap}
.asset-label {font-size: 0.8rem; opacity: 0.85}
.asset-figure {font-size: 1.3rem; font-weight: 600; line-height: 1.35; font-variant-numeric: tabular-nums}
.asset-late {color: light-dark(#b42318, #ff8f85)}
.asset-soon {color: light-dark(#92400e, #f2b866)}
.asset-number {display: inline-grid; place-items: center; width: 1.5rem; height: 1.5rem; border-radius: 50%;
  font-size: 0.8rem; font-weight: 600; color: light-dark(#ffffff, #0b1a24); background: light-dark(#0b4a6f, #7cc4f0)}
.asset-tag {display: inline-block; border: 1px solid currentColor; border-radius: 4px; padding: 0 0.4rem;
  font-size: 0.75rem; font-weight: 600; line-height: 1.5; white-space: nowrap}
.asset-tag.assessment {border-style: dashed; font-style: italic}
.asset-button {display: inline-block; border-radius: 6px; padding: 0.35rem 0.8rem; font-weight: 600; font-size: 0.93rem;
  text-decoration: none !important; color: light-dark(#ffffff, #0b1a24) !important; background: light-dark(#0b4a6f, #7cc4f0)}
.asset-picture {max-width: 100%; height: auto}
</style>"""


def use_look() -> None:
    """Load the styles of this page."""
    st.html(_STYLE)


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
    return f'<span class="asset-pill">{mark}{escape(language.text(STATE_WORDS[state]))}</span>'


def fact_tag(language: Language, *, is_fact: bool) -> str:
    """A solid frame says fact, a dashed one in italics assessment."""
    word = language.text("fact") if is_fact else language.text("assessment")
    return f'<span class="asset-tag{"" if is_fact else " assessment"}">{escape(word)}</span>'


def picture(svg: str, text: str) -> str:
    """The drawing as an image element with its text."""
    return f'<img class="asset-picture" alt="{escape(text)}" src="{_source(svg)}">'


def _image(body: str, size: int) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 24 24">{body}</svg>'
    return f'<img alt="" width="{size}" height="{size}" src="{_source(svg)}">'


def _source(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
