"""The stakes of a case on a day: capital only, each record once, what no register states left unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
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
    stated share is left to the unknown remainder. On a day on which a link with a partial date may have begun or
    ended, its share runs from nothing on: what was sold within a month is not counted for seller and buyer at once.
    """
    return tuple(
        Stake(link.tail, link.head, lower if _surely_held(link, day) else Fraction(0), upper, (link.id,))
        for link in graph.links_of_type("Shareholding")
        if str(link.props.get("interest", "")) in CAPITAL and _may_be_held(link, day)
        for lower, upper in [_range(link)]
        if upper > 0
    )


def bound_excess(stakes: Iterable[Stake]) -> tuple[tuple[Stake, ...], tuple[str, ...]]:
    """The same stakes, but where those in one company are certainly above the whole, each is at most what is stated.

    Returns them and the companies whose records contradict one another so, by id. For questions that must be answered
    for the rest of the case all the same; which record is wrong is for a person to say.
    """
    stakes = tuple(stakes)
    sums: defaultdict[str, Fraction] = defaultdict(Fraction)
    for stake in stakes:
        sums[stake.company] += stake.lower
    above = {company for company, total in sums.items() if total > 1}
    return (
        tuple(replace(stake, lower=Fraction(0)) if stake.company in above else stake for stake in stakes),
        tuple(sorted(above)),
    )


def person_ids(graph: CaseGraph) -> frozenset[str]:
    """Who can be a final owner: every natural person of the case."""
    return frozenset(node.id for node in graph.nodes_of_type("Person"))


def _may_be_held(link: LinkView, day: date) -> bool:
    begin, end = link.props.get("from_date"), link.props.get("to_date")
    begun = begin is None or PartialDate(str(begin)).earliest <= day
    return begun and (end is None or day <= PartialDate(str(end)).latest)


def _surely_held(link: LinkView, day: date) -> bool:
    begin, end = link.props.get("from_date"), link.props.get("to_date")
    begun = begin is None or PartialDate(str(begin)).latest <= day
    return begun and (end is None or day <= PartialDate(str(end)).earliest)


def _range(link: LinkView) -> tuple[Fraction, Fraction]:
    lower, upper = link.props.get("share_lower"), link.props.get("share_upper")
    if lower is None and upper is None:
        return Fraction(0), Fraction(0)
    return Fraction(str(lower or 0)), Fraction(str(upper if upper is not None else 1))
