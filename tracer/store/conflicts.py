"""What a store could not keep because the case has it otherwise, in the same words whatever the engine."""

from __future__ import annotations

from collections.abc import Iterable

from graph_schema.words import Sentence


def other_type(locator: str, id_: str, kept: str, told: str) -> Sentence:
    """A node that is of another kind in the case."""
    return Sentence("{place}: {id} is a {kept}, not a {told}", place=locator, id=id_, kept=kept, told=told)


def other_fields(locator: str, id_: str, fields: Iterable[str]) -> Sentence:
    """A node or link of which the same source told these fields differently before."""
    return Sentence(
        "{place}: {id} is told with another {fields}", place=locator, id=id_, fields=", ".join(sorted(fields))
    )


def other_ends(locator: str, id_: str) -> Sentence:
    """A link that joins other nodes in the case."""
    return Sentence("{place}: {id} already joins other nodes or is of another kind", place=locator, id=id_)


def other_parties(locator: str, id_: str) -> Sentence:
    """A transfer that went elsewhere in the case."""
    return Sentence("{place}: transfer {id} is kept with other parties, amounts or value date", place=locator, id=id_)


def other_row(locator: str, id_: str) -> Sentence:
    """A row of a statement of which the same source told otherwise before."""
    return Sentence("{place}: transfer {id} is kept with other content in the same row", place=locator, id=id_)
