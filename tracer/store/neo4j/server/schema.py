"""The database of a case: made empty, its constraints and indexes brought up to date, or recognised as ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from graph_schema.audit_log import GENESIS
from graph_schema.errors import NotFound
from graph_schema.rendering.cypher import SCHEMA_VERSION, render_constraints, render_indexes
from tracer.store.errors import NotACase
from tracer.store.neo4j.queries import case as case_queries
from tracer.store.neo4j.queries import upgrade as upgrade_queries
from tracer.store.neo4j.server.connection import Connection, run
from tracer.store.semantics.seals import seal_case
from tracer.store.upgrades.step import check_form

_OVER: Final = re.compile(r"[(\[][nr]:([\w|]+)[)\]]")
_PROPERTY: Final = re.compile(r"\b[nr]\.(\w+)")


def create_case(connection: Connection, unfinished: str = "") -> None:
    """Make an empty case where the database is empty; of a case that is there, bring the indexes up to date.

    ``unfinished``: the command that is to fill a case made now, and without which it is no case.
    Raises: NotACase where the database holds something else; StoreTooNew, StoreTooOld.
    """
    found = _read_form(connection)
    if found is None and _holds_something(connection):
        raise _not_ours(connection)
    if found is not None:
        check_form(connection.address, found[0], SCHEMA_VERSION, unfinished=found[1])
    update_indexes(connection)
    asked = {
        "form": SCHEMA_VERSION, "genesis": GENESIS, "digest": seal_case([]), "lanes": list(case_queries.LANES),
        "unfinished": unfinished or None,
    }  # fmt: skip
    connection.write(lambda t: run(t, case_queries.CREATE_CASE, **asked))
    connection.write(lambda t: run(t, case_queries.AWAIT_INDEXES))


def update_indexes(connection: Connection) -> None:
    """Make the constraints and indexes that are missing, and anew those that are not as the schema has them."""
    kept = {str(row["name"]): row for row in connection.ask(case_queries.SHOW_INDEXES)}
    for statement in (*render_constraints(), *render_indexes()):
        found = kept.get(index_name(statement))
        if found is not None and agrees(statement, found):
            continue
        if found is not None:
            drop = case_queries.DROP_CONSTRAINT if found["owningConstraint"] else case_queries.DROP_INDEX
            connection.write(lambda t, drop=drop, found=found: run(t, drop, name=found["name"]))  # type: ignore[misc]  # bound now
        connection.write(lambda t, statement=statement: run(t, statement))  # type: ignore[misc]  # bound now


def index_name(statement: str) -> str:
    """The name that a statement of the schema gives its index."""
    return statement.removeprefix("CREATE ").removeprefix("FULLTEXT ").split(" ", 2)[1]


def agrees(statement: str, found: Mapping[str, Any]) -> bool:
    """Is the index that bears the statement's name the one that the statement makes: over what, and is it unique?

    One of an earlier form of the schema may lack a kind of node that came later, and a search would not meet it.
    """
    labels, properties = _OVER.findall(statement)[0], _PROPERTY.findall(statement)
    return (
        set(found["labelsOrTypes"]) == set(labels.split("|"))
        and set(found["properties"]) == set(properties)
        and (found["owningConstraint"] is not None) == statement.startswith("CREATE CONSTRAINT")
    )


def check_case(connection: Connection) -> None:
    """Is this the database of a case that this version works with?

    Raises: NotFound, NotACase, StoreTooNew, StoreTooOld.
    """
    form, upgrading = read_form(connection)
    check_form(connection.address, form, SCHEMA_VERSION, unfinished=upgrading)


def read_form(connection: Connection) -> tuple[int, bool]:
    """Which form does the case in this database have, and is an upgrade of it under way?

    Raises: NotFound, NotACase; StoreTooOld while the copy of a broken upgrade is being put back.
    """
    found = _read_form(connection)
    if found is None:
        if connection.ask(upgrade_queries.READ_RESTORE):
            check_form(connection.address, SCHEMA_VERSION, SCHEMA_VERSION, unfinished=True)
        if _holds_something(connection):
            raise _not_ours(connection)
        raise NotFound(
            "There is no case at {address}. Check the address, or make a case there: tracer init --store {address}",
            address=connection.address,
        )
    return found


def _read_form(connection: Connection) -> tuple[int, bool] | None:
    rows = connection.ask(case_queries.READ_CASE)
    return (int(rows[0]["form"]), rows[0]["upgrading"] is not None) if rows else None


def _holds_something(connection: Connection) -> bool:
    return bool(connection.ask(case_queries.COUNT_NODES)[0]["count"])


def _not_ours(connection: Connection) -> NotACase:
    return NotACase(
        "The database at {address} holds a graph that is not a case of Tracer. Nothing was written. Name an empty "
        "database, or another server.",
        address=connection.address,
    )
