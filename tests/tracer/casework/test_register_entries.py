"""Which share of an asset was the person's on paper when the measure against that person began."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pyarrow as pa
import pytest

from graph_schema.records.events import Event
from graph_schema.records.merged_records import Evidence, KeptEvent, MergedLink, MergedNode
from graph_schema.records.transfers import TRANSFER_SCHEMA
from tracer.casework.recovery.acts_on_record import read_acts
from tracer.casework.register_entries import owners_on
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.recovery_case import RecoveryCase
from tracer.recovery.totals.totals import collect_items

ROW = (Evidence("5" * 64, "row:2"),)


def node(id_, kind, **props):
    return MergedNode(id_, kind, props, ROW, {})


def link(kind, tail, head, **props):
    return MergedLink(f"{kind} {tail} {head} {props}", kind, tail, head, props, ROW)


def graph(person, *entries):
    begun = Event("e1", "StateChange", "m1", date(2024, 3, 4), date(2024, 3, 4), "X", {"state": "IDENTIFIED"}, "row:2")
    later = Event("e2", "StateChange", "m1", date(2025, 3, 4), date(2025, 3, 4), "X", {"state": "TRACED"}, "row:3")
    names = [node(name, "Person", name=name) for name in ("ana", "dan", "ion")]
    measure = node("m1", "Measure", number="1", share="1/2", purposes="damage")
    nodes = [node("flat", "Property", asset_class="flat"), node("acc", "Account", number="1"), measure, *names]
    links = [link("Covers", "m1", "flat"), link("Against", "m1", person), *entries]
    events = (KeptEvent(later, ROW), KeptEvent(begun, ROW))
    return CaseGraph(1, {n.id: n for n in nodes}, tuple(links), events, pa.Table.from_pylist([], TRANSFER_SCHEMA))


HALVES = (link("Holds", "ana", "flat", share="1/2", to_date="2024-11-05"), link("Holds", "dan", "flat", share="1/2"))


@pytest.mark.parametrize(
    ("person", "entries", "title"),
    [
        ("ana", HALVES, Fraction(1, 2)),  # sold at auction since: the measure was on what was hers
        ("ion", HALVES, Fraction(0)),
        ("ana", (), None),
        ("ana", (link("Uses", "ana", "flat"),), None),
        ("ana", (link("Holds", "ana", "flat", from_date="2024-03-05"),), None),
        ("ana", (link("Holds", "ana", "flat", from_date="2024-03-04"),), Fraction(1)),  # her first day
        ("ana", (link("Holds", "ana", "flat", to_date="2024-03-04"),), Fraction(1)),  # her last day
        ("ana", (link("Holds", "ana", "flat", from_date="2024-03"),), Fraction(1)),
        ("ana", (link("Holds", "dan", "flat", to_date="2024-03-03"), link("Holds", "ion", "flat")), Fraction(0)),
        (
            "ana",
            (link("Holds", "ana", "flat", share="1/4"), link("Holds", "ana", "flat", share="1/3")),
            Fraction(7, 12),
        ),
        ("ana", (link("Holds", "ana", "flat", to_date="2024-03-03"),), None),  # nobody is entered any more
    ],
)
def test_the_title_is_that_of_the_day_on_which_the_measure_began(person, entries, title):
    acts = read_acts(graph(person, *entries), {ROW[0].source: (date(2026, 1, 5), 1)})
    (item,) = collect_items(RecoveryCase(acts=acts).facts())
    assert item.title == title


def test_the_holder_of_an_account_owns_it_and_whoever_disposes_of_it_does_not():
    entries = (link("HoldsAccount", "ana", "acc"), link("ControlsAccount", "ion", "acc"))
    assert owners_on(graph("ana", *entries).links_at("acc"), "acc", date(2024, 1, 1)) == {"ana": 1}
