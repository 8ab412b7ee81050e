"""Defines the audit log: each entry contains the hash of the entry before, so that a changed or missing entry is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One act of a person, without its position in the chain. ``at`` is UTC, ISO 8601 with seconds and ``Z``.

    ``detail`` holds ids and counts, never names or account numbers. ``reason`` is required for sensitive reads
    (Directive 2016/680, article 25).
    """

    at: str
    actor: str
    role: str
    action: str
    subject: str = ""
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An audit event at its position: ``seq`` from 1 without gaps, ``previous`` and ``hash`` as 64 hexadecimal digits."""

    seq: int
    audit_event: AuditEvent
    previous: str
    hash: str


def hash_audit_event(seq: int, audit_event: AuditEvent, previous: str) -> str:
    """Which hash has this event at this position? SHA-256 over canonical JSON of position, event and previous hash."""
    fields = [
        seq,
        audit_event.at,
        audit_event.actor,
        audit_event.role,
        audit_event.action,
        audit_event.subject,
        audit_event.reason,
        audit_event.detail,
        previous,
    ]
    data = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(data).hexdigest()


def chain_audit_event(audit_event: AuditEvent, last: LogEntry | None) -> LogEntry:
    """The entry that follows ``last`` (None: the first of a case)."""
    seq, previous = (1, GENESIS) if last is None else (last.seq + 1, last.hash)
    return LogEntry(seq, audit_event, previous, hash_audit_event(seq, audit_event, previous))


@dataclass(frozen=True, slots=True)
class SetBack:
    """An entry whose time ``at`` is earlier than ``before``, the time of the previous entry."""

    seq: int
    at: str
    before: str


def find_set_backs(entries: Iterable[LogEntry], leeway_seconds: int = 0) -> tuple[SetBack, ...]:
    """At which entries is the time earlier than at the previous entry, by more than ``leeway_seconds``?

    The position in the chain is the true order; the time comes from a clock. An entry with an invalid time is
    reported too. Cost: one pass.
    """
    found, before = [], ""
    for entry in entries:
        at = entry.audit_event.at
        if before and _seconds(at) + leeway_seconds < _seconds(before):
            found.append(SetBack(entry.seq, at, before))
        before = at
    return tuple(found)


def _seconds(at: str) -> int:
    """Seconds since the year 1; 0 for an invalid time."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return 0
    return moment.toordinal() * 86_400 + moment.hour * 3_600 + moment.minute * 60 + moment.second


def find_break(entries: Iterable[LogEntry]) -> int | None:
    """At which position is the chain broken? The ``seq`` expected there, or None if the chain is intact.

    Does not detect entries removed at the end: compare the last hash with one printed on an export.
    """
    seq, previous = 1, GENESIS
    for entry in entries:
        if (entry.seq, entry.previous) != (seq, previous) or hash_audit_event(
            seq, entry.audit_event, previous
        ) != entry.hash:
            return seq
        seq, previous = seq + 1, entry.hash
    return None
