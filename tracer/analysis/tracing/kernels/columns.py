"""A ledger and all that a run needs, as columns of whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.kernels.machine_code.exact import LARGEST
from tracer.analysis.tracing.ledgers.labels import (
    CLEAN,
    CREDIT,
    PRESUMED_TAINTED,
    UNKNOWN,
    UnknownAs,
    is_proved_tainted,
    is_tainted,
    label_in_run,
)
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger
from tracer.analysis.tracing.run.inputs import Origin

Ints = NDArray[np.int64]
Numbers = NDArray[np.int32]

NOBODY: Final = -1
"""In place of an account that is not followed, of a label, of an entry."""

CREDIT_LABEL: Final = 2
_FIRST_LABELS: Final = (CLEAN, UNKNOWN, CREDIT, PRESUMED_TAINTED)


class Entries(NamedTuple):
    """The entries, one place each. Amounts in units of the run; accounts and labels as numbers, ``NOBODY`` for none.

    ``origin``: the label of new money, as it is read in this run; money from outside without one is unknown.
    ``first_part``: where the parts of a mixed origin begin in ``part_label`` and ``part_amount``; one place more than
    entries. ``original``: the entry that this one reverses. ``memory``: which number the entry has among those that a later
    one reverses. ``moves``: false for a self transfer.
    """

    debit: Numbers
    credit: Numbers
    debited: Ints
    credited: Ints
    origin: Numbers
    first_part: Ints
    part_label: Numbers
    part_amount: Ints
    original: Numbers
    memory: Numbers
    moves: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class LedgerColumns:
    """``entries`` with what their numbers stand for.

    ``openings``: (account, label, amount) in the order in which they came, ``owed``: drawn overdrafts by account.
    ``paid_in`` and ``received_in``: number of the currency of each side of each entry; ``account_currency``: of an account.
    """

    entries: Entries
    accounts: tuple[AccountKey, ...]
    labels: tuple[str, ...]
    currencies: tuple[str, ...]
    tainted: NDArray[np.bool_]
    proved: NDArray[np.bool_]
    openings: tuple[tuple[int, int, int], ...]
    owed: Ints
    paid_in: Numbers
    received_in: Numbers
    account_currency: Numbers
    units: int

    @property
    def memories(self) -> int:
        """How many entries does a later one reverse?"""
        return int(np.max(self.entries.memory, initial=NOBODY)) + 1


def columns_of(
    ledger: Ledger,
    *,
    statements: frozenset[AccountKey],
    origins: Mapping[str, Origin],
    openings: Mapping[AccountKey, int],
    opening_labels: Mapping[AccountKey, Origin],
    unknown_as: UnknownAs,
    units: int,
) -> LedgerColumns:
    """The ledger as columns. The inputs have been checked as for ``trace``.

    Raises: WrongUse if an account moves more money than the kernels can count. Cost: O(entries), in Python.
    """
    accounts = tuple(sorted(statements))
    number_of = {account: number for number, account in enumerate(accounts)}
    opened = [opening_labels[account] for account in openings if openings[account] > 0 and account in opening_labels]
    labels = _labels([*origins.values(), *opened])
    label_of = {label: number for number, label in enumerate(labels)}
    entries = ledger.entries

    def read(label: str) -> int:
        return label_of[label_in_run(label, unknown_as)]

    position = {entry.id: place for place, entry in enumerate(entries)}
    original = [NOBODY if entry.void_of is None else position[entry.void_of] for entry in entries]
    reversed_ones = sorted({place for place in original if place != NOBODY})
    memory = np.full(len(entries), NOBODY, np.int32)
    memory[reversed_ones] = np.arange(len(reversed_ones))
    first_part, parts = [0], list[tuple[int, int]]()
    origin_of = [NOBODY] * len(entries)
    for place, entry in enumerate(entries):
        origin = origins.get(entry.id)
        if isinstance(origin, str):
            origin_of[place] = read(origin)
        elif origin is not None:
            parts += [(read(label), amount) for label, amount in origin]
        elif entry.debit not in statements:
            origin_of[place] = read(UNKNOWN)
        first_part.append(len(parts))
    sides = [(entry.debit or entry.credit, entry.credit or entry.debit) for entry in entries]
    names = sorted({account[1] for account in accounts} | {side[1] for pair in sides for side in pair if side})
    currency_of = {name: number for number, name in enumerate(names)}
    columns = LedgerColumns(
        entries=Entries(
            debit=_numbers(number_of.get(entry.debit, NOBODY) if entry.debit else NOBODY for entry in entries),
            credit=_numbers(number_of.get(entry.credit, NOBODY) if entry.credit else NOBODY for entry in entries),
            debited=_amounts((entry.debited for entry in entries), units),
            credited=_amounts((entry.credited for entry in entries), units),
            origin=_numbers(origin_of),
            first_part=np.array(first_part, np.int64),
            part_label=_numbers(label for label, _ in parts),
            part_amount=_amounts((amount for _, amount in parts), 1),
            original=_numbers(original),
            memory=memory,
            moves=np.array([not entry.is_self_transfer for entry in entries], np.bool_),
        ),
        accounts=accounts,
        labels=labels,
        currencies=tuple(names),
        tainted=np.array([is_tainted(label) for label in labels], np.bool_),
        proved=np.array([is_proved_tainted(label) for label in labels], np.bool_),
        openings=tuple(
            (number_of[account], read(label), amount * units)
            for account in sorted(openings)
            for label, amount in _opening(openings[account], opening_labels.get(account, UNKNOWN))
        ),
        owed=np.array([max(-openings.get(account, 0), 0) * units for account in accounts], np.int64),
        paid_in=_numbers(currency_of[debit[1]] if debit else NOBODY for debit, _ in sides),
        received_in=_numbers(currency_of[credit[1]] if credit else NOBODY for _, credit in sides),
        account_currency=_numbers(currency_of[account[1]] for account in accounts),
        units=units,
    )
    check_sizes(columns)
    return columns


def _labels(origins: Iterable[Origin]) -> tuple[str, ...]:
    named: set[str] = set()
    for origin in origins:
        named.update((origin,) if isinstance(origin, str) else (label for label, _ in origin))
    return (*_FIRST_LABELS, *sorted(named.difference(_FIRST_LABELS)))


def _opening(amount: int, origin: Origin) -> tuple[tuple[str, int], ...]:
    if amount <= 0:
        return ()
    return ((origin, amount),) if isinstance(origin, str) else origin


def _numbers(values: object) -> Numbers:
    return np.fromiter(values, np.int32)  # type: ignore[call-overload, no-any-return]


def _amounts(values: object, units: int) -> Ints:
    try:
        whole = np.fromiter(values, np.int64)  # type: ignore[call-overload]
    except OverflowError:
        whole = np.array([LARGEST], np.int64)
    if int(np.max(whole, initial=0)) > LARGEST // units:
        _refuse(units)
    return whole * units  # type: ignore[no-any-return]


def check_sizes(columns: LedgerColumns) -> None:
    """Can no balance and no debt of a run ever leave the range in which the kernels are exact?

    Raises: WrongUse. Cost: one pass.
    """
    entries, units = columns.entries, columns.units
    moved = np.zeros(len(columns.accounts) + 1, np.int64)
    # In minor units the sum of a column of 64-bit amounts is within 64 bits whenever the answer is yes.
    np.add.at(moved, entries.credit, entries.credited // units)
    np.add.at(moved, entries.debit, entries.debited // units)
    np.add.at(moved, np.arange(len(columns.accounts)), columns.owed // units)
    for account, _, amount in columns.openings:
        moved[account] += amount // units
    if int(np.max(moved[:-1], initial=0)) > LARGEST // units or int(np.min(moved, initial=0)) < 0:
        _refuse(units)


def _refuse(units: int) -> None:
    raise WrongUse(
        "An account of this ledger moves more than {most} minor units, more than can be traced in columns.",
        most=LARGEST // units,
    )
