"""Who is entered as owner on a day, and the bounds of a share that the register does not state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from graph_schema.records.merged_records import MergedLink
from graph_schema.values.dates import PartialDate
from graph_schema.values.shares import ShareRange, read_share_text


def in_force(link: MergedLink, day: date) -> bool:
    """Does the entry still stand on that day? An end known only to a month or year counts from its last day."""
    ended = link.props.get("to_date")
    return ended is None or PartialDate(str(ended)).latest >= day


def unstated_titles(entries: Iterable[MergedLink]) -> dict[str, ShareRange]:
    """Link id -> share of each entry without a stated share, at least and at most.

    ``entries``: the entries of owners of one asset that are in force on one day. Each entry without a share can have up
    to what the stated shares leave. A single owner without a stated share is left out, because registers that state no
    share then mean the whole.
    """
    entries = list(entries)
    if len({link.tail for link in entries}) < 2:
        return {}
    stated = sum((read_share_text(str(link.props["share"])) for link in entries if "share" in link.props), Fraction(0))
    rest = ShareRange(Fraction(0), max(1 - stated, Fraction(0)))
    return {link.id: rest for link in entries if "share" not in link.props}
