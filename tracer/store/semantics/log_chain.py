"""Checks that an entry of another log follows the last entry of this log."""

from __future__ import annotations

from graph_schema.audit_log import LogEntry, chain_audit_event
from tracer.store.errors import BrokenChain


def check_follows(entry: LogEntry, last: LogEntry | None) -> None:
    """Does this entry follow ``last`` (None: it is the first entry of a case), and is its hash right?

    Raises BrokenChain for another number, another previous entry, or a hash that does not match the act.
    """
    if entry != chain_audit_event(entry.audit_event, last):
        raise BrokenChain(
            "Entry {found} of the log does not follow entry {last}, the last one of this case: an entry was changed, "
            "removed or added. Verify both cases.",
            found=entry.seq,
            last=0 if last is None else last.seq,
        )
