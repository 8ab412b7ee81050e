"""The overview has every node of the case but statements, every pair of neighbours once, and no name of a protected person."""

from __future__ import annotations

import pytest

from tracer.access.roles import NotAllowed
from tracer.actions.case_graph.picture import draw_nodes
from tracer.actions.case_graph.whole import whole_case
from tracer.actions.case_graph.whole.whole_case import draw_whole
from tracer.sample.world.people import PEOPLE


@pytest.fixture
def reader(sample_case, session_of):
    with session_of(sample_case, "investigator", "Ion Proba") as session:
        yield session


def test_it_is_what_a_picture_of_all_nodes_is(reader):
    found = draw_whole(reader)
    ids = [node.id for node in reader.graph().nodes.values() if node.type != "Statement"]
    drawn = draw_nodes(reader, ids)
    assert {(one.id, one.type, one.caption, one.hidden, one.state) for one in found.points} == {
        (one.id, one.type, one.caption, one.hidden, one.state) for one in drawn.points
    }
    assert found.total == len(ids)
    pairs = {frozenset((line.tail, line.head)) for line in drawn.lines if line.tail != line.head}
    assert {frozenset((found.points[one].id, found.points[other].id)) for one, other in found.lines} == pairs
    assert len(found.lines) == len(pairs)
    degrees = {one.id: one.links for one in found.points}
    assert degrees == {node: sum(node in pair for pair in pairs) for node in ids}
    assert sum(group.size for group in found.groups) == len(ids)
    assert {group.hub for group in found.groups} <= {"", *(one.caption for one in found.points)}


def test_no_protected_name_is_in_it_and_the_reading_is_on_record(reader):
    found = draw_whole(reader)
    alma = next(one for one in found.points if one.id == PEOPLE["alma"].id)
    assert (alma.caption, alma.hidden) == ("Victim 4F87", True)
    assert PEOPLE["alma"].name not in repr(found)
    last = list(reader.store.access_log())[-1].audit_event
    assert (last.actor, last.action, last.detail) == ("Ion Proba", "whole", "most=10000")


def test_of_too_many_nodes_the_most_linked_are_drawn_and_of_too_many_lines_those_between_them(reader, monkeypatch):
    whole = draw_whole(reader)
    few = draw_whole(reader, 20)
    assert (len(few.points), few.total) == (20, whole.total)
    ranked = sorted((one.links for one in whole.points), reverse=True)
    assert sorted((one.links for one in few.points), reverse=True) == ranked[:20]
    monkeypatch.setattr(whole_case, "MOST_LINES", 5)
    fewer = draw_whole(reader, 19)
    assert len(fewer.lines) == 5
    assert fewer.left_out > 0


@pytest.mark.parametrize("role", ["supervisor", "administrator"])
def test_who_may_not_read_gets_none(sample_case, session_of, role):
    with session_of(sample_case, role) as session, pytest.raises(NotAllowed):
        draw_whole(session)
