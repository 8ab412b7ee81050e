"""Which link joins which nodes: the rules a store checks before it writes, whatever its engine can enforce."""

from __future__ import annotations

from graph_schema.dates import PartialDate
from graph_schema.errors import WrongRecord
from graph_schema.links import LINK_TYPES, Link


def check_ends(link: Link, tail_type: str | None, head_type: str | None) -> None:
    """Does this link join what its kind may join? ``None`` as a type: the node is not in the case."""
    kind = LINK_TYPES[link.type]
    for role, node, found, allowed in (
        ("tail", link.tail, tail_type, kind.tails),
        ("head", link.head, head_type, kind.heads),
    ):
        if found is None:
            raise WrongRecord("{place}: the link {type} names {node}, which is in no source of the case. Import the file "
                              "that tells of it first, or both together.",
                              place=link.locator, type=link.type, node=node)  # fmt: skip
        if found not in allowed:
            raise WrongRecord("{place}: the {role} of {type} is a {found}; allowed are {allowed}.",
                              place=link.locator, role=role, type=link.type, found=found,
                              allowed=", ".join(sorted(allowed)))  # fmt: skip
    begin, end = link.props.get("from_date"), link.props.get("to_date")
    if isinstance(begin, str) and isinstance(end, str) and PartialDate(begin).earliest > PartialDate(end).latest:
        raise WrongRecord("{place}: the link {type} ends on {end}, before it begins on {begin}.",
                              place=link.locator, type=link.type, end=end, begin=begin)  # fmt: skip
