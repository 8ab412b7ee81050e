"""Facts of a file, communications and notices."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.errors import WrongRecord
from graph_schema.records.events import Event, check_event


def event(kind, **props):
    return Event("evt-1", kind, "cas-1", date(2026, 3, 9), date(2026, 3, 9), "Ana", props, "row:7")


def test_what_is_communicated_and_what_is_noticed():
    check_event(event("Communicated", person="per-1", at="2026-03-09T10:30Z"))
    check_event(event("Communicated", person="per-1"))  # the day is the event's, the time where it is known
    check_event(event("CaseFact", fact="opened"))
    check_event(event("NoticeGiven", person="per-1", about="indictment", channel="lawyer"))
    check_event(event("DeadlineDone", rule="check_trial"))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (event("Communicated", at="2026-03-09T10:30Z"), "required field person"),
        (event("Communicated", person="per-1", at="2026-03-09"), "a time in UTC"),
        (event("NoticeGiven", person="per-1", about="weather", channel="lawyer"), "one of indictment"),
        (event("CaseFact", fact="weather"), "one of opened"),
        (event("DeadlineDone"), "required field rule"),
    ],
)
def test_what_is_against_the_schema_is_refused(wrong, reason):
    with pytest.raises(WrongRecord, match=reason):
        check_event(wrong)
