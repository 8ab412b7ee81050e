"""Explains a figure by the chains of entries that brought the money."""

from __future__ import annotations

from dataclasses import dataclass

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.ledgers.ledger import AccountKey
from tracer.analysis.tracing.run.pieces import OPENING, PieceTable
from tracer.analysis.tracing.run.result import TracingResult


@dataclass(frozen=True, slots=True)
class EntryChain:
    """One way of the money: ``entries`` from its origin on; ``amount`` in units of the figure asked about.

    ``opening``: the account, if the money was part of its opening balance.
    """

    entries: tuple[str, ...]
    amount: int
    opening: AccountKey | None = None


def explain(run: TracingResult, entry_id: str, label: str) -> tuple[EntryChain, ...]:
    """Through which entries did the money of this label come into this entry?

    The chains' amounts add up to ``run.carried(entry_id)[label]``. Chains of the same entries are one;
    ordered by their entries' places in the ledger. Pro rata blends money, so it has no such chains.

    Raises: NotFound for an unknown entry; WrongUse under pro rata. Cost: O(pieces * length of their chains).
    """
    table = run.table
    wanted = [
        (number, table.debited[number])
        for number in run.numbers_of(entry_id)
        if table.label[number] == label and table.debited[number]
    ]
    return _collect(run, wanted)


def explain_holding(run: TracingResult, account: AccountKey, label: str) -> tuple[EntryChain, ...]:
    """Through which entries did the money of this label come that the account holds at the end?

    The chains' amounts add up to ``run.holdings(account)[label]``. Otherwise as ``explain``.
    """
    return _collect(
        run, [(number, amount) for number, held_as, amount in run.held.get(account, ()) if held_as == label]
    )


def _collect(run: TracingResult, pieces: list[tuple[int, int]]) -> tuple[EntryChain, ...]:
    if not run.method.keeps_pieces_apart:
        raise WrongUse(
            "{method} blends all money of an account, so its figures have no chains of single transfers. "
            "Ask for the chains under fifo, lifo, libr or taint_first.",
            method=run.method.value,
        )
    amounts: dict[tuple[tuple[int, ...], AccountKey | None], int] = {}
    for number, amount in pieces:
        root, path = _walk_back(run.table, number)
        key = (path, run.opening_pieces.get(root))
        amounts[key] = amounts.get(key, 0) + amount
    ordered = sorted(amounts, key=lambda key: (key[0], key[1] or ("", "")))
    entries = run.ledger.entries
    return tuple(
        EntryChain(tuple(entries[place].id for place in path), amounts[path, opening], opening)
        for path, opening in ordered
    )


def _walk_back(table: PieceTable, number: int) -> tuple[int, tuple[int, ...]]:
    """The root of a piece, and the positions of the entries on the way, the root's entry first."""
    path: list[int] = []
    while True:
        if table.entry[number] != OPENING:
            path.append(table.entry[number])
        if table.is_root(number):
            return number, tuple(reversed(path))
        number = table.parent[number]
