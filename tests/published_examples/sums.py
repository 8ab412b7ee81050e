"""Runs examples of plain figures: sums of printed amounts, ratios, rings of payments."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from graph_schema.values.money import format_plain, parse_amount
from tests.published_examples.figures import Check, Fields, WrongExample, compare, compare_rounded, read_number
from tracer.analysis.patterns.cycles import count_cycles

CURRENCY = "USD"


def run_arithmetic(case: Fields) -> Iterator[Check]:
    terms = case.list("terms")
    expected = case.take("expect")
    for term in terms:
        read_number(term, "a term")
    total = sum(parse_amount(str(term), CURRENCY, decimal_mark=".") for term in terms)
    yield compare("sum", expected, Fraction(format_plain(total, CURRENCY)), tolerance=case.maybe("tolerance"))


def run_ratio(case: Fields) -> Iterator[Check]:
    above, below = (read_number(case.take(name), name) for name in ("num", "den"))
    if not below:
        raise WrongExample("den is zero")
    yield compare_rounded("ratio", case.take("expect"), above / below, tolerance=case.maybe("tolerance"))


def run_cycles(case: Fields) -> Iterator[Check]:
    payments = []
    for number, edge in enumerate(case.list("edges"), 1):
        if not isinstance(edge, list) or len(edge) not in (2, 3):
            raise WrongExample(f"edge {number} is {edge!r:.60}: expected [payer, payee] or [payer, payee, time]")
        payments.append((str(edge[0]), str(edge[1])))
    found = count_cycles(payments)
    expected = case.mapping("expect")
    for length in sorted({*expected, *map(str, found)}, key=lambda text: (len(text), text)):
        yield compare(f"rings of {length}", expected.get(length, 0), found.get(int(length), 0))
