"""May an entry of another store's log follow the last one of this?"""

from __future__ import annotations

from graph_schema.journal import LogEntry, chain_deed
from tracer.store.errors import BrokenChain


def check_follows(entry: LogEntry, last: LogEntry | None) -> None:
    """Is this the entry that follows ``last`` (None: the first of a case), as it was sealed?

    Raises BrokenChain for another place, another previous entry, or a deed that its hash does not seal.
    """
    if entry != chain_deed(entry.deed, last):
        raise BrokenChain(
            "Entry {found} of the log does not follow entry {last} of the log here: an entry was changed, removed or "
            "added. Verify both cases.",
            found=entry.seq,
            last=0 if last is None else last.seq,
        )
