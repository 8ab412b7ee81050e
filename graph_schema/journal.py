"""The record of who did what: each entry carries the hash of the one before, so a changed or missing one shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person did, before it has its place in the chain. ``at`` is UTC, ISO 8601 with seconds and ``Z``.

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
    """A deed in its place: ``seq`` from 1 without gaps, ``previous`` and ``hash`` as 64 hexadecimal digits."""

    seq: int
    deed: Deed
    previous: str
    hash: str


def hash_deed(seq: int, deed: Deed, previous: str) -> str:
    """Which hash seals this deed at this place? SHA-256 over canonical JSON of place, deed and previous hash."""
    fields = [
        seq,
        deed.at,
        deed.actor,
        deed.role,
        deed.action,
        deed.subject,
        deed.reason,
        deed.detail,
        previous,
    ]
    data = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(data).hexdigest()


def chain_deed(deed: Deed, last: LogEntry | None) -> LogEntry:
    """The entry that follows ``last`` (None: the first of a case)."""
    seq, previous = (1, GENESIS) if last is None else (last.seq + 1, last.hash)
    return LogEntry(seq, deed, previous, hash_deed(seq, deed, previous))


def find_break(entries: Iterable[LogEntry]) -> int | None:
    """At which place is the chain broken? The ``seq`` expected there, or None when it holds.

    Does not notice entries cut off at the end: compare the last hash with one printed on an export.
    """
    seq, previous = 1, GENESIS
    for entry in entries:
        if (entry.seq, entry.previous) != (seq, previous) or hash_deed(seq, entry.deed, previous) != entry.hash:
            return seq
        seq, previous = seq + 1, entry.hash
    return None
