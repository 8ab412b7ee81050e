"""Exports the words and identifiers by which nodes are found."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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
    lists: Any = pc.split_pattern(nodes.column("terms").combine_chunks(), " ")
    terms: Any = pc.list_flatten(lists)
    # A term with an underscore is a full name; its words are terms too. A node without terms has one empty term.
    single = pc.match_substring_regex(terms, "^[^_]+$")
    node_of = np.asarray(pc.list_parent_indices(lists).filter(single), np.int64)
    encoded: Any = pc.dictionary_encode(terms.filter(single))
    order = np.asarray(pc.sort_indices(encoded.dictionary))
    place_of = np.empty(len(order), np.int64)
    place_of[order] = np.arange(len(order))
    words = encoded.dictionary.take(pa.array(order))
    return pack_words(nodes.select(WORD_NODES.names), words, place_of[np.asarray(encoded.indices)], node_of)
