"""Answers who a register states as owner of an asset, or as holder of an account, on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from graph_schema.records.links import Link
from graph_schema.records.merged_records import MergedLink
from graph_schema.values.dates import PartialDate


def owners_on(links: Iterable[Link | MergedLink], asset: str, day: date) -> dict[str, Fraction]:
    """Who was entered as owner of this asset, or as holder of this account, on that day, and of which share?

    ``links``: the links of the asset. If only the month or year of an entry is known, it counts on each day on which it
    may have been in force. A share that the register does not state counts as the whole.
    """
    shares: dict[str, Fraction] = {}
    for link in links:
        if link.type in ("Holds", "HoldsAccount") and link.head == asset and in_force_on(link, day):
            share = Fraction(str(link.props.get("share", "1")))
            shares[link.tail] = shares.get(link.tail, Fraction(0)) + share
    return shares


def in_force_on(link: Link | MergedLink, day: date) -> bool:
    """May this entry of a register have been in force on that day?"""
    begin, end = link.props.get("from_date"), link.props.get("to_date")
    begun = begin is None or PartialDate(str(begin)).earliest <= day
    return begun and (end is None or PartialDate(str(end)).latest >= day)
