"""Links and sums of transfers as rows of a table, told as the graph tells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dashboards.components.tables import Cell, Figure
from tracer.actions.case_graph.picture import GraphLine
from tracer.wording.field_words import format_share_range
from tracer.wording.language import Language
from tracer.wording.looks.link_looks import INDIRECT_LINKS, SHORT_LINKS


def link_rows(lines: Sequence[GraphLine], captions: Mapping[str, str], language: Language) -> list[dict[str, Cell]]:
    """One row a line: from whom, which link, to whom, how much and when. ``captions`` by node, under the veil."""
    first = _days([line.first for line in lines])
    last = _days([line.last for line in lines])
    return [
        {
            language.text("From"): captions[line.tail],
            language.text("Link"): print_link(line, language),
            language.text("To"): captions[line.head],
            language.text("Share"): Figure(format_share(line, language)),
            language.text("Sum"): Figure(
                "" if line.sum_minor is None else language.money(line.sum_minor, line.currency)
            ),
            language.text("Transfers"): Figure("" if line.sum_minor is None else language.number(line.count)),
            language.text("First day"): first[place],
            language.text("Last day"): last[place],
        }
        for place, line in enumerate(lines)
    ]


def _days(days: Sequence[str]) -> list[Cell]:
    """Days as days; where one of them is known to the month or year alone, all as they are written, which sorts too."""
    if all(len(day) in (0, len("2026-11-23")) for day in days):
        return [date.fromisoformat(day) if day else None for day in days]
    return list(days)


def print_link(line: GraphLine, language: Language) -> str:
    """What is written at this link."""
    return language.text(INDIRECT_LINKS[line.indirect] if line.indirect else SHORT_LINKS[line.type])


def format_share(line: GraphLine, language: Language) -> str:
    """The share of a link in percent, or from what to what it is; empty where the link has none."""
    if not line.share:
        return ""
    return format_share_range(
        line.share, line.share_upper, language, more=line.share_lower_open, less=line.share_upper_open
    )
