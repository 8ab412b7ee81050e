"""A place in a kept file, in words."""

from __future__ import annotations

from graph_schema.messages import N_
from tracer.wording.language import Language


def format_place(locator: str, language: Language) -> str:
    """The place in a file in words: sheet and row, or the path inside the document."""
    parts = []
    for part in locator.split("/row:") if "/row:" in locator else [locator]:
        if part.startswith("sheet:"):
            parts.append(language.text(N_("sheet {name}"), name=part.removeprefix("sheet:")))
        elif part.startswith("row:") or part.isdigit():
            parts.append(language.text(N_("row {number}"), number=part.removeprefix("row:")))
        else:
            parts.append(part.removeprefix("path:"))
    return ", ".join(parts)
