"""Checks whether the stated shares of the capital of a company add up to the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from graph_schema.messages import N_
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from graph_schema.values.shares import read_share_text, share_text
from importers.contract import Flag

CAPITAL: Final = "shareholding"
"""The kind of interest that counts as capital."""


def check_capital(nodes: Mapping[str, Node], links: Mapping[str, Link]) -> Iterator[Flag]:
    """Which companies have shares of more than the whole capital, and which have unknown holders?

    Counts direct capital interests that have not ended; votes, indirect interests and other rights do not count. The
    flag states the remainder and never divides it among the known holders; a holder without a stated share may have any
    part of it.
    """
    held: dict[str, list[Link]] = defaultdict(list)
    for link in links.values():
        if link.props.get("interest") == CAPITAL and "to_date" not in link.props:
            held[link.head].append(link)
    for company, holders in held.items():
        stakes = [link for link in holders if "share_lower" in link.props]
        lower = sum((read_share_text(str(link.props["share_lower"])) for link in stakes), Fraction(0))
        upper = sum((read_share_text(str(link.props["share_upper"])) for link in stakes), Fraction(0))
        # The record of the company itself may be rejected, or in another file.
        place = nodes[company].locator if company in nodes else holders[0].locator
        params = {"rows": ", ".join(link.locator for link in holders)}
        more = any(link.props.get("share_lower_open") for link in stakes)
        if lower == 1 and more:
            template = N_("The shares of the company add up to more than {sum}, the whole: see {rows}.")
            yield Flag("red", place, template, params | {"sum": share_text(lower)})
        elif lower > 1:
            template = N_("The shares of the company add up to at least {sum}, more than the whole: see {rows}.")
            yield Flag("red", place, template, params | {"sum": share_text(lower)})
        elif len(stakes) < len(holders):
            template = N_(
                "{count} holders of the company have no stated share; the stated shares leave {rest}, and each of "
                "them may have any part of it: see {rows}."
            )
            params |= {"count": str(len(holders) - len(stakes)), "rest": share_text(1 - lower)}
            yield Flag("amber", place, template, params)
        elif upper < 1:
            template = N_(
                "The stated shares of the company add up to at most {sum}; the holders of at least {rest} are "
                "unknown: see {rows}."
            )
            params |= {"sum": share_text(upper), "rest": share_text(1 - upper)}
            yield Flag("amber", place, template, params)
