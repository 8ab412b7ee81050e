"""Collects the stakes of a case on a day, in capital and in votes; an unstated size becomes a range."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from graph_schema.records.merged_records import MergedLink
from graph_schema.values.dates import PartialDate
from graph_schema.values.shares import ShareRange
from tracer.analysis.ownership.interests import Nature, nature_of
from tracer.analysis.ownership.stakes import Stake, exceeds_whole
from tracer.graph.case_graph import CaseGraph


def collect_stakes(graph: CaseGraph, day: date) -> tuple[Stake, ...]:
    """Who held which share of which company's capital on this day?

    A shareholding of unstated size is a range from nothing to the whole, which ``direct_holdings`` cuts to what the other
    holders leave. The same holds for an interest of unstated kind, because it may be capital. Voting rights, board seats
    and other interests are not capital and are left out. On a day on which a link with a partial date may have begun or
    ended, its lower end is 0, so that a share sold within a month does not certainly count for both seller and buyer.
    """
    return tuple(_stakes(graph.links_of_type("Shareholding"), day, "capital", "not stated"))


def collect_votes(graph: CaseGraph, day: date) -> tuple[Stake, ...]:
    """Who held which share of which company's votes directly on this day? Only records that state votes count."""
    return tuple(_stakes(graph.links_of_type("Shareholding"), day, "votes"))


def collect_chain_votes(graph: CaseGraph, day: date) -> tuple[Stake, ...]:
    """Whose votes does a record state as a sum through other companies? These are never added to direct votes."""
    return tuple(_stakes(graph.links_of_type("Shareholding"), day, "votes through others"))


def collect_indirect(graph: CaseGraph, day: date) -> tuple[MergedLink, ...]:
    """Whose share through other companies does a record state as one figure? Never to be added to a computed share."""
    return tuple(link for link in graph.links_of_type("Shareholding") if is_indirect(link) and _may_be_held(link, day))


def is_indirect(link: MergedLink) -> bool:
    """Does this record of a company share sum up a chain of shares?"""
    return nature_of(str(link.props.get("interest", ""))) == "capital through others"


def share_on(graph: CaseGraph, link: MergedLink, day: date) -> ShareRange | None:
    """How large is the stake that this record states, on this day, at least and at most, beside the other holders?

    None for a record that states no capital, or no capital on that day. If the other holders have more than the whole,
    the stake is as stated. Cost: linear in the links at the company.
    """
    beside = [other for other in graph.links_at(link.head) if other.type == "Shareholding" and other.head == link.head]
    stakes = {stake.link_ids[0]: stake for stake in _stakes(beside, day, "capital", "not stated")}
    own = stakes.get(link.id)
    if own is None:
        return None
    others = [stake for name, stake in stakes.items() if name != link.id]
    free = 1 - sum((stake.lower for stake in others), Fraction(0))
    if free < own.lower or (free == own.lower and own.lower_open):
        return ShareRange(own.lower, own.upper, own.lower_open, own.upper_open)
    upper = min(own.upper, free)
    less = (own.upper_open and upper == own.upper) or (upper == free and any(stake.lower_open for stake in others))
    return ShareRange(own.lower, upper, own.lower_open, less and own.lower < upper)


def bound_excess(stakes: Iterable[Stake]) -> tuple[tuple[Stake, ...], tuple[str, ...]]:
    """The same stakes, but where those in one company are certainly above the whole, each is at most what is stated.

    Returns: the stakes, and the companies whose records contradict one another in this way, by id. It allows an answer
    for the rest of the case; a person must decide which record is wrong.
    """
    stakes = tuple(stakes)
    sums: defaultdict[str, Fraction] = defaultdict(Fraction)
    for stake in stakes:
        sums[stake.company] += stake.lower
    more = {stake.company for stake in stakes if stake.lower_open}
    above = {company for company, total in sums.items() if exceeds_whole(total, company in more)}
    return (
        tuple(_at_most(stake) if stake.company in above else stake for stake in stakes),
        tuple(sorted(above)),
    )


def _at_most(stake: Stake) -> Stake:
    return replace(stake, lower=Fraction(0), lower_open=False)


def person_ids(graph: CaseGraph) -> frozenset[str]:
    """Who can be a final owner: every natural person of the case."""
    return frozenset(node.id for node in graph.nodes_of_type("Person"))


def _may_be_held(link: MergedLink, day: date) -> bool:
    begin, end = link.props.get("from_date"), link.props.get("to_date")
    begun = begin is None or PartialDate(str(begin)).earliest <= day
    return begun and (end is None or day <= PartialDate(str(end)).latest)


def _surely_held(link: MergedLink, day: date) -> bool:
    begin, end = link.props.get("from_date"), link.props.get("to_date")
    begun = begin is None or PartialDate(str(begin)).latest <= day
    return begun and (end is None or day <= PartialDate(str(end)).earliest)


def _stakes(links: Iterable[MergedLink], day: date, *natures: Nature) -> Iterator[Stake]:
    for link in links:
        nature = nature_of(str(link.props.get("interest", "")))
        if nature not in natures or not _may_be_held(link, day):
            continue
        lower, upper = _range(link)
        if upper > 0:
            more, less = link.props.get("share_lower_open") is True, link.props.get("share_upper_open") is True
            stake = Stake(link.tail, link.head, lower, upper, (link.id,), more, less)
            yield stake if nature != "not stated" and _surely_held(link, day) else _at_most(stake)


def _range(link: MergedLink) -> tuple[Fraction, Fraction]:
    lower, upper = link.props.get("share_lower"), link.props.get("share_upper")
    return Fraction(str(lower or 0)), Fraction(str(upper if upper is not None else 1))
