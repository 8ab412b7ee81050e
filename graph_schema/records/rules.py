"""Checks which nodes a link joins. Each store checks these rules before it writes."""

from __future__ import annotations

from graph_schema.errors import WrongRecord
from graph_schema.records.links import LINK_TYPES, Link
from graph_schema.values.dates import PartialDate


def check_ends(link: Link, tail_type: str | None, head_type: str | None) -> None:
    """May a link of this kind join these nodes, and are its dates in order? ``None`` as a type: the node is not in the case.

    Raises: WrongRecord.
    """
    kind = LINK_TYPES[link.type]
    for role, node, found, allowed in (
        ("tail", link.tail, tail_type, kind.tails),
        ("head", link.head, head_type, kind.heads),
    ):
        if found is None:
            raise WrongRecord(
                "{place}: the link {type} refers to {node}, and no source of the case contains this node. Import "
                "the file that contains it first, or both files together.",
                place=link.locator,
                type=link.type,
                node=node,
            )
        if found not in allowed:
            raise WrongRecord(
                "{place}: the {role} of the link {type} is a {found}; expected one of {allowed}. Correct the row.",
                place=link.locator,
                role=role,
                type=link.type,
                found=found,
                allowed=", ".join(sorted(allowed)),
            )
    begin, end = link.props.get("from_date"), link.props.get("to_date")
    if isinstance(begin, str) and isinstance(end, str) and PartialDate(begin).earliest > PartialDate(end).latest:
        raise WrongRecord(
            "{place}: the link {type} ends on {end}, before it begins on {begin}. Correct one of the dates.",
            place=link.locator,
            type=link.type,
            end=end,
            begin=begin,
        )
