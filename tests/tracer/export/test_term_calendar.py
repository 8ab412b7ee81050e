"""The calendar of the terms: what was written is read back, by another program's rules, and no text steers it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from icalendar import Calendar, Event

from tests.tracer.export.graph_forms.conftest import any_text
from tracer.casefile.term_sheet import TermAbout, TermLine, TermSheet
from tracer.export.term_calendar import write_term_calendar
from tracer.wording.language import find_language
from tracer.wording.visible_signs import show_signs

DAY = date(2026, 11, 2)
EN, RO = find_language("en"), find_language("ro")
IN_DAYS = TermLine(
    id="trm-1", rule="victim_notice", what="notice to the victim", statute="office rule", remind=("P",),
    lapses="unstated", start=DAY, start_at=None, due=date(2026, 11, 7), due_at=None, days_left=5, severity="green",
    about=(TermAbout("cas-1", "Case", "1/P/2026"),), case="1/P/2026", number="", person="Civil party 2F46",
    fact="indicted", reasons=("2 Nov 2026 + 5 days, not moved: 7 Nov 2026",),
)  # fmt: skip
IN_HOURS = replace(
    IN_DAYS, id="trm-2", what="handing over of seized valuables", statute="CPP 252(4)-(6)", remind=("P", "A"), fact="",
    start_at=datetime(2026, 11, 2, 22, tzinfo=UTC), due=date(2026, 11, 4), due_at=datetime(2026, 11, 4, 22, tzinfo=UTC),
    about=(TermAbout("ast-1", "OtherAsset", "Lingouri; aur, 1\\2"),), number="14", person="", days_left=2,
    reasons=("3 Nov 2026, 00:00 + 48 hours, not moved: 5 Nov 2026, 00:00",),
)  # fmt: skip
SHEET = TermSheet(DAY, (IN_HOURS, IN_DAYS))


def events_of(data: bytes) -> list[Event]:
    return [part for part in Calendar.from_ical(data).walk("VEVENT") if isinstance(part, Event)]


def test_a_term_in_days_is_an_event_of_the_whole_last_day_with_an_alarm_three_days_before():
    event = events_of(write_term_calendar(SHEET, EN))[1]
    assert (event["DTSTART"].dt, "DTEND" in event) == (date(2026, 11, 7), False)
    assert type(event["DTSTART"].dt) is date
    assert event["SUMMARY"] == "notice to the victim: 1/P/2026, Civil party 2F46, indictment"
    assert event["DESCRIPTION"].splitlines() == [
        "office rule",
        "2 Nov 2026 + 5 days, not moved: 7 Nov 2026",
        "Last day: 7 Nov 2026",
        "For: prosecutor",
    ]
    (alarm,) = event.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(days=-3))


def test_a_term_in_hours_is_an_event_at_its_instant_with_an_alarm_within_its_length():
    event = events_of(write_term_calendar(SHEET, EN))[0]
    assert event["DTSTART"].dt == datetime(2026, 11, 4, 22, tzinfo=UTC)
    assert event["SUMMARY"] == "handing over of seized valuables: Lingouri; aur, 1\\2, 1/P/2026, no. 14"
    assert event["DESCRIPTION"].splitlines()[2:] == [
        "Last moment: 5 Nov 2026, 00:00, Bucharest time",
        "For: prosecutor, ANABI",
    ]
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=-3)


def test_the_file_states_what_the_format_requires():
    data = write_term_calendar(SHEET, RO)
    calendar = Calendar.from_ical(data)
    assert (calendar["VERSION"], calendar["PRODID"]) == ("2.0", "-//Tracer//Tracer//RO")
    assert [event["UID"] for event in events_of(data)] == ["trm-2@tracer", "trm-1@tracer"]
    assert {event["DTSTAMP"].dt for event in events_of(data)} == {datetime(2026, 11, 2, tzinfo=UTC)}
    assert {event["CLASS"] for event in events_of(data)} == {"CONFIDENTIAL"}
    assert events_of(data)[1]["SUMMARY"].endswith("trimitere în judecată")


def test_the_same_sheet_gives_the_same_bytes():
    assert write_term_calendar(SHEET, EN) == write_term_calendar(SHEET, EN)
    assert events_of(write_term_calendar(TermSheet(DAY, ()), EN)) == []


@pytest.mark.parametrize(
    "text", ["a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:x", "\\n;,\"'", "ș" * 200, "x\rEND:VCALENDAR"]
)
def test_no_text_leaves_its_field(text):
    check(text)


@given(any_text)
def test_any_text_is_read_back_as_it_is_shown(text: str) -> None:
    check(text)


def check(text: str) -> None:
    line = replace(IN_HOURS, about=(TermAbout("ast-1", "OtherAsset", f"<{text}>"),), reasons=(f"<{text}>",))
    data = write_term_calendar(TermSheet(DAY, (line, IN_DAYS)), EN)
    assert all(len(row) <= 75 for row in data.split(b"\r\n"))
    events = events_of(data)
    assert [event["UID"] for event in events] == ["trm-2@tracer", "trm-1@tracer"]
    shown = show_signs(f"<{text}>").replace("\r\n", "\n")
    assert events[0]["SUMMARY"] == f"handing over of seized valuables: {shown}, 1/P/2026, no. 14"
    assert shown in events[0]["DESCRIPTION"]
