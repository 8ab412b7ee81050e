"""The journal: each posting and each reversal with its lines, its document, its item and its lot."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tracer.recovery.acts.act import ActAuthority, ActDocument
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import ReverseAct
from tracer.recovery.ledger.entries import BookedEntry
from tracer.recovery.ledger.lots import case_of, office_of
from tracer.recovery.ledger.templates import LedgerLine
from tracer.recovery.ledger.trial_balance import entries_of


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One posting or reversal. ``on``: the day it counts; ``recorded``: the day it was recorded, both inclusive.

    ``reverses``: the posting that this entry reverses, empty for a posting. The document is that of the posting.
    ``asset``: of the item, empty for a sum. The lines sum to 0 in each currency.
    """

    id: str
    on: date
    recorded: date
    template: str
    reverses: str
    item: str
    lot: str
    asset: str
    case: str
    office: str
    document: ActDocument | None
    authority: ActAuthority | None
    reason: str
    lines: tuple[LedgerLine, ...]


def journal_entries(
    facts: RecoveryFacts, first: date | None, last: date, *, lots: Collection[str] | None = None
) -> tuple[JournalEntry, ...]:
    """Which entries has the ledger from ``first`` to ``last``, both inclusive, by day, then in the order of recording?

    ``first`` None: from the first entry. ``lots``: only these. As known on a day: give the facts of that day.
    Cost: linear in the postings.
    """
    return tuple(
        _journal_entry(facts, entry) for entry in entries_of(facts, last, lots) if first is None or entry.on >= first
    )


def _journal_entry(facts: RecoveryFacts, entry: BookedEntry) -> JournalEntry:
    act, post = entry.act, entry.post
    item = facts.first(ItemAct, post.item)
    reversal = act if isinstance(act, ReverseAct) else None
    return JournalEntry(
        id=act.id,
        on=entry.on,
        recorded=act.recorded,
        template=post.template,
        reverses="" if reversal is None else reversal.posting,
        item=post.item,
        lot=entry.lot,
        asset=(item.asset or "") if item else "",
        case=case_of(facts, entry.lot),
        office=office_of(facts, entry.lot),
        document=post.document,
        authority=post.authority,
        reason=(post.reason if reversal is None else reversal.reason) or "",
        lines=entry.lines,
    )
