"""The stakes of a case on a day: capital only, each record once, what no register states left unknown."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from graph_schema.dates import PartialDate
from graph_schema.views import LinkView
from tracer.analysis.ownership.stakes import Stake
from tracer.graph import CaseGraph

CAPITAL = frozenset({"", "shareholding"})


def collect_stakes(graph: CaseGraph, day: date) -> tuple[Stake, ...]:
    """Who held which share of which company's capital on this day?

    Voting rights, board seats and other interests are not capital and are left aside; a shareholding without a
    stated share is left to the unknown remainder. A link with a partial date counts on every day it may have held.
    """
    return tuple(
        Stake(link.tail, link.head, lower, upper, (link.id,))
        for link in graph.links_of_type("Shareholding")
        if str(link.props.get("interest", "")) in CAPITAL and _held(link, day)
        for lower, upper in [_range(link)]
        if upper > 0
    )


def person_ids(graph: CaseGraph) -> frozenset[str]:
    """Who can be a final owner: every natural person of the case."""
    return frozenset(node.id for node in graph.nodes_of_type("Person"))


def _held(link: LinkView, day: date) -> bool:
    begin, end = link.props.get("from_date"), link.props.get("to_date")
    begun = begin is None or PartialDate(str(begin)).earliest <= day
    return begun and (end is None or day <= PartialDate(str(end)).latest)


def _range(link: LinkView) -> tuple[Fraction, Fraction]:
    lower, upper = link.props.get("share_lower"), link.props.get("share_upper")
    if lower is None and upper is None:
        return Fraction(0), Fraction(0)
    return Fraction(str(lower or 0)), Fraction(str(upper if upper is not None else 1))
