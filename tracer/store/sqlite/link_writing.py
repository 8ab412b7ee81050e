"""What a source says of links, written beside what others say."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from graph_schema.fields import Value
from graph_schema.links import Link, check_link
from graph_schema.rules import check_ends
from tracer.store.canonical import read_props, write_list, write_props
from tracer.store.conflicts import other_ends, other_fields
from tracer.store.port import Written
from tracer.store.sqlite.changes import Changes
from tracer.store.sqlite.node_writing import number_nodes

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
    """Keep what the source says of these links; the first place that mentions a link stays its locator.

    A second telling by the same source may add fields; a field told differently is a conflict.
    Raises: WrongRecord where an end is in no source (unless it may wait), or of a kind that may not stand there.
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
    told: dict[int, dict[str, Value]] = {
        no: read_props(text) for no, text in connection.execute(_FIND_RECORDS, (source, numbers))
    }
    written: dict[int, Link] = {}
    added, known, conflicts = 0, 0, []
    for link in links:
        no, joined = found[link.id]
        if joined != (link.type, nodes[link.tail][0], nodes[link.head][0]):
            conflicts.append(other_ends(link.locator, link.id))
            continue
        before = told.get(no, {})
        differing = [name for name, value in link.props.items() if before.get(name, value) != value]
        if differing:
            conflicts.append(other_fields(link.locator, link.id, differing))
        elif no in told and link.props.keys() <= before.keys():
            known += 1
        else:
            added += 1
            told[no] = {**before, **link.props}
            written.setdefault(no, link)
    connection.executemany(
        _WRITE_RECORD, [(no, source, write_props(told[no]), link.locator) for no, link in written.items()]
    )
    if added:
        changes.mark(source, "link")
    return Written(added, known, tuple(conflicts))
