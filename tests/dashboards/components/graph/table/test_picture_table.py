"""The picture as tables: what is put away is in none of them, and every note says on what, what it is, by whom and when."""

from __future__ import annotations

from dataclasses import replace

from dashboards.components.graph.table.picture_table import node_rows, note_rows, seen_lines
from dashboards.components.tables import Figure
from dashboards.graph_component.from_browser.away import Away
from tracer.actions.case_graph.picture import GraphLine, GraphPoint
from tracer.actions.case_graph.views.state import ViewNote
from tracer.wording.language import find_language

EN, RO = find_language("en"), find_language("ro")
PERSON = GraphPoint("p", "Person", "Victim 4F87", "", True, 1)
FIRM = GraphPoint("c", "Company", "Alfa SRL", "", False, 2)
CAR = GraphPoint("v", "Vehicle", "B-01-XXX", "FROZEN", False, 1)


def line(id_, type_, tail, head):
    return GraphLine(id_, type_, tail, head, 1, None, "", "", "", "", "")


LINES = [line("l1", "Shareholding", "p", "c"), line("l2", "Holds", "c", "v")]
NOTES = [
    ViewNote("n1", "p", "Ana Proba", "2026-12-01T09:05:00+00:00", "2026-12-01T09:06:00+00:00", "fact", "Pensie"),
    ViewNote("n2", "l2", "Dan Proba", *["2026-12-01T10:00:00+00:00"] * 2, "assessment", "A lui?", True, "Ana Proba",
             "2026-12-02T10:00:00+00:00"),
    ViewNote("n3", "gone", "Dan Proba", *["2026-12-01T10:00:00+00:00"] * 2, "fact", "x"),
]  # fmt: skip


def test_what_is_put_away_is_in_no_row_and_its_links_do_not_count():
    away = Away(hidden=frozenset({"v"}))
    assert [one.id for one in seen_lines(LINES, away)] == ["l1"]
    rows = node_rows([PERSON, FIRM], LINES, NOTES, away, EN)
    assert [(row["Name"], row["Kind"], row["State"], row["Links"], row["Notes"]) for row in rows] == [
        ("Victim 4F87", "protected person", "", Figure("1"), Figure("1")),
        ("Alfa SRL", "a company or other legal entity", "", Figure("1"), Figure("")),
    ]
    revoked = node_rows([PERSON, FIRM, CAR], LINES, [replace(NOTES[1], target="p")], Away(), EN)
    assert [row["Notes"] for row in revoked] == [Figure("")] * 3
    (*_, car) = node_rows([PERSON, FIRM, CAR], LINES, NOTES, Away(folded=frozenset({"p"})), RO)
    assert (car["Stare"], car["Legături"]) == ("indisponibilizat", Figure("1"))


def test_each_note_says_on_what_and_what_it_is_by_whom_and_when():
    captions = {point.id: point.caption for point in (PERSON, FIRM, CAR)}
    rows = note_rows(NOTES, captions, LINES, EN)
    assert [list(row.values()) for row in rows] == [
        ["Victim 4F87", "Pensie", "Fact", "Ana Proba", "1 Dec 2026, 09:06:00 UTC", ""],
        [
            "Alfa SRL → B-01-XXX (owns)",
            "A lui?",
            "Assessment",
            "Dan Proba",
            "1 Dec 2026, 10:00:00 UTC",
            "Ana Proba · 2 Dec 2026, 10:00:00 UTC",
        ],
        ["not in the picture", "x", "Fact", "Dan Proba", "1 Dec 2026, 10:00:00 UTC", ""],
    ]
