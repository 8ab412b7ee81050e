"""Writes the records of a source about links, separately from those of other sources."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from graph_schema.records.fields import Props
from graph_schema.records.links import Link, check_link
from graph_schema.records.rules import check_ends
from tracer.store.ports.store_values import Written
from tracer.store.semantics.canonical import read_props, write_list, write_props
from tracer.store.semantics.conflicts import add_fields, other_ends, other_fields
from tracer.store.sqlite.transaction.changes import Changes
from tracer.store.sqlite.transaction.nodes import number_nodes

_FIND_ENDS = """
SELECT id, no, type FROM node WHERE id IN (SELECT value FROM json_each(?))
"""
_WRITE_LINK = """
INSERT INTO link (id, type, tail, head) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""
_FIND_LINKS = "SELECT id, no, type, tail, head FROM link WHERE id IN (SELECT value FROM json_each(?))"
_FIND_RECORDS = """
SELECT link, props FROM link_record WHERE source = ? AND link IN (SELECT value FROM json_each(?))
"""
_WRITE_RECORD = """
INSERT INTO link_record (link, source, props, locator) VALUES (?, ?, ?, ?)
ON CONFLICT (link, source) DO UPDATE SET props = excluded.props
"""


def write_links(
    connection: sqlite3.Connection,
    changes: Changes,
    source: int,
    links: Sequence[Link],
    *,
    ends_may_wait: bool = False,
) -> Written:
    """Write what the source states of these links. The locator of a link is the first place that mentions it.

    The same source can add fields later. A field with another value than before is a conflict.
    Raises: WrongRecord if no source states an end (unless ``ends_may_wait``), or if the type of an end is not allowed.
    """
    ends = sorted({end for link in links for end in (link.tail, link.head)})
    if ends_may_wait:
        number_nodes(connection, ends)
    nodes = {id_: (no, type_) for id_, no, type_ in connection.execute(_FIND_ENDS, (write_list(ends),))}
    for link in links:
        check_link(link)
        types = [nodes.get(end, (0, None))[1] for end in (link.tail, link.head)]
        if None not in types or not ends_may_wait:
            check_ends(link, *types)
    connection.executemany(
        _WRITE_LINK, [(link.id, link.type, nodes[link.tail][0], nodes[link.head][0]) for link in links]
    )
    rows = connection.execute(_FIND_LINKS, (write_list([link.id for link in links]),))
    found = {id_: (no, (type_, tail, head)) for id_, no, type_, tail, head in rows}
    numbers = write_list([no for no, _ in found.values()])
    stated: dict[int, Props] = {
        no: read_props(text) for no, text in connection.execute(_FIND_RECORDS, (source, numbers))
    }
    written: dict[int, Link] = {}
    added, known, conflicts = 0, 0, []
    for link in links:
        no, joined = found[link.id]
        if joined != (link.type, nodes[link.tail][0], nodes[link.head][0]):
            conflicts.append(other_ends(link.locator, link.id))
            continue
        differing, together = add_fields(stated.get(no), link.props)
        if differing:
            conflicts.append(other_fields(link.locator, link.id, differing))
        elif together is None:
            known += 1
        else:
            added += 1
            stated[no] = together
            written.setdefault(no, link)
    connection.executemany(
        _WRITE_RECORD, [(no, source, write_props(stated[no]), link.locator) for no, link in written.items()]
    )
    if added:
        changes.mark(source, "link")
    return Written(added, known, tuple(conflicts))
