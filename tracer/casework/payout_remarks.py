"""Compares what one measure paid out with what came in, in the currency of the receipt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from graph_schema.messages import N_, Message
from graph_schema.values.money import Money, format_plain
from tracer.casework.sessions.session import Session
from tracer.recovery.counting import counted_events
from tracer.recovery.measures.history import MeasureState, replay_counted
from tracer.recovery.money.rates import Rates
from tracer.recovery.money.receipts import measure_money
from tracer.recovery.statistics.totals_flags import flag_receipts

NOT_CONVERTED: Final = N_(
    "Measure {measure}: no exchange rate near {day} converts {sum} into {currency}, so this sum is compared with no other. "
    "Import the rates of that day."
)


def find_payout_remarks(session: Session, measure: str, effective: date) -> Iterator[Message]:
    """What is to be said of the money of this measure once a step of that day is on record?

    By how much the sums paid out and spent exceed the sum received, in the currency of the sum received last, at the rates
    of their days; and which sums no rate converts. Nothing is said of a measure whose sums agree. Sums and days are written
    as :mod:`tracer.wording.plain_values` reads them. Cost: one pass over the events.
    """
    graph, today = session.graph(), session.today()
    counted = list(counted_events((kept.event for kept in graph.events), as_of=max(today, effective), known_on=today))
    own = [event for event in counted if event.subject == measure]
    state = replay_counted(event for event in own if event.type == "StateChange")
    currency = _currency(state)
    if currency is None:
        return
    costs = [event for event in own if event.type == "Cost"]
    found = measure_money(measure, state, costs, Rates(counted), currency)
    number = str(graph.nodes[measure].props["number"])
    for flag in flag_receipts(measure, found.receipts):
        sums = {name: _plain(Money(int(value), currency)) for name, value in flag.params.items() if name == "minor"}
        yield Message(flag.template, **{**flag.params, "measure": number, **sums})
    for one in found.unconverted:
        yield Message(NOT_CONVERTED, measure=number, day=one.on.isoformat(), sum=_plain(one.money), currency=currency)


def _plain(money: Money) -> str:
    return f"{format_plain(money.minor, money.currency)} {money.currency}"


def _currency(state: MeasureState) -> str | None:
    """The currency of the sum received last; without one, that of the last payment. None: no sum is on record."""
    for names in (("REALISED",), ("DEPOSITED",), ("VICTIM", "BUDGET", "SHARED")):
        found = [row.currency for row in state.sums if row.state in names]
        if found:
            return found[-1]
    return None
