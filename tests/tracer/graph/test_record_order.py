"""Events in the order in which they came on record, whatever the clocks said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from graph_schema.audit_log import AuditEvent, LogEntry, chain_audit_event
from graph_schema.records.events import Event
from graph_schema.records.merged_records import Evidence, KeptEvent
from graph_schema.records.provenance import Source
from tracer.graph.record_order import read_record_order
from tracer.recovery.counting import counted_events
from tracer.store.ports.store_values import KeptSource

DAY = date(2025, 3, 1)


@dataclass
class Given:
    """A case with these events, each from the source of its place in the log, received on that day."""

    told: Sequence[tuple[Event, date]]

    def events(self, *, subject: str | None = None, type_: str | None = None) -> tuple[KeptEvent, ...]:
        kept = (KeptEvent(event, (Evidence(f"{place:064}", "x"),)) for place, (event, _) in enumerate(self.told))
        return tuple(one for one in kept if type_ in (None, one.event.type))

    def sources(self) -> tuple[KeptSource, ...]:
        return tuple(
            KeptSource(
                Source(f"{place:064}", "x", "bank", "x", "1", 1, "2025-01-01", 1, 1, 0), f"{day}T10:00:00Z", "", (), ()
            )
            for place, (_, day) in enumerate(self.told)
        )

    def log(self) -> Iterator[LogEntry]:
        last = None
        for place, (_, day) in enumerate(self.told):
            last = chain_audit_event(
                AuditEvent(f"{day}T10:00:00Z", "Ana Inventată", "owner", "x", f"{place:064}"), last
            )
            yield last


def step(name: str, recorded: date, *, effective: date = DAY, type_: str = "MethodChosen") -> Event:
    return Event(name, type_, "s", effective, recorded, "Ana Inventată", {}, "x")


def order(case: Given) -> list[str]:
    events = [kept.event for kept in read_record_order(case).events]
    for mixed in list(permutations(events))[:6]:
        assert [event.id for event in counted_events(mixed)] == [event.id for event in events]
    return [event.id for event in events]


@given(days=st.lists(st.integers(1, 28), min_size=1, max_size=5))
def test_acts_by_the_clock_stand_as_the_log_has_them(days: list[int]) -> None:
    told = [(step(f"{9 - place}", date(2025, 3, day)), date(2025, 3, day)) for place, day in enumerate(days)]
    assert order(Given(told)) == [event.id for event, _ in told]


def test_a_day_that_a_register_states_counts_as_it_is() -> None:
    late, early = step("a", date(2025, 3, 9)), step("b", date(2025, 3, 2))
    assert order(Given([(late, date(2025, 6, 1)), (early, date(2025, 6, 2))])) == ["b", "a"]


def test_what_took_effect_earlier_stands_earlier() -> None:
    first = step("a", date(2025, 3, 9)), date(2025, 3, 9)
    second = step("b", date(2025, 3, 5), effective=date(2025, 2, 1)), date(2025, 3, 5)
    assert order(Given([first, second])) == ["b", "a"]


def test_the_next_event_comes_after_all_of_the_clock() -> None:
    order = read_record_order(Given([(step("a", date(2025, 3, 9)), date(2025, 3, 9))]))
    (kept,) = order.events
    assert order.next(step("b", date(2025, 3, 5)), date(2025, 3, 5)).recording_order > kept.event.recording_order
    assert order.next(step("b", date(2025, 3, 5)), date(2025, 3, 6)).recording_order < kept.event.recording_order
    assert read_record_order(Given([])).next(step("b", DAY), DAY).recording_order[0] == DAY


def test_of_other_types_nothing_is_read() -> None:
    case = Given([(step("a", DAY), DAY), (step("b", DAY, type_="Revoked"), DAY)])
    assert [kept.event.id for kept in read_record_order(case, ("Revoked",)).events] == ["b"]


def test_the_turn_is_no_content() -> None:
    (kept,) = read_record_order(Given([(step("a", DAY), DAY)])).events
    assert kept.event == step("a", DAY) and kept.event.on_record is not None
