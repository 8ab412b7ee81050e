"""Builds the ledger of a case: the followed accounts, their opening balances, and the breaks in their statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from graph_schema.records.events import Event
from graph_schema.records.transfers import as_payments
from graph_schema.statements.chain import reconcile_chain
from graph_schema.statements.chain_records import ChainRow, StatedPeriod, merged_period
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger, LedgerEntry
from tracer.analysis.tracing.ledgers.lost_money import LostAt, insert_lost, moves_of, open_ends, place_lost
from tracer.analysis.tracing.ledgers.marks import Parts, read_marks
from tracer.analysis.tracing.ledgers.ordering import UnorderableDay, order_entries
from tracer.analysis.tracing.ledgers.statement_breaks import Gap, Move, has_unstated, reset_at_gaps
from tracer.graph.case_graph import CaseGraph

OUTSIDE: Final = " outside its statements"
"""End of the account id for movements that none of the account's own statements lists."""
IN_TRANSIT: Final = " in transit"
"""End of the id of the account that holds a payment between the payer's day and the payee's day; the payment's id begins it."""
ARRIVED: Final = " arrived"
"""End of the id of the entry by which a payment in transit reaches the payee; the payment's id begins it."""


@dataclass(frozen=True, slots=True)
class CaseLedger:
    """All inputs of a tracing run, and the breaks in the statements.

    ``statements``: the followed accounts, including ``transits``, one for each payment that two banks date
    differently. ``unstated``: accounts with a statement, the first one or the first after a break, that states no balance
    at either end; the account is followed from zero, or from the balance that the rows give, and the interval does not
    cover this. ``unordered``: value days on which a statement of the account gives no order of its rows.
    ``opening_labels``: the marked parts of opening balances. ``unmet``: marks of transfers or balances that the case no
    longer shows as they were marked. ``lost``: the money of rejected rows; ``open_received`` and ``open_held``: accounts
    of which, because of it, no upper end of the money received or held is known. ``marked_by``: marked transfer, or
    account with a marked opening balance -> ids of the marks that count for it.
    """

    ledger: Ledger
    statements: frozenset[AccountKey]
    openings: Mapping[AccountKey, int] = field(hash=False)
    origins: Mapping[str, str] = field(hash=False)
    gaps: tuple[Gap, ...]
    unstated: tuple[AccountKey, ...]
    transits: frozenset[AccountKey] = frozenset()
    opening_labels: Mapping[AccountKey, Parts] = field(default_factory=dict, hash=False)
    unmet: tuple[Event, ...] = ()
    unordered: frozenset[tuple[AccountKey, date]] = frozenset()
    lost: tuple[LostAt, ...] = ()
    open_received: frozenset[AccountKey] = frozenset()
    open_held: frozenset[AccountKey] = frozenset()
    marked_by: Mapping[str | AccountKey, tuple[str, ...]] = field(default_factory=dict, hash=False)


def build_case_ledger(graph: CaseGraph) -> CaseLedger:
    """How did money move between the accounts of this case, according to their statements?

    For an account with statements, only their rows move money. If only the other side's statement lists a movement, the
    money leaves or enters the followed accounts at this point. If tracer.resolve joined a payment that two banks date
    differently, it leaves the payer on the payer's day, is in transit, and reaches the payee on the payee's day; if
    the payee's day is earlier, both sides count from the payee's day. After a break in the statements, or if a stated
    opening balance differs from what the rows before it give, all money in the account becomes UNKNOWN after the last
    covered day: money traced there may be gone, and the money there now may have any origin, so the interval shows both.
    A reversal that names a movement and mirrors it undoes it; any other reversal is a separate movement. Marked proceeds
    become origins, except reversals and movements of an account to itself, which bring no new money.

    Raises: UnorderableDay when the statements of a day contradict one another. WrongLedger for a repeated id.
    Cost: one pass over the transfers, about a second for 100,000.
    """
    rows = (
        as_payments(graph.transfers)
        .select(
            [
                "transfer_id",
                "value_date",
                "booking_date",
                "debit_account",
                "debit_currency",
                "credit_account",
                "credit_currency",
                "debit_minor",
                "credit_minor",
                "debit_seq",
                "credit_seq",
                "reversal_of",
                "credit_value_date",
                "credit_booking_date",
            ]
        )
        .to_pylist()
    )
    stated = _periods(graph)
    entries = [entry for row in rows for entry in _entries(row, stated)]
    try:
        ordered = order_entries(entries)
    except UnorderableDay:
        # If only a joined payment links two statements, each may list the day in its own order.
        joined = frozenset(graph.aliases.values())
        entries = [entry for row in rows for entry in _entries(row, stated, apart=joined)]
        ordered = order_entries(entries)
    lost = place_lost(graph.lost, ordered.entries, graph.aliases, ARRIVED)
    moves = _moves(entries, rows)
    for key, move in moves_of(lost):
        moves[key].append(move)
    chains = {
        key: reconcile_chain(found, [ChainRow(move.booked, move.minor) for move in moves[key]])
        for key, found in stated.items()
    }
    resets, gaps = reset_at_gaps(chains, moves)
    reverses = {str(row["transfer_id"]): str(row["reversal_of"]) for row in rows if row["reversal_of"] is not None}
    transits = frozenset(entry.debit for entry in entries if entry.id.endswith(ARRIVED) and entry.debit is not None)
    openings = {key: chain.opening_minor for key, chain in chains.items() if chain.opening_minor}
    ledger = insert_lost(_join(ordered, resets, reverses), [one for one in lost if one.key in stated], openings)
    open_received, open_held = open_ends(lost)
    begins = {key: min(period.from_date for period in found) for key, found in stated.items()}
    marks = read_marks(graph, openings, begins)
    new_money = {entry.id for entry in ledger.entries if entry.void_of is None and not entry.is_self_transfer}
    return CaseLedger(
        ledger=ledger,
        statements=frozenset(chains) | transits,
        openings=openings,
        opening_labels=marks.openings,
        unmet=marks.unmet,
        unordered=frozenset(_unordered_days(graph)),
        origins={name: label for name, label in marks.origins.items() if name in new_money},
        gaps=tuple(gaps),
        unstated=tuple(key for key, chain in chains.items() if has_unstated(chain)),
        transits=transits,
        lost=tuple(lost),
        open_received=open_received,
        open_held=open_held,
        marked_by=marks.made_by,
    )


def _periods(graph: CaseGraph) -> dict[AccountKey, list[StatedPeriod]]:
    accounts = {link.tail: link.head for link in graph.links_of_type("StatementOf")}
    found: defaultdict[AccountKey, list[StatedPeriod]] = defaultdict(list)
    for statement in graph.nodes_of_type("Statement"):
        if statement.id in accounts:
            key = (accounts[statement.id], str(statement.props["currency"]))
            found[key].append(merged_period(statement))
    return {key: found[key] for key in sorted(found)}


def _unordered_days(graph: CaseGraph) -> Iterator[tuple[AccountKey, date]]:
    for link in graph.links_of_type("StatementOf"):
        props = graph.nodes[link.tail].props if link.tail in graph.nodes else {}
        for day in filter(None, str(props.get("unordered_days", "")).split(",")):
            yield (link.head, str(props["currency"])), date.fromisoformat(day)


def _entries(
    row: Mapping[str, Any], periods: Mapping[AccountKey, object], *, apart: frozenset[str] = frozenset()
) -> Iterator[LedgerEntry]:
    """The entry of a row; or two entries, leaving and arriving, if it has two days or is in ``apart``."""
    day: date = row["value_date"]
    arrival: date = row["credit_value_date"] or day
    debit = _followed(row["debit_account"], row["debit_currency"], row["debit_seq"], periods)
    credit = _followed(row["credit_account"], row["credit_currency"], row["credit_seq"], periods)
    debited, credited = row["debit_minor"], row["credit_minor"]
    # If one side is outside the case, the amount of the known account's statement counts for both sides.
    entry = LedgerEntry(
        id=row["transfer_id"],
        day=min(day, arrival),
        debit=debit,
        credit=credit,
        debited=debited if debit is not None else credited,
        credited=credited if credit is not None else debited,
        debit_seq=row["debit_seq"],
        credit_seq=row["credit_seq"],
    )
    if debit is None or credit is None or debit == credit or (arrival <= day and entry.id not in apart):
        yield entry
        return
    transit = (f"{entry.id}{IN_TRANSIT}", credit[1])
    yield replace(entry, credit=transit, credit_seq=None)
    yield replace(
        entry,
        id=f"{entry.id}{ARRIVED}",
        day=max(entry.day, arrival),
        debit=transit,
        debited=entry.credited,
        debit_seq=None,
    )


def _followed(
    account: str | None, currency: str, seq: int | None, periods: Mapping[AccountKey, object]
) -> AccountKey | None:
    """The account, if its own statements list the row; else a separate account that is not followed."""
    if account is None:
        return None
    if seq is None and (account, currency) in periods:
        return (f"{account}{OUTSIDE}", currency)
    return (account, currency)


def _moves(entries: Iterable[LedgerEntry], rows: Iterable[Mapping[str, Any]]) -> defaultdict[AccountKey, list[Move]]:
    booked = {
        str(row["transfer_id"]): (row["booking_date"], row["credit_booking_date"] or row["booking_date"])
        for row in rows
    }
    moves: defaultdict[AccountKey, list[Move]] = defaultdict(list)
    for entry in entries:
        if entry.is_self_transfer:
            continue
        left, came = booked[entry.id.removesuffix(ARRIVED)]
        if entry.debit is not None:
            moves[entry.debit].append(Move(left, entry.day, -entry.debited))
        if entry.credit is not None:
            moves[entry.credit].append(Move(came, entry.day, entry.credited))
    return moves


def _join(ordered: Ledger, resets: Iterable[LedgerEntry], reverses: Mapping[str, str]) -> Ledger:
    """The whole ledger: each reset after the last row of its day, each reversal linked to the entry that it mirrors."""
    days = [(entry.day, False, entry) for entry in ordered.entries] + [(entry.day, True, entry) for entry in resets]
    days.sort(key=lambda item: item[:2])
    seen: dict[str, LedgerEntry] = {}
    returned: defaultdict[str, int] = defaultdict(int)
    for _, _, entry in days:
        original = seen.get(reverses.get(entry.id, ""))
        if original is not None and _mirrors(entry, original, returned[original.id]):
            returned[original.id] += entry.debited
            seen[entry.id] = replace(entry, void_of=original.id)
        else:
            seen[entry.id] = entry
    return Ledger(tuple(seen.values()))


def _mirrors(entry: LedgerEntry, original: LedgerEntry, returned: int) -> bool:
    """Does money go back between the same two accounts, and not more than what is left of the amount that came?"""
    back = (entry.debit, entry.credit) == (original.credit, original.debit)
    return back and not original.is_self_transfer and returned + entry.debited <= original.credited
