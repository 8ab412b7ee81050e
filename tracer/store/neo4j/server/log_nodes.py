"""Converts entries of the two logs from and to properties of nodes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import neo4j

from graph_schema.audit_log import GENESIS, AuditEvent, LogEntry
from tracer.store.neo4j.server.connection import run

_AUDIT_EVENT = tuple(field.name for field in dataclasses.fields(AuditEvent))


def log_row(entry: LogEntry) -> dict[str, Any]:
    """The properties of an entry."""
    audit_event = {name: getattr(entry.audit_event, name) for name in _AUDIT_EVENT}
    return {"seq": entry.seq, **audit_event, "previous": entry.previous, "hash": entry.hash}


def read_log_row(row: Mapping[str, Any]) -> LogEntry:
    """The entry of these properties. A missing property is empty, so that the check of the chain finds the damage."""
    audit_event = AuditEvent(*(str(row.get(name, "")) for name in _AUDIT_EVENT))
    return LogEntry(int(row["seq"]), audit_event, str(row.get("previous", "")), str(row.get("hash", "")))


def end_of_chain(seq: int, hash_: str) -> LogEntry | None:
    """The entry that the next one follows, with the recorded number and hash of the last entry; None for an empty chain."""
    return None if hash_ == GENESIS else LogEntry(seq, AuditEvent("", "", "", ""), "", hash_)


def holds_entry(transaction: neo4j.ManagedTransaction, statement: str, entry: LogEntry) -> bool:
    """Does the chain that this statement reads contain the entry, at its number?"""
    rows = run(transaction, statement, after=entry.seq - 1, limit=1)
    return bool(rows) and read_log_row(rows[0]["entry"]) == entry
