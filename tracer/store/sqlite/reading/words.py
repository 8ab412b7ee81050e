"""Exports the words and identifiers by which nodes are found."""

from __future__ import annotations

import sqlite3

import numpy as np
import pyarrow as pa

from tracer.store.ports.store_values import WORD_NODES, WordExport
from tracer.store.semantics.word_export import pack_words
from tracer.store.sqlite.reading.arrow import read_table

_NODES = """
SELECT no, id, type FROM node WHERE EXISTS (SELECT 1 FROM node_record WHERE node_record.node = node.no) ORDER BY id
"""
# A term with a blank is a full name; its words are terms too. One row a word, because rows are what reading costs.
_WORDS = "SELECT text, group_concat(node) FROM term WHERE instr(text, ' ') = 0 GROUP BY text ORDER BY text"
_READ = pa.schema([pa.field("no", pa.int64()), *WORD_NODES])
_ROWS = 20_000


def export_words(connection: sqlite3.Connection) -> WordExport:
    """The nodes by id, and each word with the nodes that have it. Cost: one pass over the nodes and the terms."""
    nodes = read_table(connection, _NODES, (), _READ)
    numbers = np.asarray(nodes.column("no"))
    place_of = np.zeros(int(numbers.max(initial=0)) + 1, np.int64)
    place_of[numbers] = np.arange(len(numbers))
    words: list[str] = []
    counts, places = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    cursor = connection.execute(_WORDS)
    while rows := cursor.fetchmany(_ROWS):
        words += [text for text, _ in rows]
        counts.append(np.array([found.count(",") + 1 for _, found in rows]))
        places.append(place_of[np.fromstring(",".join([found for _, found in rows]), np.int64, sep=",")])
    word_of = np.repeat(np.arange(len(words)), np.concatenate(counts))
    return pack_words(nodes.drop_columns(["no"]), pa.array(words, pa.string()), word_of, np.concatenate(places))
