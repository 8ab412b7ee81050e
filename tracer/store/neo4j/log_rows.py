"""Entries of the two chains as they lie in the graph."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import neo4j

from graph_schema.journal import GENESIS, Deed, LogEntry
from tracer.store.neo4j.connection import run

_DEED = tuple(field.name for field in dataclasses.fields(Deed))


def log_row(entry: LogEntry) -> dict[str, Any]:
    """The properties of an entry."""
    deed = {name: getattr(entry.deed, name) for name in _DEED}
    return {"seq": entry.seq, **deed, "previous": entry.previous, "hash": entry.hash}


def read_log_row(row: Mapping[str, Any]) -> LogEntry:
    """The entry that these properties hold; what is missing is empty, so that the chain shows the damage."""
    deed = Deed(*(str(row.get(name, "")) for name in _DEED))
    return LogEntry(int(row["seq"]), deed, str(row.get("previous", "")), str(row.get("hash", "")))


def end_of_chain(seq: int, hash_: str) -> LogEntry | None:
    """What the next entry follows: the place and hash noted when the last one was written."""
    return None if hash_ == GENESIS else LogEntry(seq, Deed("", "", "", ""), "", hash_)


def holds_entry(transaction: neo4j.ManagedTransaction, statement: str, entry: LogEntry) -> bool:
    """Does the chain that this statement reads hold the entry, at its place?"""
    rows = run(transaction, statement, after=entry.seq - 1, limit=1)
    return bool(rows) and read_log_row(rows[0]["entry"]) == entry
