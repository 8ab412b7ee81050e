"""Events of one source taken into a draft: looked for all at once, kept once, refused where they contradict."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.errors import WrongRecord
from graph_schema.records.events import Event
from tracer.store.neo4j.queries import events as events_queries
from tracer.store.neo4j.stored.records import SourceIndex
from tracer.store.neo4j.transaction.records import write_events
from tracer.store.neo4j.unit_of_work import UnitOfWork
from tracer.store.ports.store_values import Written
from tracer.store.semantics.canonical import write_props


def cost(number, minor=1250, locator="row:5"):
    props = {"amount_minor": minor, "currency": "RON"}
    return Event(f"evt-{number}", "Cost", "per-1", date(2024, 2, 1), date(2024, 2, 2), "Ana Inventată", props, locator)


class Asked:
    """A reader of a case in which these events are told by source 1; it notes what it is asked."""

    version = 1

    def __init__(self, *events):
        self.kept = {event.id: event for event in events}
        self.asked = []

    def rows(self, statement, **asked):
        self.asked.append((statement, asked["ids"]))
        return [
            {
                **{name: getattr(event, name) for name in ("id", "type", "subject", "author")},
                "effective": event.effective.isoformat(),
                "content": write_props(event.props),
                "told": [f"1|{event.recorded.isoformat()}|{event.locator}"],
            }
            for id_ in asked["ids"]
            if (event := self.kept.get(id_))
        ]


@pytest.fixture
def written():
    """written(source, events, *kept) -> what was said of them, the draft, and what the server was asked."""

    def write(source, events, *kept):
        reader = Asked(*kept)
        unit = UnitOfWork(reader, SourceIndex([]), 3)
        return write_events(unit, source, events), unit, reader.asked

    return write


def test_all_events_are_looked_for_at_once(written):
    result, unit, asked = written(2, [cost(number) for number in range(300)])
    assert result == Written(added=300)
    assert asked == [(events_queries.GET_EVENTS, [f"evt-{number}" for number in range(300)])]
    assert len(unit.dirty_events) == 300 and unit.records == {2: {"event"}}


def test_what_the_source_told_before_is_known_and_changes_nothing(written):
    result, unit, _ = written(1, [cost(1), cost(2)], cost(1), cost(2))
    assert result == Written(known=2)
    assert not unit.dirty_events and not unit.changed()


def test_the_same_event_twice_in_one_source_is_kept_once(written):
    result, unit, _ = written(2, [cost(1), cost(1, locator="row:9")])
    assert result == Written(added=1, known=1)
    assert unit.events["evt-1"].by_source == {2: ("2024-02-02", "row:5")}


def test_a_second_source_tells_a_kept_event_at_its_own_place(written):
    result, unit, _ = written(2, [cost(1, locator="row:9"), cost(3)], cost(1))
    assert result == Written(added=2)
    assert unit.events["evt-1"].by_source == {1: ("2024-02-02", "row:5"), 2: ("2024-02-02", "row:9")}


def test_other_content_is_refused(written):
    with pytest.raises(WrongRecord, match=r"row:7: the event evt-1 is kept with other content"):
        written(2, [cost(3), cost(1, 99, "row:7")], cost(1))
