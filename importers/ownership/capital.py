"""Do the shares of a company's capital that a file states add up, and how much stays unknown?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction

from graph_schema.links import Link
from graph_schema.nodes import Node
from graph_schema.shares import read_share_text, share_text
from graph_schema.words import N_
from importers.contract import Flag
from importers.ownership.interests import CAPITAL


def check_capital(nodes: Mapping[str, Node], links: Mapping[str, Link]) -> Iterator[Flag]:
    """Which companies have more than their whole capital held, and which have holders that nobody names?

    Counts direct capital interests that have not ended; votes, indirect interests and other rights are left
    out. A remainder is stated, never spread over the known holders.
    """
    held: dict[str, list[Link]] = defaultdict(list)
    for link in links.values():
        if link.props.get("interest") == CAPITAL and "to_date" not in link.props and "share_lower" in link.props:
            held[link.head].append(link)
    for company, stakes in held.items():
        lower = sum((read_share_text(str(link.props["share_lower"])) for link in stakes), Fraction(0))
        upper = sum((read_share_text(str(link.props["share_upper"])) for link in stakes), Fraction(0))
        rows = ", ".join(link.locator for link in stakes)
        if lower > 1:
            yield Flag(
                "red",
                nodes[company].locator,
                N_("The shares of the company add up to at least {sum}, more than the whole: see {rows}."),
                {"sum": share_text(lower), "rows": rows},
            )
        elif upper < 1:
            yield Flag(
                "amber",
                nodes[company].locator,
                N_(
                    "The shares of the company stated here come to {sum} at most; holders of at least "
                    "{rest} are "
                    "unknown: see {rows}."
                ),
                {"sum": share_text(upper), "rest": share_text(1 - upper), "rows": rows},
            )
