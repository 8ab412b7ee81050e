"""The state of a run as arrays: what each account holds, and the pieces that each entry carried."""

from __future__ import annotations

from typing import Any, Final, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from tracer.analysis.tracing.kernels.columns import Ints, LedgerColumns, Numbers

# Places in ``Pool.used``.
SEGMENTS: Final = 0  # how many segments of the pool were ever used
FREE: Final = 1  # the first free one among them

# Places in ``RunState.at``.
PIECES: Final = 0
REPAID: Final = 1
SAVED: Final = 2
LONGEST: Final = 3
ENTRY: Final = 4  # the next entry

# Inner rules of a class.
OLDEST: Final = 0
NEWEST: Final = 1
RATEABLE: Final = 2

BLENDED_PIECE: Final = -2
ROOT_PIECE: Final = -1


class Rules(NamedTuple):
    """Which money leaves first, as data: ``class_of`` each label, class 0 first, and the inner ``rule`` of each class."""

    class_of: Ints
    rule: Ints


class Pool(NamedTuple):
    """The segments of all accounts: one list each account and class, from ``head`` to ``tail`` by ``after`` and ``before``.

    The account behind the last one is the purse in which arriving money repays an overdraft. ``live``: segments of an account.
    """

    used: Ints
    head: Numbers
    tail: Numbers
    after: Numbers
    before: Numbers
    piece: Numbers
    label: Numbers
    amount: Ints
    balance: Ints
    live: Ints


class RunState(NamedTuple):
    """All arrays of a run. ``parts``, ``arrived``, ``spare``: (piece, label,
    amount) by place, for one entry. ``repaid``: (entry, label, account, amount). ``saved``: segments of accounts just before
    an entry that is reversed later, (piece, label, amount, class). ``memories``: for each such entry and side the first
    place in ``saved``, how many, and debt, traced money, book and last mover. ``states``: balance and traced money of payer and
    receiver after each entry.
    """

    pool: Pool
    at: Ints
    owed: Ints
    traced: Ints
    book: Ints
    mover: Numbers
    parts: Ints
    arrived: Ints
    spare: Ints
    piece_entry: Numbers
    piece_label: Numbers
    piece_taken: Numbers
    piece_parent: Numbers
    piece_debited: Ints
    piece_credited: Ints
    first_piece: Ints
    repaid: Ints
    saved: Ints
    memories: Ints
    given_back: Ints
    kept: Ints
    restored: Ints
    voided: NDArray[np.bool_]
    states: Ints
    tainted: NDArray[np.bool_]
    proved: NDArray[np.bool_]


def new_state(columns: LedgerColumns, classes: int) -> RunState:
    """Empty accounts before the openings, with room for a first stretch of entries."""
    accounts, count = len(columns.accounts) + 1, len(columns.entries.debit)
    room = 2 * count + 2 * len(columns.openings) + 64

    def ints(*shape: int) -> Ints:
        return np.zeros(shape, np.int64)

    def numbers(size: int) -> Numbers:
        return np.full(size, -1, np.int32)

    used = ints(2)
    used[FREE] = -1
    pool = Pool(
        used=used,
        head=numbers(accounts * classes),
        tail=numbers(accounts * classes),
        after=numbers(room),
        before=numbers(room),
        piece=numbers(room),
        label=numbers(room),
        amount=ints(room),
        balance=ints(accounts),
        live=ints(accounts),
    )
    owed = ints(accounts)
    owed[:-1] = columns.owed
    return RunState(
        pool=pool,
        at=ints(5),
        owed=owed,
        traced=ints(accounts),
        book=-owed,
        mover=numbers(accounts),
        parts=ints(3, 64),
        arrived=ints(3, 64),
        spare=ints(3, 64),
        piece_entry=numbers(room),
        piece_label=numbers(room),
        piece_taken=numbers(room),
        piece_parent=numbers(room),
        piece_debited=ints(room),
        piece_credited=ints(room),
        first_piece=ints(count + 1),
        repaid=ints(4, 64),
        saved=ints(4, 64),
        memories=ints(columns.memories, 2, 6),
        given_back=ints(count),
        kept=ints(count),
        restored=ints(count),
        voided=np.zeros(count, np.bool_),
        states=ints(count, 4),
        tainted=columns.tainted,
        proved=columns.proved,
    )


_SEGMENT_LISTS: Final = ("after", "before", "piece", "label", "amount")
_PIECE_LISTS: Final = (
    "piece_entry",
    "piece_label",
    "piece_taken",
    "piece_parent",
    "piece_debited",
    "piece_credited",
)


def grow(state: RunState, needed: int) -> RunState:
    """The same state with room for an entry of ``needed`` pieces in every list."""
    pool = _larger(state.pool, _SEGMENT_LISTS, int(state.pool.used[SEGMENTS]), needed)
    state = _larger(state, _PIECE_LISTS, int(state.at[PIECES]), needed)
    state = _larger(state, ("parts", "arrived", "spare"), 0, needed)
    state = _larger(state, ("repaid",), int(state.at[REPAID]), needed)
    return _larger(state, ("saved",), int(state.at[SAVED]), needed)._replace(pool=pool)


_Arrays = TypeVar("_Arrays", Pool, RunState)


def _larger(arrays: _Arrays, names: tuple[str, ...], used: int, needed: int) -> _Arrays:
    changes: dict[str, Any] = {}
    for name in names:
        array: Ints = getattr(arrays, name)
        size = array.shape[-1]
        if used + needed > size:
            larger = np.zeros((*array.shape[:-1], 2 * size + needed), array.dtype)
            larger[..., :size] = array
            changes[name] = larger
    return arrays._replace(**changes)
