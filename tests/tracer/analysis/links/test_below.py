"""On which days a party has what, through all ways down."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tracer.analysis.links.below import covers, days_below, meets
from tracer.analysis.links.evidence import CERTAIN_PPM, EvidenceLink


def day(number):
    return date(2020, 1, 1 + number)


def test_a_way_down_holds_while_all_of_it_holds(build_link):
    links = [
        build_link("1", "shareholding", "S", "C", 2, 9),
        build_link("2", "holds_account", "C", "a", 5),
        build_link("3", "represents", "S", "C", 15, 20),
        build_link("4", "holds_account", "D", "b"),
        build_link("5", "related_to", "S", "D"),
    ]
    days = days_below(links, "S")
    assert days["C"] == ((day(2), day(9)), (day(15), day(20)))
    assert days["a"] == ((day(5), day(9)), (day(15), day(20)))
    assert set(days) == {"S", "C", "a"}
    assert [covers(days["a"], day(number)) for number in (4, 5, 9, 10, 15)] == [False, True, True, False, True]
    held = [build_link(str(start), "holds", "C", "X", start, start + 2) for start in (0, 3, 10, 12)]
    assert [meets(days["a"], link) for link in held] == [False, True, False, False]
    assert meets(days["a"], build_link("open", "holds", "C", "X"))
    assert not meets(days.get("b", ()), build_link("open", "holds", "C", "X"))


def test_periods_that_touch_on_one_day_meet_on_it(build_link):
    links = [build_link("1", "shareholding", "S", "C", 2, 5), build_link("2", "holds_account", "C", "a", 5, 9)]
    days = days_below(links, "S")
    assert days["a"] == ((day(5), day(5)),)
    assert covers(days["a"], day(5))
    for start, end, expected in ((1, 5, True), (5, 7, True), (1, 4, False), (6, 7, False)):
        assert meets(days["a"], build_link("3", "holds", "C", "X", start, end)) is expected


def test_only_through_the_parties_named(build_link):
    links = [build_link(f"{a}{b}", "shareholding", a, b) for a, b in ("SC", "CD", "SE", "EF")]
    assert set(days_below(links, "S", through=frozenset({"C"}))) == {"S", "C", "D", "E"}


@st.composite
def stakes(draw):
    """Shares among four companies and a person, rings too."""
    links = []
    for number in range(draw(st.integers(1, 8))):
        tail, head = draw(st.sampled_from([pair for pair in permutations("Sabcd", 2) if pair[1] != "S"]))
        start = draw(st.none() | st.integers(0, 6))
        end = draw(st.none() | st.integers(start or 0, 7))
        links.append(
            EvidenceLink(
                f"L{number}",
                "shareholding",
                tail,
                head,
                None if start is None else day(start),
                None if end is None else day(end),
                CERTAIN_PPM,
                None,
                None,
                (("S1", f"row {number}"),),
                "register",
            )
        )
    return links


@given(stakes())
def test_on_each_day_the_periods_are_those_of_the_links_of_that_day(links):
    days = days_below(links, "S")
    for number in range(-1, 9):
        on = date(2020, 1, 1).fromordinal(date(2020, 1, 1).toordinal() + number)
        reached, waiting = {"S"}, ["S"]
        while waiting:
            node = waiting.pop()
            heads = {link.head for link in links if link.tail == node and link.covers(on)} - reached
            reached |= heads
            waiting += heads
        assert {node for node, periods in days.items() if covers(periods, on)} == reached
