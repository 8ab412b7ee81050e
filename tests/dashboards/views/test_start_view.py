"""The Overview by role: the sums, what waits with the act that settles it, months, news, people."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dashboards.components.overview.alert_list import FIRST, say_days
from dashboards.components.overview.news_card import say_act
from dashboards.open_cases import open_case
from tracer.access.roles import Actor
from tracer.actions.overview.alerts import list_alerts
from tracer.actions.overview.news import NewsLine
from tracer.actions.overview.statement_grid import list_grid
from tracer.casework.sessions.opening import open_session
from tracer.sample.world.people import PEOPLE, VICTIMS
from tracer.settings import Settings
from tracer.wording.language import find_language

CARDS = ["To do first", "Do the statements add up?", "New since you were here", "Who is who"]


def bodies(at):
    return [one.proto.body for one in at.get("html")]


def alerts(at):
    """Title and detail of each alert, in order."""
    found = (re.fullmatch('<div class="tracer-alert"><b>(.*)</b><span>(.*)</span></div>', body) for body in bodies(at))
    return [one.groups() for one in found if one]


def links(at):
    return {one.proto.label: one.proto for one in at.get("page_link")}


def figures(at):
    return {metric.label: metric.value for metric in at.metric}


def read(case):
    """What was read of the case so far."""
    with open_session(Settings(case, Actor("Ana Proba", "owner"), "en"), read_only=True) as session:
        return [entry.audit_event.action for entry in session.store.access_log()]


def with_all_alerts(at):
    at.toggle(key="start_alerts_all").set_value(True)
    return at.run()


def test_the_sums_stand_first_then_what_waits_the_most_urgent_first(app, sample_case):
    at = app(sample_case)
    assert not at.exception
    assert at.title[0].value == "What needs me in this case?"
    assert next(iter(figures(at).items())) == ("Identified", "693,200.00\u00a0EUR")
    assert figures(at)["Paid to victims"] == "20,600.00\u00a0EUR"
    assert [header.value for header in at.header] == CARDS
    first = alerts(at)
    titles = [title for title, _ in alerts(with_all_alerts(at))]
    assert len(titles) > len(first) == FIRST and titles[:FIRST] == [title for title, _ in first]
    late = [title for title in titles if "overdue" in title]
    assert titles[: len(late)] == late and len(late) > 1
    assert titles[-1].endswith("identifiers do not check")
    assert "1 statement is missing" in titles
    detail = dict(alerts(at))
    assert detail["1 statement is missing"] == "Ştefania Fictivescu (RO30…0013) RON, May 2023"
    assert any("CPP 250²" in one for one in detail.values())
    assert "^" not in " ".join(detail.values())


def test_every_alert_has_the_act_that_settles_it(app, sample_case):
    at = with_all_alerts(app(sample_case))
    labels = [label.removeprefix(":blue[").removesuffix("]") for label in links(at)]
    assert {"Decide", "Add the statement", "Open"} <= set(labels)
    assert links(at)[":blue[Add the statement]"].page == "files"
    assert links(at)[":blue[Decide]"].page == "payments"
    opened = {one.proto.popover.label for one in at.get("popover")}
    many = [alert.count for alert in list_alerts(open_case("")) if alert.kind == "overdue" and alert.count > 1]
    assert len(many) > 1
    assert {"Look", *(f"Open the {count}" for count in many)} <= opened


def test_people_are_named_and_the_protected_counted(app, sample_case):
    at = app(sample_case)
    said = " ".join([*bodies(at), *links(at)])
    assert "Victor Inventescu" in said and "5 victims" in said and "1 witness" in said
    assert not [key for key in VICTIMS if PEOPLE[key].name in said]
    assert "suspect 900001/D/P/2022, 900002/D/P/2024" in said


@pytest.mark.parametrize(
    ("role", "cards", "asked"),
    [
        ("investigator", CARDS, {"people", "totals", "alerts", "statements", "news"}),
        ("prosecutor", CARDS, {"people", "totals", "alerts", "statements", "news"}),
        ("supervisor", CARDS[:1], {"totals", "alerts"}),
        ("administrator", [], set()),
    ],
)
def test_a_role_sees_its_part_and_nothing_else_is_asked_of_the_case(app, case_copy, role, cards, asked):
    before = len(read(case_copy))
    at = app(case_copy, role=role)
    assert not at.exception
    assert [header.value for header in at.header] == cards
    assert set(read(case_copy)[before:]) == asked
    assert bool(at.text_input) is ("people" in asked)
    assert bool(at.metric) is ("totals" in asked)


def test_a_supervisor_sees_the_deadlines_and_no_other_alert(app, sample_case):
    titles = [title for title, _ in alerts(app(sample_case, role="supervisor"))]
    assert titles and all("deadline" in title for title in titles)


def test_an_empty_case_says_what_to_do_next(app, tmp_path):
    open_session(Settings(tmp_path / "case", Actor("Ana Proba", "owner"), "en"), create=True).store.close()
    at = app(tmp_path / "case")
    assert not at.exception
    said = [info.value for info in at.info]
    assert said[0].startswith("Nothing waits")
    assert any("no statement of an account yet" in one for one in said)
    assert any("who has a role" in one for one in said)
    assert figures(at)["Identified"] == "0.00\u00a0EUR"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2023-05-01", "2023-05-31", "May 2023"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2023-05-01", "2023-05-30", "1 May 2023 – 30 May 2023"),
        ("2023-05-01", "2023-06-30", "1 May 2023 – 30 Jun 2023"),
        ("2023-05-07", "2023-05-07", "7 May 2023"),
    ],
)
def test_a_whole_month_is_called_by_its_name(first, last, said):
    assert say_days(date.fromisoformat(first), date.fromisoformat(last), find_language("en")) == said


def test_an_act_is_worded_with_its_file_and_rows():
    english = find_language("en")
    line = NewsLine(date(2026, 12, 1), "import", "Ana", 1, 188, 2, "mai.csv", "f" * 64)
    assert say_act(line, english) == "Files read: 1, mai.csv; 188 rows, 2 not kept"
    assert say_act(NewsLine(date(2026, 12, 1), "step", "Ana", 3, 0, 0, "", ""), english) == "Orders recorded: 3"
    assert say_act(NewsLine(date(2026, 12, 1), "new act", "Ana", 1, 0, 0, "", ""), english) == "Other acts: 1"


def test_a_month_is_opened_from_the_table_of_its_account_too(app, sample_case, monkeypatch):
    drawn, led = [], []

    def choose(rows, language, *, key=None, **other):
        drawn.append((key, len(rows)))
        return {"start_grid_accounts": 0, "start_grid_months_0": 1}.get(key)

    place = "dashboards.components.overview.month_card"
    monkeypatch.setattr(f"{place}.show_table", choose)
    monkeypatch.setattr(f"{place}.go_to", lambda page, **address: led.append((page, sorted(address))))
    at = app(sample_case)
    assert not at.exception
    months = len(list_grid(open_case(""))[0].line.months)
    assert drawn[-1] == ("start_grid_months_0", months)
    assert led == [("evidence", ["back", "place", "source"])]
