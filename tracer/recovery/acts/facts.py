"""Holds the accepted acts of a recovery, found by kind, by the record they concern and by day."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import TypeVar, cast

from tracer.recovery.acts.act import RecoveryAct

A = TypeVar("A", bound=RecoveryAct)
X = TypeVar("X", bound="FactsIndex")
_Placed = tuple[int, RecoveryAct]


class RecoverySettings:
    """What an office sets: the first day of rules that are not in force yet, the expected cost of a sale, a low price.

    ``low_price``: the share of the last value below which a second person approves the sale.
    """

    def __init__(
        self,
        valid_from: Mapping[str, date] | None = None,
        sale_cost: Fraction = Fraction(0),
        low_price: Fraction = Fraction(3, 4),
    ) -> None:
        self.valid_from = dict(valid_from or {})
        self.sale_cost = sale_cost
        self.low_price = low_price


class FactsIndex(ABC):
    """What is kept about the acts while they are added, so that a question does not read all acts again."""

    @abstractmethod
    def follow(self, facts: RecoveryFacts, act: RecoveryAct) -> bool:
        """Take this act in. False: an earlier answer is wrong now; the index is made anew from all acts."""


class RecoveryFacts:
    """The acts that count, in the order of recording. An act is added once and never changed.

    Cost: finding the acts of one record is linear in their number, apart from sorting by day.
    """

    def __init__(self, acts: Iterable[RecoveryAct] = (), settings: RecoverySettings | None = None) -> None:
        self.settings = settings or RecoverySettings()
        self._acts: list[RecoveryAct] = []
        self._indexes: dict[type[FactsIndex], tuple[FactsIndex, int]] = {}
        self._by_kind: defaultdict[type, list[_Placed]] = defaultdict(list)
        self._by_record: defaultdict[tuple[type, str], list[_Placed]] = defaultdict(list)
        self._by_id: dict[str, RecoveryAct] = {}
        for act in acts:
            self.add(act)

    def add(self, act: RecoveryAct) -> None:
        """Count this act from now on."""
        placed = (len(self._acts), act)
        self._acts.append(act)
        self._by_id[act.id] = act
        for kind in type(act).__mro__:
            if isinstance(kind, type) and issubclass(kind, RecoveryAct):
                self._by_kind[kind].append(placed)
                self._by_record[kind, act.about].append(placed)

    def of(self, kind: type[A], about: str | None = None, until: date | None = None) -> list[A]:
        """Which acts of this kind are there, by the day they take effect, then in the order of recording?

        ``about``: only those about this record. ``until``: only those effective on this day or before.
        """
        rows = self._by_kind.get(kind, []) if about is None else self._by_record.get((kind, about), [])
        kept = [row for row in rows if until is None or row[1].effective <= until]
        kept.sort(key=lambda row: (row[1].effective, row[0]))
        return [cast(A, act) for _, act in kept]

    def first(self, kind: type[A], about: str) -> A | None:
        """Which act of this kind introduced the record? None: no such record."""
        rows = self._by_record.get((kind, about), [])
        return cast(A, rows[0][1]) if rows else None

    def find(self, act_id: str) -> RecoveryAct | None:
        """Which act has this id? None: no act that counts."""
        return self._by_id.get(act_id)

    def index(self, kind: type[X]) -> X:
        """The index of this kind, up to date. Cost: linear in the acts added since it was last asked for."""
        kept, done = self._indexes.get(kind, (None, 0))
        index = cast(X, kept) if kept is not None else kind()
        for act in self._acts[done:] if done < len(self._acts) else ():
            if not index.follow(self, act):
                index = kind()
                for each in self._acts:
                    index.follow(self, each)
                break
        self._indexes[kind] = (index, len(self._acts))
        return index
