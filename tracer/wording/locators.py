"""A place in a kept file, in words."""

from __future__ import annotations

import re
from typing import Final

from graph_schema.messages import N_
from tracer.wording.language import Language

_BANK_ROW: Final = re.compile(r"path:/Document/[^/]+/(?:Stmt|Rpt|Ntfctn)\[(\d+)\]/Ntry\[(\d+)\](.*)")
_DETAIL: Final = re.compile(r"\[(\d+)\]")


def say_place(locator: str, language: Language) -> str:
    """The place in a file as a person says it: of a bank's XML the statement and the row; else as ``format_place``.

    Not to be typed: ``format_place`` and the locator itself name the place for a command.
    """
    found = _BANK_ROW.fullmatch(locator)
    if found is None:
        return format_place(locator, language)
    statement, row, inside = found.groups()
    text = language.text(N_("row {number}"), number=row)
    if statement != "1":
        text = language.text(N_("statement {statement}, row {row}"), statement=statement, row=row)
    details = _DETAIL.findall(inside)
    if set(details) <= {"1"}:
        return text
    return language.text(N_("{place}, detail {numbers}"), place=text, numbers=".".join(details))


def format_place(locator: str, language: Language) -> str:
    """The place in a file in words: sheet and row, or the path inside the document."""
    parts = []
    for part in locator.split("/row:") if "/row:" in locator else [locator]:
        if part.startswith("sheet:"):
            parts.append(language.text(N_("sheet {name}"), name=part.removeprefix("sheet:")))
        elif part.startswith("row:") or part.isdigit():
            parts.append(language.text(N_("row {number}"), number=part.removeprefix("row:")))
        elif part.startswith("line:"):
            template = N_("lines {number}") if "-" in part else N_("line {number}")
            parts.append(language.text(template, number=part.removeprefix("line:")))
        else:
            parts.append(part.removeprefix("path:"))
    return ", ".join(parts)
