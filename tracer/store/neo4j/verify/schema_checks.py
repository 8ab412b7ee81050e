"""Verifies that the graph follows the schema, shows what its sources state, and holds nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graph_schema.errors import WrongRecord
from graph_schema.messages import N_
from graph_schema.records.links import Link, check_link
from graph_schema.records.nodes import Node, check_node
from graph_schema.records.rules import check_ends
from graph_schema.rendering.cypher import render_constraints, render_indexes
from tracer.store.neo4j.queries import case as case_queries
from tracer.store.neo4j.reading.snapshot import Snapshot
from tracer.store.neo4j.server.schema import agrees, index_name
from tracer.store.neo4j.stored.records import SourceRecord
from tracer.store.neo4j.verify.check_result import report_check
from tracer.store.neo4j.verify.display_check import find_differing_display
from tracer.store.ports.store_values import Check


def check_engine(snapshot: Snapshot) -> Iterator[Check]:
    """Checks indexes and constraints, and the rules of the schema that they cannot enforce."""
    wanted = {index_name(statement): statement for statement in (*render_constraints(), *render_indexes())}
    rows = [row for row in snapshot.reader.rows(case_queries.SHOW_INDEXES) if row["name"] in wanted]
    sound = {row["name"] for row in rows if row["state"] == "ONLINE" and agrees(wanted[row["name"]], row)}
    found = sorted(wanted.keys() - sound)
    unit = snapshot.unit
    for node in unit.live_nodes():

        def check_one(record: SourceRecord, id_: str = node.id, kind: str = node.type) -> None:
            check_node(Node(id_, kind, record.props, record.locator))

        found += _problems(node.by_source, check_one)
    for link in unit.live_links():
        types = unit.type_of(link.tail), unit.type_of(link.head)

        def check(record: SourceRecord, link: Any = link, types: Any = types) -> None:
            checked = Link(link.id, link.type, link.tail, link.head, record.props, record.locator)
            check_link(checked)
            if None not in types:
                check_ends(checked, *types)

        found += _problems(link.by_source, check)
    yield report_check(
        "engine",
        found,
        N_("The database has its indexes, and every record follows the schema."),
        N_(
            "The database lacks an index, or a record does not follow the schema: {found}. Run init, or rebuild the case."
        ),
    )


def _problems(checked: Mapping[int, SourceRecord], check: Callable[[SourceRecord], None]) -> list[str]:
    found = []
    for record in checked.values():
        try:
            check(record)
        except WrongRecord as error:
            found.append(str(error))
    return found


def check_display(snapshot: Snapshot) -> Iterator[Check]:
    """Checks that the properties that the console shows are those that the sources state."""
    yield report_check(
        "shown",
        find_differing_display(snapshot),
        N_("Every node, link and event shows in the graph what its sources state."),
        N_(
            "{count} nodes, links or events do not show in the graph what their sources state: {found}. Queries in the "
            "console give wrong answers. Rebuild the case from its kept sources."
        ),
    )


def check_foreign(snapshot: Snapshot) -> Iterator[Check]:
    """Checks that all data of the graph belong to the case."""
    yield report_check(
        "foreign",
        snapshot.foreign,
        N_("The graph holds only records of the case."),
        N_(
            "The graph holds data that do not belong to the case: {found}. Find out who else writes to the server. Remove "
            "these data, or rebuild the case from its kept sources."
        ),
    )
