"""The pictures of the report in the reader's words, for the PDF and the workbook alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from graph_schema.messages import N_
from tracer.casefile.annex import Annex, Withheld
from tracer.wording.language import Language
from tracer.wording.locators import format_place, say_place

_SIZE: Final = re.compile(r'<svg\b[^>]*?\bwidth="([0-9]+)"[^>]*?\bheight="([0-9]+)"')
_ROW: Final = re.compile(r"((?:sheet:.*/)?row:)([0-9]+)")
_MOST_PLACES: Final = 60
WITHHELD_WORDS: Final[Mapping[Withheld, str]] = {
    "": "",
    "lost": N_("The picture is not shown: its kept file is missing or was changed. Put it back from a backup."),
    "protected": N_(
        "The picture is not shown: it names a person who is protected since it was added. Draw it again and add it anew."
    ),
    "foreign": N_("The picture is not shown: the program did not draw it. Draw it again and add it anew."),
}
"""Why a picture is withheld -> what stands in its place."""


def format_heading(annex: Annex, language: Language) -> str:
    """Number and title."""
    return language.text(N_("Annex {number}. {title}"), number=language.number(annex.number), title=annex.title)


def format_withheld(withheld: Withheld, language: Language) -> str:
    """Why the picture is not shown; empty if it is."""
    return language.text(WITHHELD_WORDS[withheld]) if withheld else ""


def format_moment(at: str, language: Language) -> str:
    """The moment in UTC, or the day where no more is known."""
    if "T" not in at:
        return language.date(date.fromisoformat(at))
    moment = language.moment(datetime.fromisoformat(at))
    return language.text(N_("{moment} UTC"), moment=moment)


def format_state(at: str, withheld: Withheld, *, changed: bool, language: Language) -> str:
    """From which data the picture was drawn, and whether the case still shows it."""
    moment = format_moment(at, language)
    template = N_("Drawn from the data of {moment}; the case shows the same today.")
    if withheld == "lost":
        template = N_("Drawn from the data of {moment}.")
    elif changed:
        template = N_("Drawn from the data of {moment}; what it shows has changed in the case since.")
    return language.text(template, moment=moment)


def list_facts(annex: Annex, language: Language) -> list[tuple[str, str]]:
    """What is said under the picture: name and value."""
    return [
        (language.text(N_("Added by")), annex.author),
        (language.text(N_("State")), format_state(annex.at, annex.withheld, changed=annex.changed, language=language)),
        (language.text(N_("Picture, SHA-256")), annex.digest),
        (language.text(N_("Fingerprint of the case then")), annex.case_digest),
    ]


def join_places(places: Sequence[str], language: Language) -> str:
    """Places of one file in one text: rows that follow one another as a span; of very many the first, and how many more."""
    spans = list(_spans(places))
    shown = [_format_span(span, language) for span in spans[:_MOST_PLACES]]
    rest = sum(last - first + 1 for _, first, last in spans[_MOST_PLACES:])
    if rest:
        shown.append(
            language.plural("{n} more row, named in the workbook", "{n} more rows, named in the workbook", rest)
        )
    return "; ".join(shown)


def is_wide(svg: str) -> bool:
    """Does the picture have more room on a page that lies on its side, as its size states?"""
    size = _SIZE.search(svg)
    return size is not None and 5 * int(size[1]) > 6 * int(size[2])


_Span = tuple[str, int, int]
"""What stands before the number of the first row, that number, and the last one; of a place without a number itself, -1, -1."""


def _spans(places: Sequence[str]) -> Iterator[_Span]:
    span: _Span | None = None
    for place in places:
        row = _ROW.fullmatch(place)
        found = (place, -1, -1) if row is None else (row[1], int(row[2]), int(row[2]))
        if span is not None and row is not None and (span[0], span[2] + 1) == found[:2]:
            span = (span[0], span[1], found[1])
            continue
        if span is not None:
            yield span
        span = found
    if span is not None:
        yield span


def _format_span(span: _Span, language: Language) -> str:
    before, first, last = span
    if first < 0:
        return say_place(before, language)
    if first == last:
        return format_place(f"{before}{first}", language)
    rows = language.text(N_("rows {first} to {last}"), first=first, last=last)
    sheet = before.removesuffix("row:").rstrip("/")
    return f"{format_place(sheet, language)}, {rows}" if sheet else rows
