"""Links from anything on a screen to the source row behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from dashboards.pages import show_link
from tracer.casework.evidence_lines import EvidenceLine
from tracer.wording.language import Language
from tracer.wording.locators import format_place, say_place

_FEWEST = 2
_INDEXED = re.compile(r"[^/]+\[[0-9]+\]")


def show_rows(
    lines: Sequence[EvidenceLine], language: Language, *, asset: str = "", back: str = "", most: int = 4
) -> None:
    """The rows as links beside one another; further ones open under their count.

    The row's page links back to ``asset``, or to the page named ``back``.
    """
    with st.container(horizontal=True, gap="xsmall"):
        for line in lines[:most]:
            _show_row(line, language, asset, back)
        if len(lines) > most:
            with st.popover(language.plural("and {n} more row", "and {n} more rows", len(lines) - most)):
                for line in lines[most:]:
                    _show_row(line, language, asset, back)


def _show_row(line: EvidenceLine, language: Language, asset: str, back: str) -> None:
    label = f"{markdown_text(line.file)} · {markdown_text(say_row(line.locator, language))}"
    show_link("evidence", label, source=line.source, place=line.locator, asset=asset, back=back)


def say_row(locator: str, language: Language) -> str:
    """The place of a row in a file, as short as it still identifies it, in words."""
    said = say_place(locator, language)
    return said if said != format_place(locator, language) else format_place(short_place(locator), language)


def short_place(locator: str) -> str:
    """The shortest form of a locator that still identifies the place: of an XML path only the numbered steps."""
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
