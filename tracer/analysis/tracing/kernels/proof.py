"""Proves a run in columns by sums: per entry, per account, and per label and currency."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tracer.analysis.tracing.kernels.columns import CREDIT_LABEL, Ints, LedgerColumns
from tracer.analysis.tracing.kernels.segments import list_segments
from tracer.analysis.tracing.kernels.state import PIECES, REPAID, ROOT_PIECE, SEGMENTS, Rules, RunState
from tracer.analysis.tracing.run.balance_sheet import ConservationBroken, LabelKey, SheetLine

_LOW: Final = (1 << 31) - 1
_COLUMNS: Final = ("entered", "relabelled", "fx_adjusted", "held", "left", "to_bank")


def prove_run(columns: LedgerColumns, rules: Rules, state: RunState) -> dict[LabelKey, SheetLine]:
    """What became of each label, with every unit accounted for?

    Proves that the pieces of each entry add up to what left and to what arrived; that each account holds the sum of its
    movements and as much traced money as was counted on the way; and that per label and currency what came in is held,
    has left or has gone to the bank. Raises: ConservationBroken. Cost: O(pieces), in vector sums.
    """
    _prove_entries(columns, state)
    account, label, amount = _segments(columns, rules, state)
    _prove_accounts(columns, state, account, label, amount)
    sheet = _Sheet(columns)
    sheet.book("held", label, columns.account_currency[account], amount)
    _book_pieces(sheet, columns, state)
    return sheet.lines()


def _prove_entries(columns: LedgerColumns, state: RunState) -> None:
    first, end = len(columns.openings), int(state.at[PIECES])
    for pieces, recorded in ((state.piece_debited, "debited"), (state.piece_credited, "credited")):
        totals = np.zeros(len(columns.entries.debit), np.int64)
        np.add.at(totals, state.piece_entry[first:end], pieces[first:end])
        expected = np.where(columns.entries.moves, getattr(columns.entries, recorded), 0)
        wrong = np.flatnonzero(totals != expected)
        if len(wrong) or int(np.min(pieces[:end], initial=0)) < 0:
            _refuse("entry", int(wrong[0]) if len(wrong) else -1)


def _segments(columns: LedgerColumns, rules: Rules, state: RunState) -> tuple[Ints, Ints, Ints]:
    """(account, label, amount) of every segment that is held."""
    size = int(state.pool.live.sum())
    found = np.zeros((3, size + 1), np.int64)
    accounts = np.zeros(size, np.int64)
    reached = 0
    for account in np.flatnonzero(state.pool.live):
        count = list_segments(state.pool, rules, int(account), found[:, reached:])
        accounts[reached : reached + count] = account
        reached += count
    if reached != size or size > int(state.pool.used[SEGMENTS]):
        _refuse("segments", reached)
    return accounts, found[1, :size], found[2, :size]


def _prove_accounts(columns: LedgerColumns, state: RunState, account: Ints, label: Ints, amount: Ints) -> None:
    held = np.zeros(len(state.pool.balance), np.int64)
    traced = np.zeros(len(state.pool.balance), np.int64)
    np.add.at(held, account, amount)
    is_traced = columns.tainted[label]
    np.add.at(traced, account[is_traced], amount[is_traced])
    sound = (
        (held == state.pool.balance)
        & (traced == state.traced)
        & (held - state.owed == state.book)
        & (traced <= held)
        & (state.owed >= 0)
        & ((state.owed == 0) | (held == 0))
    )
    e = columns.entries
    moved = np.zeros(len(state.pool.balance), np.int64)
    going = e.moves & ~state.voided
    for side, amounts, sign in ((e.credit, e.credited, 1), (e.debit, e.debited, -1)):
        chosen = going & (side >= 0)
        np.add.at(moved, side[chosen], sign * amounts[chosen])
    moved[:-1] -= columns.owed
    for opened, _, value in columns.openings:
        moved[opened] += value
    sound &= moved == state.book
    wrong = np.flatnonzero(~sound)
    if len(wrong) or (len(amount) and int(amount.min()) <= 0):
        _refuse("account", int(wrong[0]) if len(wrong) else -1)
    after = state.states
    if bool(((after[:, 1] < 0) | (after[:, 1] > np.maximum(after[:, 0], 0))).any()) or bool(
        ((after[:, 3] < 0) | (after[:, 3] > np.maximum(after[:, 2], 0))).any()
    ):
        _refuse("state", -1)


def _book_pieces(sheet: _Sheet, columns: LedgerColumns, state: RunState) -> None:
    opened, end = len(columns.openings), int(state.at[PIECES])
    for account, opened_as, amount in columns.openings:
        sheet.book_one("entered", opened_as, int(columns.account_currency[account]), amount)
    entry = state.piece_entry[opened:end]
    # An entry that was voided counts with nothing, and so does all of its reversal.
    counted = ~(state.voided[entry] & (columns.entries.original[entry] >= 0))
    entry = entry[counted]
    label, taken, parent = (
        column[opened:end][counted] for column in (state.piece_label, state.piece_taken, state.piece_parent)
    )
    out, into = (
        np.where(state.voided[entry], 0, amounts[opened:end][counted])
        for amounts in (state.piece_debited, state.piece_credited)
    )
    e = columns.entries
    paid_in, received_in = columns.paid_in[entry], columns.received_in[entry]
    pays, receives, reverses = e.debit[entry] >= 0, e.credit[entry] >= 0, e.original[entry] >= 0
    lent = pays & (taken == CREDIT_LABEL) & (parent == ROOT_PIECE)
    other = label != taken
    moved = pays & receives & (paid_in != received_in)
    for column, chosen, labels, units, amounts in (
        ("entered", lent, taken, paid_in, out),
        ("relabelled", other, taken, paid_in, -out),
        ("relabelled", other, label, paid_in, out),
        ("entered", ~pays & ~reverses, label, received_in, into),
        ("left", ~pays & reverses, label, received_in, -into),
        ("left", ~pays & ~receives, label, received_in, into),
        ("left", pays & ~receives, label, paid_in, out),
        ("fx_adjusted", moved, label, paid_in, -out),
        ("fx_adjusted", moved, label, received_in, into),
    ):
        sheet.book(column, labels[chosen], units[chosen], amounts[chosen])
    repaid = state.repaid[:, : int(state.at[REPAID])]
    back = np.where(state.voided[repaid[0]], 0, repaid[3])
    sheet.book("to_bank", repaid[1], columns.account_currency[repaid[2]], back)


def sum_exactly(amounts: Ints) -> int:
    """The sum, exact beyond 64 bits: the amounts are summed in two halves."""
    return (int((amounts >> 31).sum()) << 31) + int((amounts & _LOW).sum())


class _Sheet:
    """Totals per label and currency, exact beyond 64 bits: amounts are summed in two halves."""

    def __init__(self, columns: LedgerColumns) -> None:
        self._labels, self._currencies = columns.labels, columns.currencies
        size = len(self._labels) * len(self._currencies)
        self._totals: dict[str, list[int]] = {column: [0] * size for column in _COLUMNS}
        self._booked = np.zeros(size, np.bool_)

    def book_one(self, column: str, label: int, currency: int, amount: int) -> None:
        key = label * len(self._currencies) + currency
        self._totals[column][key] += amount
        self._booked[key] = True

    def book(
        self,
        column: str,
        labels: NDArray[np.int32] | Ints,
        currencies: NDArray[np.int32] | Ints,
        amounts: Ints,
    ) -> None:
        keys = labels.astype(np.int64) * len(self._currencies) + currencies
        size = len(self._booked)
        low, high = np.zeros(size, np.int64), np.zeros(size, np.int64)
        np.add.at(low, keys, amounts & _LOW)
        np.add.at(high, keys, amounts >> 31)
        self._booked[keys] = True
        totals = self._totals[column]
        for key in np.flatnonzero(low | high):
            totals[key] += (int(high[key]) << 31) + int(low[key])

    def lines(self) -> dict[LabelKey, SheetLine]:
        found: dict[LabelKey, SheetLine] = {}
        for key in np.flatnonzero(self._booked):
            label, currency = divmod(int(key), len(self._currencies))
            line = SheetLine(**{column: self._totals[column][key] for column in _COLUMNS})
            if not line.is_conserved:
                _refuse("label", label)
            found[self._labels[label], self._currencies[currency]] = line
        return dict(sorted(found.items()))


def _refuse(what: str, place: int) -> None:
    raise ConservationBroken(
        "The columns of this run do not add up ({what} {place}). The run is void; report it as a fault of the program.",
        what=what,
        place=place,
    )
