"""Links from anything on a screen to the source row behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from dashboards.pages import show_link
from tracer.actions.sources import EvidenceLine
from tracer.language import Language
from tracer.locators import tell_place

_FEWEST = 2
_INDEXED = re.compile(r"[^/]+\[[0-9]+\]")


def show_rows(lines: Sequence[EvidenceLine], words: Language, *, asset: str = "", most: int = 4) -> None:
    """The rows as links beside one another; what is left out is counted. ``asset``: where the way back leads."""
    with st.container(horizontal=True, gap="xsmall"):
        for line in lines[:most]:
            label = f"{markdown_text(line.file)} · {markdown_text(tell_place(short_place(line.locator), words))}"
            show_link("evidence", label, source=line.source, place=line.locator, asset=asset)
        if len(lines) > most:
            st.caption(words.plural("and {n} more row", "and {n} more rows", len(lines) - most))


def short_place(locator: str) -> str:
    """A place in a file as short as it can still be found: of a path in XML only the steps that are counted."""
    counted = _INDEXED.findall(locator) if locator.startswith("path:") else []
    if not counted:
        return locator
    while len(counted) > _FEWEST and counted[-1].endswith("[1]"):
        counted.pop()
    return "/".join(counted)


def markdown_text(text: str) -> str:
    """Text from a file as plain text inside Markdown."""
    marks = r"\`*_{}[]()#+!|<>~$:"
    return "".join(f"\\{letter}" if letter in marks else letter for letter in text.replace("\n", " "))
