"""Computes the money of a realised measure: sum received, costs, payments, and what is still held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from graph_schema.records.events import Event
from graph_schema.values.money import Money, share_of
from tracer.recovery.measures.history import MeasureState
from tracer.recovery.money.rates import Rates

_Dated = tuple[str, Money, date]


@dataclass(frozen=True, slots=True)
class UnconvertedSum:
    """An amount without an exchange rate near its day. ``subject``: asset or measure; ``event``: the id of its record."""

    subject: str
    event: str
    money: Money
    on: date


@dataclass(frozen=True, slots=True)
class Receipts:
    """The money of one measure in one currency, minor units. ``received`` None: no sum received is on record.

    received = costs + victims + budget + shared + undistributed. ``undistributed`` below zero: more was paid out
    than the sum received on record. All fields are zero if ``received`` is None. ``at_least``: ``received`` is its least
    possible value: no sum received is on record, or one has no exchange rate near its day; then the payments and costs
    count as received if they are more. ``without_rate``: a sum received is on record, but no rate converts it.
    """

    received: int | None
    costs: int
    victims: int
    budget: int
    shared: int
    undistributed: int
    at_least: bool
    without_rate: bool = False


@dataclass(frozen=True, slots=True)
class MeasureMoney:
    """The money of one measure, all its costs so far, and the amounts that no rate converts."""

    receipts: Receipts
    costs: int
    unconverted: tuple[UnconvertedSum, ...]


def measure_money(
    measure: str, state: MeasureState, costs: Iterable[Event], rates: Rates, currency: str
) -> MeasureMoney:
    """How much money came from this measure, and where did it go?

    The sum received is what the REALISED steps state. If there are none, it is what the early sale brought
    (DEPOSITED). A REALISED sum after a deposit is the deposited money with interest, so the deposit is not added. A
    deposit states the price less the costs of the sale, so costs until that day are not subtracted again. Each amount is
    converted at the rate of its own day; an amount without a rate is returned in ``unconverted`` and not added.
    ``costs``: counted Cost events of the measure.
    Source: Law 318/2015; CPP 252¹.
    """
    missing: list[UnconvertedSum] = []

    def convert(sums: Iterable[_Dated]) -> list[tuple[date, int]]:
        found: list[tuple[date, int]] = []
        for event, money, on in sums:
            minor = rates.convert(money, currency, on)
            if minor is None:
                missing.append(UnconvertedSum(measure, event, money, on))
            else:
                found.append((on, minor))
        return found

    realised = _stated(state, "REALISED")
    deposited = [row for row in _stated(state, "DEPOSITED") if row[0] in set(_entered_anew(state, "DEPOSITED"))]
    come_in = [minor for _, minor in convert(realised or deposited)]
    without_rate = bool(missing)
    victims, budget, shared = (
        sum(minor for _, minor in convert(_stated(state, name))) for name in ("VICTIM", "BUDGET", "SHARED")
    )
    spent = convert(
        (row.id, Money(int(row.props["amount_minor"]), str(row.props["currency"])), row.effective) for row in costs
    )
    already_off = max((on for _, _, on in deposited), default=None) if not realised else None
    due = sum(minor for on, minor in spent if already_off is None or on > already_off)
    all_costs, paid = sum(minor for _, minor in spent), victims + budget + shared
    if not come_in and not paid:
        return MeasureMoney(Receipts(None, 0, 0, 0, 0, 0, False, without_rate), all_costs, tuple(missing))
    received = sum(come_in) if come_in else paid + due
    if without_rate:
        received = max(received, paid + due)
    at_least = without_rate or not come_in
    receipts = Receipts(received, due, victims, budget, shared, received - due - paid, at_least, without_rate)
    return MeasureMoney(receipts, all_costs, tuple(missing))


def part_of_receipts(receipts: Receipts, part: Fraction) -> Receipts:
    """How much of this money belongs to a part of the measure's share? Rounding differences are in ``undistributed``."""
    if receipts.received is None or part == 1:
        return receipts
    received = share_of(receipts.received, part)
    costs, victims, budget, shared = (
        share_of(minor, part) for minor in (receipts.costs, receipts.victims, receipts.budget, receipts.shared)
    )
    left = received - costs - victims - budget - shared
    return Receipts(received, costs, victims, budget, shared, left, receipts.at_least, receipts.without_rate)


def _stated(state: MeasureState, name: str) -> list[_Dated]:
    return [(row.event, Money(row.minor, row.currency), row.on) for row in state.sums if row.state == name]


def _entered_anew(state: MeasureState, name: str) -> Iterable[str]:
    """The steps that enter a state from another state: a recheck repeats the state, but not the amount."""
    before: str | None = None
    for entered, _, event in state.entered:
        if entered == name and before != name:
            yield event
        before = entered
