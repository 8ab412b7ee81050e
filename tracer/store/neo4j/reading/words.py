"""Exports the words and identifiers by which nodes are found."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from graph_schema.records.nodes import NODE_TYPES
from tracer.store.neo4j.queries import nodes as nodes_queries
from tracer.store.neo4j.server.connection import SnapshotReader
from tracer.store.ports.store_values import WORD_NODES, WordExport
from tracer.store.semantics.word_export import pack_words

_READ = WORD_NODES.append(pa.field("terms", pa.string()))


def export_words(reader: SnapshotReader) -> WordExport:
    """The nodes by id, and each word with the nodes that have it. Cost: one pass over the nodes."""
    parts = []
    for name in NODE_TYPES:
        row = reader.rows(nodes_queries.EXPORT_TERMS[name])[0]
        columns = [row["ids"], [name] * len(row["ids"]), row["terms"]]
        parts.append(pa.table([pa.array(column, pa.string()) for column in columns], schema=_READ))
    nodes = pa.concat_tables(parts).sort_by("id")
    found = [
        (term, place)
        for place, terms in enumerate(nodes.column("terms").to_pylist())
        for term in str(terms).split()
        # A term with an underscore is a full name; its words are terms too.
        if "_" not in term
    ]
    words = sorted({term for term, _ in found})
    place_of = {term: place for place, term in enumerate(words)}
    word_of = np.fromiter((place_of[term] for term, _ in found), np.int64, len(found))
    node_of = np.fromiter((place for _, place in found), np.int64, len(found))
    return pack_words(nodes.select(WORD_NODES.names), pa.array(words, pa.string()), word_of, node_of)
