"""Rows told apart as the rule says it: each row held against each payment. For comparison only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph_schema.records.provenance import record_id
from graph_schema.statements.overlap import StatementSpan
from graph_schema.statements.payment_identity import KnownRow, StatedRow, _content, _relate


class _Payment:
    def __init__(self, number: int, id_: str) -> None:
        self.number, self.id = number, id_
        self.spans: set[tuple[str, str]] = set()
        self.references: set[str] = set()

    def tell(self, row: StatedRow) -> None:
        self.spans.add(row.span)
        self.references |= {row.reference} - {None}


def identify_plainly(
    rows: Sequence[StatedRow], spans: Iterable[StatementSpan], known: Iterable[KnownRow] = ()
) -> list[str]:
    relations = _relate(tuple(spans))
    payments: dict[tuple[object, ...], list[_Payment]] = {}

    def repeats(one: _Payment, row: StatedRow, *, equal: bool) -> bool:
        same = row.reference is not None and row.reference in one.references
        if (equal and not same) or (row.reference is not None and one.references and not same):
            return False
        found = {relations.get((row.span, other)) or relations.get((other, row.span), "apart") for other in one.spans}
        return "repeats" in found or (same and "unknown" in found)

    def may_repeat(one: _Payment, span: tuple[str, str]) -> bool:
        found = {relations.get((span, other)) or relations.get((other, span), "apart") for other in one.spans}
        return "continues" not in found and not found <= {"apart"}

    for row, transfer in known:
        group = payments.setdefault((row.side, *_content(row)), [])
        payment = next((one for one in group if one.id == transfer), None)
        if payment is None:
            numbers = (n for n in range(1, len(group) + 65) if record_id("tra", *_content(row), str(n)) == transfer)
            payment = _Payment(next(numbers, 0), transfer)
            group.append(payment)
        payment.tell(row)
    ids = [""] * len(rows)
    for key in dict.fromkeys((row.side, *_content(row)) for row in rows):
        own = [place for place, row in enumerate(rows) if (row.side, *_content(row)) == key]
        group = payments.setdefault(key, [])
        for span in dict.fromkeys(rows[place].span for place in own):
            rest = [place for place in own if rows[place].span == span]
            free = [one for one in group if span not in one.spans]
            matched: dict[int, _Payment] = {}
            for equal in (True, False):
                for place in list(rest):
                    found = next((one for one in free if repeats(one, rows[place], equal=equal)), None)
                    if found is not None:
                        free.remove(found)
                        rest.remove(place)
                        matched[place] = found
            doubtful = [one for one in free if one.number and may_repeat(one, span)]
            private = [rest.pop(0) for _ in doubtful[: len(rest)]]
            for count, place in enumerate(private, start=1):
                matched[place] = _Payment(0, record_id("tra", *key[1:], *span, str(count)))
                group.append(matched[place])
            taken, number = {one.number for one in group}, 0
            for place in rest:
                number = next(n for n in range(number + 1, number + len(taken) + 2) if n not in taken)
                matched[place] = _Payment(number, record_id("tra", *key[1:], str(number)))
                group.append(matched[place])
            for place, payment in matched.items():
                payment.tell(rows[place])
                ids[place] = payment.id
    return ids
