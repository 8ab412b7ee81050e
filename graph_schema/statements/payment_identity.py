"""Gives each row of a statement the id of its payment."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from graph_schema.records.provenance import record_id
from graph_schema.statements.overlap import Relation, SpanKey, StatementSpan, find_shared, relate_all, share_one_day


class StatedRow(NamedTuple):
    """The values of a statement row that identify its payment. ``span``: the source and the statement of the row."""

    debit_account: str | None
    credit_account: str | None
    debit_minor: int
    debit_currency: str
    credit_minor: int
    credit_currency: str
    value_date: date
    booking_date: date
    side: str
    reference: str | None
    span: SpanKey


class KnownRow(NamedTuple):
    """A row of the case with the id of its transfer."""

    row: StatedRow
    transfer: str


_Content = tuple[str, ...]


def stated_rows(entries: pa.Table, source: str) -> list[StatedRow]:
    """The rows of one source (ENTRY_SCHEMA) as StatedRow, in the order of the table."""
    names = [name for name in StatedRow._fields if name != "span"]
    columns: list[list[Any]] = [entries.column(name).to_pylist() for name in names]
    columns.append([(source, str(statement)) for statement in entries.column("statement").to_pylist()])
    return list(map(StatedRow._make, zip(*columns, strict=True)))


class _Payment:
    """One transfer with the spans and references of its rows on one side."""

    __slots__ = ("id", "number", "references", "spans")

    def __init__(self, number: int, id_: str) -> None:
        self.number = number
        self.id = id_
        self.spans: set[SpanKey] = set()
        self.references: set[str] = set()


def identify_payments(
    rows: Sequence[StatedRow], spans: Iterable[StatementSpan] = (), known: Iterable[KnownRow] = ()
) -> list[str]:
    """Which transfer does each statement row belong to?

    Rows of one statement are never one payment: equal rows are counted (first, second, ...). Rows of two statements of
    one account are one payment only if both statements cover the booking day, the balances do not show that one
    statement continues the other, and the references do not differ. The mirror row in the statement of the other account, with
    equal parties, amounts, booking day and value day, has the same id; other mirror rows are joined by ``tracer.resolve``.
    A row that may repeat a payment without a proof is not counted: it has an id of its own, which no mirror row has, so
    that a payment that is stated twice never takes the mirror row of its twin.

    Args:
        rows: in statement order. spans: the statements of ``rows`` and ``known``; a statement without a span shares no
            day with another.
        known: rows of the same accounts that are already in the case.

    Cost: one hash per row, and the pairs of rows with equal content on shared days.
    """
    relations = _relate(tuple(spans))
    shared = {key for pair in relations for key in pair}
    book = _Book(relations)
    for row, transfer in known:
        book.enter(row, transfer)
    # Equal rows of a statement that shares no day with another are distinguished by counting alone.
    seen: defaultdict[tuple[str, _Content], int] = defaultdict(int)
    ids = [""] * len(rows)
    for index, row in enumerate(rows):
        if row.span not in shared:
            content = _content(row)
            seen[row.side, content] += 1
            ids[index] = record_id("tra", *content, str(seen[row.side, content]))
    overlapping = [index for index, row in enumerate(rows) if row.span in shared]
    for index, id_ in zip(overlapping, book.identify([rows[index] for index in overlapping]), strict=True):
        ids[index] = id_
    return ids


def _relate(spans: tuple[StatementSpan, ...]) -> dict[tuple[SpanKey, SpanKey], Relation]:
    """How do the statements relate to each other, if a later statement cannot change the answer?

    For statements that share a single day, a later part of that day may show that an apparent repetition is none:
    such rows are compared again at each read and are not joined here.
    """
    relations = relate_all(spans)
    for one, other in find_shared(spans):
        if share_one_day(one, other) and relations[one.key, other.key] == "repeats":
            relations[one.key, other.key] = "unknown"
    return relations


class _Book:
    """The payments found so far, by side and content of their rows."""

    def __init__(self, relations: Mapping[tuple[SpanKey, SpanKey], Relation]) -> None:
        self._relations = relations
        self._payments: defaultdict[tuple[str, _Content], list[_Payment]] = defaultdict(list)
        self._entered: dict[tuple[str, _Content, str], _Payment] = {}
        self._numbers: defaultdict[_Content, dict[str, int]] = defaultdict(dict)

    def enter(self, row: StatedRow, transfer: str) -> None:
        content = _content(row)
        payment = self._entered.get((row.side, content, transfer))
        if payment is None:
            found = self._payments[row.side, content]
            payment = _Payment(self._number_of(content, transfer, len(found) + 1), transfer)
            found.append(payment)
            self._entered[row.side, content, transfer] = payment
        _add_row(payment, row)

    def identify(self, rows: Sequence[StatedRow]) -> list[str]:
        groups: defaultdict[tuple[str, _Content], defaultdict[SpanKey, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for index, row in enumerate(rows):
            groups[row.side, _content(row)][row.span].append(index)
        ids = [""] * len(rows)
        for (side, content), by_span in groups.items():
            payments = self._payments[side, content]
            for span, indexes in by_span.items():
                for index, payment in self._match(payments, content, span, [(index, rows[index]) for index in indexes]):
                    _add_row(payment, rows[index])
                    ids[index] = payment.id
        return ids

    def _match(
        self, payments: list[_Payment], content: _Content, span: SpanKey, stated: list[tuple[int, StatedRow]]
    ) -> list[tuple[int, _Payment]]:
        """Matches each row of one statement with the payment that it repeats, equal references first, or with a new payment."""
        matched: list[tuple[int, _Payment]] = []
        free = _Free(payments, span, self._relate)
        rest = stated
        for find in (free.equal, free.like):
            left = []
            for index, row in rest:
                found = find(row.reference)
                if found is None:
                    left.append((index, row))
                else:
                    matched.append((index, found))
            rest = left
        doubtful = self._count_doubtful(payments, span, {payment.number for _, payment in matched})
        for place, (index, _) in enumerate(rest[:doubtful], start=1):
            payment = _Payment(0, record_id("tra", *content, *span, str(place)))
            payments.append(payment)
            matched.append((index, payment))
        taken = {payment.number for payment in payments}
        number = 0
        for index, _ in rest[doubtful:]:
            number += 1
            while number in taken:
                number += 1
            payment = _Payment(number, record_id("tra", *content, str(number)))
            payments.append(payment)
            matched.append((index, payment))
        return matched

    def _count_doubtful(self, payments: Iterable[_Payment], span: SpanKey, matched: set[int]) -> int:
        """How many numbered payments may a row of this statement repeat without a proof?"""
        return sum(
            _is_doubtful({self._relate(span, other) for other in payment.spans})
            for payment in payments
            if payment.number and payment.number not in matched and span not in payment.spans
        )

    def _relate(self, one: SpanKey, other: SpanKey) -> Relation:
        return self._relations.get((one, other)) or self._relations.get((other, one), "apart")

    def _number_of(self, content: _Content, transfer: str, most: int) -> int:
        """Which number among equal rows does a kept transfer have? 0 if an earlier rule numbered it."""
        known = self._numbers[content]
        for number in range(len(known) + 1, most + 64):
            known[record_id("tra", *content, str(number))] = number
        found = known.get(transfer, 0)
        return found if found < most + 64 else 0


class _Free:
    """Payments that a row of one statement may repeat, in their order. Each payment is returned at most once.

    The search uses the references and does not compare each payment, because a day can have thousands of equal rows.
    """

    def __init__(
        self, payments: Sequence[_Payment], span: SpanKey, relate: Callable[[SpanKey, SpanKey], Relation]
    ) -> None:
        self._payments = payments
        self._given: set[int] = set()
        self._stating: defaultdict[str, deque[int]] = defaultdict(deque)
        self._stating_none: deque[int] = deque()
        self._repeated: deque[int] = deque()
        for index, payment in enumerate(payments):
            if span in payment.spans:
                continue
            relations = {relate(span, other) for other in payment.spans}
            if relations & {"repeats", "unknown"}:
                for reference in payment.references:
                    self._stating[reference].append(index)
            if "repeats" in relations:
                self._repeated.append(index)
                if not payment.references:
                    self._stating_none.append(index)

    def equal(self, reference: str | None) -> _Payment | None:
        """The first payment with this reference."""
        return None if reference is None else self._first(self._stating.get(reference, deque()))

    def like(self, reference: str | None) -> _Payment | None:
        """The first payment of a statement that this statement repeats, unless the references differ."""
        return self._first(self._repeated if reference is None else self._stating_none)

    def _first(self, indexes: deque[int]) -> _Payment | None:
        while indexes:
            index = indexes.popleft()
            if index not in self._given:
                self._given.add(index)
                return self._payments[index]
        return None


def _is_doubtful(relations: set[Relation]) -> bool:
    return bool(relations & {"repeats", "unknown", "contradicts"}) and "continues" not in relations


def _add_row(payment: _Payment, row: StatedRow) -> None:
    payment.spans.add(row.span)
    if row.reference is not None:
        payment.references.add(row.reference)


def _content(row: StatedRow) -> _Content:
    return (
        row.debit_account or "",
        row.credit_account or "",
        *(str(row.debit_minor), row.debit_currency, str(row.credit_minor), row.credit_currency),
        *(row.value_date.isoformat(), row.booking_date.isoformat()),
    )
