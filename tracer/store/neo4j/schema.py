"""The database of a case: made empty, its constraints and indexes brought up to date, or recognised as ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from graph_schema.cypher import SCHEMA_VERSION, render_constraints, render_indexes
from graph_schema.errors import NotFound
from graph_schema.journal import GENESIS
from tracer.store.errors import NotACase, StoreTooNew
from tracer.store.neo4j import statements
from tracer.store.neo4j.connection import Connection, run
from tracer.store.sealing import seal_case

_OVER: Final = re.compile(r"[(\[][nr]:([\w|]+)[)\]]")
_PROPERTY: Final = re.compile(r"\b[nr]\.(\w+)")


def create_case(connection: Connection) -> None:
    """Make an empty case where the database is empty; of a case that is there, bring the indexes up to date.

    Raises: NotACase where the database holds something else; StoreTooNew.
    """
    form = _read_form(connection)
    if form is None and _holds_something(connection):
        raise _not_ours(connection)
    if form is not None:
        _refuse_newer(connection, form)
    kept = {str(row["name"]): row for row in connection.ask(statements.SHOW_INDEXES)}
    for statement in (*render_constraints(), *render_indexes()):
        found = kept.get(index_name(statement))
        if found is not None and agrees(statement, found):
            continue
        if found is not None:
            drop = statements.DROP_CONSTRAINT if found["owningConstraint"] else statements.DROP_INDEX
            connection.write(lambda t, drop=drop, found=found: run(t, drop, name=found["name"]))  # type: ignore[misc]  # bound now
        connection.write(lambda t, statement=statement: run(t, statement))  # type: ignore[misc]  # bound now
    asked = {"form": SCHEMA_VERSION, "genesis": GENESIS, "digest": seal_case([]), "lanes": list(statements.LANES)}
    connection.write(lambda t: run(t, statements.CREATE_CASE, **asked))
    connection.write(lambda t: run(t, statements.RAISE_FORM, form=SCHEMA_VERSION))
    connection.write(lambda t: run(t, statements.AWAIT_INDEXES))


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
    """Is this the database of a case that this version can read?

    Raises: NotFound, NotACase, StoreTooNew.
    """
    form = _read_form(connection)
    if form is None:
        if _holds_something(connection):
            raise _not_ours(connection)
        raise NotFound(
            "There is no case at {address}. Check the address, or make a case there: tracer init --store {address}",
            address=connection.address,
        )
    _refuse_newer(connection, form)


def _read_form(connection: Connection) -> int | None:
    rows = connection.ask(statements.READ_CASE)
    return int(rows[0]["form"]) if rows else None


def _holds_something(connection: Connection) -> bool:
    return bool(connection.ask(statements.COUNT_NODES)[0]["count"])


def _not_ours(connection: Connection) -> NotACase:
    return NotACase(
        "The database at {address} holds a graph that is not a case of Tracer. Nothing was written. Name an empty "
        "database, or another server.",
        address=connection.address,
    )


def _refuse_newer(connection: Connection, form: int) -> None:
    if form > SCHEMA_VERSION:
        raise StoreTooNew(
            "The case {path} has form {found}, and this program reads forms up to {known}. Update Tracer.",
            path=connection.address,
            found=form,
            known=SCHEMA_VERSION,
        )
