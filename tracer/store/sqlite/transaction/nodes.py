"""Writes the records of a source about nodes, separately from those of other sources."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from graph_schema.records.fields import Props
from graph_schema.records.nodes import Node, check_node
from tracer.store.ports.store_values import Written
from tracer.store.semantics.canonical import read_props, write_list, write_props
from tracer.store.semantics.conflicts import add_fields, other_fields, other_type
from tracer.store.semantics.search_terms import find_terms
from tracer.store.sqlite.transaction.changes import Changes

_FIND_NODES = "SELECT id, no, type FROM node WHERE id IN (SELECT value FROM json_each(?))"
_FIND_RECORDS = """
SELECT node, props FROM node_record WHERE source = ? AND node IN (SELECT value FROM json_each(?))
"""
_WRITE_RECORD = """
INSERT INTO node_record (node, source, props, locator) VALUES (?, ?, ?, ?)
ON CONFLICT (node, source) DO UPDATE SET props = excluded.props
"""


def number_nodes(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Give each id a number, whether a source states the node or not."""
    connection.executemany("INSERT INTO node (id) VALUES (?) ON CONFLICT (id) DO NOTHING", [(id_,) for id_ in ids])


def write_nodes(connection: sqlite3.Connection, changes: Changes, source: int, nodes: Sequence[Node]) -> Written:
    """Write what the source states of these nodes. The locator of a node is the first place that mentions it.

    The same source can add fields later. A field with another value than before is a conflict.
    """
    for node in nodes:
        check_node(node)
    ids = write_list([node.id for node in nodes])
    number_nodes(connection, [node.id for node in nodes])
    found = {id_: (no, type_) for id_, no, type_ in connection.execute(_FIND_NODES, (ids,))}
    numbers = write_list([no for no, _ in found.values()])
    stated: dict[int, Props] = {
        no: read_props(text) for no, text in connection.execute(_FIND_RECORDS, (source, numbers))
    }
    typed: list[tuple[str, int]] = []
    written: dict[int, Node] = {}
    added, known, conflicts = 0, 0, []
    for node in nodes:
        no, type_ = found[node.id]
        if type_ is None:
            found[node.id] = (no, node.type)
            typed.append((node.type, no))
        elif type_ != node.type:
            conflicts.append(other_type(node.locator, node.id, type_, node.type))
            continue
        differing, together = add_fields(stated.get(no), node.props)
        if differing:
            conflicts.append(other_fields(node.locator, node.id, differing))
        elif together is None:
            known += 1
        else:
            added += 1
            stated[no] = together
            written.setdefault(no, node)
    connection.executemany("UPDATE node SET type = ? WHERE no = ?", typed)
    connection.executemany(
        _WRITE_RECORD, [(no, source, write_props(stated[no]), node.locator) for no, node in written.items()]
    )
    connection.executemany(
        "INSERT INTO term (text, node) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(term, no) for no, node in written.items() for term in sorted(find_terms(node.type, stated[no]))],
    )
    if added:
        changes.mark(source, "node")
        changes.statements.update(no for no, node in written.items() if node.type == "Statement")
    return Written(added, known, tuple(conflicts))
