"""Which ids of nodes and links a view may name: those that the case has."""

from __future__ import annotations

import re
from typing import Final

from tracer.casework.sessions.session import Session

_MONEY: Final = re.compile(r"(?:sum|price):(?P<tail>[^>]*)>(?P<head>[^>]*):(?:[A-Z]{3})?")


def is_node(session: Session, node: str) -> bool:
    """Does the case have this node? Cost: none once the graph of this data version is there."""
    graph = session.graph()
    return node in graph.nodes or graph.account_of(node) in graph.nodes


def is_link(session: Session, link: str) -> bool:
    """Does the case have this link, or is it a line of money between two of its nodes? Cost: one pass over all links."""
    money = _MONEY.fullmatch(link)
    if money is not None:
        ends = [end for end in (money["tail"], money["head"]) if end]
        return bool(ends) and all(is_node(session, end) for end in ends)
    return any(known.id == link for known in session.graph().links)


def log_target(session: Session, target: str) -> str:
    """What the log keeps of this id: the id if the case has it, else ``?``. A request can hold any text, a victim's too."""
    return target if is_node(session, target) or is_link(session, target) else "?"
