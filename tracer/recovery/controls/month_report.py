"""What the closing of a month lists: the entries of an office that are open at its end, and the corrections recorded in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph_schema.messages import N_
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import PostAct, ReverseAct, RevokeAct
from tracer.recovery.acts.parties import CaseAct
from tracer.recovery.controls.months import first_of_month, last_of_month
from tracer.recovery.controls.sale_closing import booked_sales, closing_of
from tracer.recovery.ledger.classes import HOLDINGS, UNIQUE_ACCOUNT
from tracer.recovery.ledger.entries import all_entries, balances
from tracer.recovery.ledger.lots import lot_of, office_of

OPEN_KINDS: Final = {
    "cash": N_("cash not deposited"),
    "bank": N_("frozen at a bank, not deposited"),
    "advance": N_("advance not recovered"),
    "sale": N_("sale not closed"),
}
"""Kind of open entry -> its words."""
CORRECTION_KINDS: Final = {"reversal": N_("posting reversed"), "revocation": N_("act revoked")}
"""Kind of correction -> its words."""
_OPEN_CLASSES: Final = {"SEIZED_CASH": "cash", "BANK_FROZEN": "bank", "ADVANCE": "advance"}


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """What is open at the end of a month, minor units. ``record``: the lot, or the item of a sale."""

    kind: str
    record: str
    currency: str
    minor: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A reversal or a revocation recorded in a month. ``target``: what it corrects; ``on``: the day on which it counts."""

    kind: str
    id: str
    target: str
    on: date
    recorded: date
    author: str
    reason: str


def offices(facts: RecoveryFacts) -> tuple[str, ...]:
    """Which offices keep a file, by name?"""
    return tuple(sorted({case.office for case in facts.of(CaseAct) if case.office}))


def open_entries(facts: RecoveryFacts, office: str, month: date) -> tuple[OpenEntry, ...]:
    """What is open in the ledger of this office at the end of this month? By kind, then by record.

    Cost: linear in the postings, and in the lots of the office.
    """
    last = last_of_month(month)
    entries = all_entries(facts, last)
    found: list[OpenEntry] = []
    for lot in sorted({entry.lot for entry in entries if office_of(facts, entry.lot) == office}):
        for (name, currency), minor in sorted(balances(entries, lot).items()):
            if name in _OPEN_CLASSES and minor:
                found.append(OpenEntry(_OPEN_CLASSES[name], lot, currency, minor if name in HOLDINGS else -minor))
    found += _open_sales(facts, office, last)
    return tuple(sorted(found, key=lambda row: (list(OPEN_KINDS).index(row.kind), row.record, row.currency)))


def corrections(facts: RecoveryFacts, acts: Iterable[RecoveryAct], office: str, month: date) -> tuple[Correction, ...]:
    """Which reversals and revocations were recorded in this month for this office, by day of recording?

    ``acts``: all acts on record, revoked ones included. Cost: linear in them.
    """
    first, last = first_of_month(month), last_of_month(month)
    rows = list(acts)
    by_id = {act.id: act for act in rows}
    found = []
    for act in rows:
        if not isinstance(act, ReverseAct | RevokeAct) or not first <= act.recorded <= last:
            continue
        target = by_id.get(act.posting if isinstance(act, ReverseAct) else act.target)
        if target is not None and office in _offices_of(facts, by_id, target):
            kind = "reversal" if isinstance(act, ReverseAct) else "revocation"
            found.append(Correction(kind, act.id, target.id, act.effective, act.recorded, act.author, act.reason or ""))
    return tuple(sorted(found, key=lambda row: (row.recorded, row.id)))


def held_at_bank(facts: RecoveryFacts, office: str, currency: str, until: date | None) -> int:
    """How much has this office in the unique account in this currency at the end of this day, minor units?"""
    entries = [entry for entry in all_entries(facts, until) if office_of(facts, entry.lot) == office]
    return balances(entries).get((UNIQUE_ACCOUNT, currency), 0)


def _open_sales(facts: RecoveryFacts, office: str, last: date) -> Iterator[OpenEntry]:
    for item in facts.of(ItemAct):
        if office_of(facts, lot_of(facts, item).item) != office or closing_of(facts, item.item, last):
            continue
        prices: dict[str, int] = {}
        for post in booked_sales(facts, item):
            if post.effective <= last:
                prices[post.currency] = prices.get(post.currency, 0) + post.amount
        for currency, minor in prices.items():
            yield OpenEntry("sale", item.item, currency, minor)


def _offices_of(facts: RecoveryFacts, by_id: dict[str, RecoveryAct], act: RecoveryAct) -> set[str]:
    """The offices whose files this act concerns: by its item, its asset or its file."""
    if isinstance(act, ReverseAct):
        post = by_id.get(act.posting)
        return _offices_of(facts, by_id, post) if isinstance(post, PostAct) else set()
    item, asset, case = (getattr(act, name, None) for name in ("item", "asset", "case"))
    items = [one for one in facts.of(ItemAct) if one.item == item or (asset and one.asset == asset)]
    found = {office_of(facts, lot_of(facts, one).item) for one in items}
    if not items and case:
        found |= {one.office for one in facts.of(CaseAct, case)}
    return found
