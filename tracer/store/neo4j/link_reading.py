"""Links read as all their sources together tell them; one whose end no source tells any more waits unseen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from graph_schema.links import LINK_TYPES, Link
from graph_schema.views import LinkView
from tracer.store.neo4j import statements
from tracer.store.neo4j.connection import Reader
from tracer.store.neo4j.draft import TYPE_OF_LABEL
from tracer.store.neo4j.node_reading import read_tellers
from tracer.store.neo4j.told import Tellers, read_told
from tracer.store.port import NeighbourCount
from tracer.store.record_merging import merge_link

LINK_EXPORT = pa.schema([(name, pa.string()) for name in ("id", "type", "tail", "head", "from_date", "to_date")])


def read_links(reader: Reader, types: Iterable[str], node: str | None = None) -> tuple[LinkView, ...]:
    """All links, or those of these types, or those that leave or reach a node, by id."""
    chosen = set(types)
    labels = [kind.label for name, kind in LINK_TYPES.items() if not chosen or name in chosen]
    if node is None:
        rows = reader.rows(statements.LINKS_OF_TYPES, labels=labels)
    else:
        rows = reader.rows(statements.LINKS_OF_NODE, labels=labels, node=node)
    tellers = read_tellers(reader)
    views = {row["id"]: _view(row, tellers) for row in rows}
    return tuple(views[id_] for id_ in sorted(views))


def count_links(reader: Reader, node: str) -> list[NeighbourCount]:
    """How many links of each type leave (``out``) or reach (``in``) a node?"""
    rows = reader.rows(statements.COUNT_LINKS, node=node)
    return [NeighbourCount(TYPE_OF_LABEL[row["label"]], row["direction"], row["count"]) for row in rows]


def export_links(reader: Reader) -> pa.Table:
    """Columns id, type, tail, head, from_date, to_date, by id."""
    views = read_links(reader, ())
    dates = ("from_date", "to_date")
    columns = [[getattr(view, name) for view in views] for name in LINK_EXPORT.names if name not in dates]
    columns += [[view.props.get(name) for view in views] for name in dates]
    return pa.table([pa.array(column, pa.string()) for column in columns], schema=LINK_EXPORT)


def _view(row: Mapping[str, Any], tellers: Tellers) -> LinkView:
    kind = TYPE_OF_LABEL[row["label"]]
    return merge_link(
        (tellers.by_number[number], Link(row["id"], kind, row["tail"], row["head"], said.props, said.locator))
        for number, said in read_told(row["told"]).items()
    )
