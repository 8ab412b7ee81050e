"""The messages for records that conflict with records of the case. Both stores use the same messages."""

from __future__ import annotations

from collections.abc import Iterable

from graph_schema.messages import Message
from graph_schema.records.fields import Props


def add_fields(before: Props | None, stated: Props) -> tuple[list[str], Props | None]:
    """Compares the fields that a source states with those that it stated before (None: no record before).

    Returns the names of fields with another value than before, which are a conflict; and all fields together, or None
    if no field is new or a field differs.
    """
    earlier = before or {}
    differing = [name for name, value in stated.items() if earlier.get(name, value) != value]
    if differing or (before is not None and stated.keys() <= before.keys()):
        return differing, None
    return [], {**earlier, **stated}


def other_type(locator: str, id_: str, kept: str, stated: str) -> Message:
    """The conflict: the node has another type in the case."""
    return Message("{place}: {id} is a {kept}, not a {stated}", place=locator, id=id_, kept=kept, stated=stated)


def other_fields(locator: str, id_: str, fields: Iterable[str]) -> Message:
    """The conflict: the same source stated these fields of a node or link with other values before."""
    return Message(
        "{place}: this source already states other values of {id}: {fields}",
        place=locator,
        id=id_,
        fields=", ".join(sorted(fields)),
    )


def other_ends(locator: str, id_: str) -> Message:
    """The conflict: the link joins other nodes in the case."""
    return Message("{place}: {id} already joins other nodes or is of another kind", place=locator, id=id_)


def other_parties(locator: str, id_: str) -> Message:
    """The conflict: the transfer has other parties, amounts or another value date in the case."""
    return Message("{place}: transfer {id} is kept with other parties, amounts or value date", place=locator, id=id_)


def other_row(locator: str, id_: str) -> Message:
    """The conflict: the same source stated this row with other content before."""
    return Message("{place}: transfer {id} is kept with other content in the same row", place=locator, id=id_)
