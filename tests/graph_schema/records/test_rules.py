"""Which link joins which nodes."""

from __future__ import annotations

import pytest

from graph_schema.errors import WrongRecord
from graph_schema.records.links import LINK_TYPES, Link
from graph_schema.records.nodes import NODE_TYPES
from graph_schema.records.rules import check_ends


def link(type_, **props):
    return Link("lnk-1", type_, "a", "b", props, "row:7")


@pytest.mark.parametrize("type_", LINK_TYPES)
def test_a_link_joins_the_kinds_it_names_and_no_others(type_):
    kind = LINK_TYPES[type_]
    for tail in NODE_TYPES:
        for head in NODE_TYPES:
            if tail in kind.tails and head in kind.heads:
                check_ends(link(type_), tail, head)
            else:
                with pytest.raises(WrongRecord, match="expected one of"):
                    check_ends(link(type_), tail, head)


@pytest.mark.parametrize(
    ("tail", "head", "named"), [(None, "Account", "refers to a,"), ("Person", None, "refers to b,")]
)
def test_an_end_that_no_source_tells_is_refused_by_its_id(tail, head, named):
    with pytest.raises(WrongRecord, match=named):
        check_ends(link("HoldsAccount"), tail, head)


@pytest.mark.parametrize(
    ("begin", "end", "possible"),
    [
        ("2020", "2020", True),
        ("2020-12-31", "2020", True),
        ("2020", "2020-01-01", True),
        ("2021", "2020", False),
        ("2020-02-02", "2020-02-01", False),
        ("2020-03", "2020-02-29", False),
    ],
)
def test_a_link_cannot_end_before_it_begins(begin, end, possible):
    said = link("HoldsAccount", from_date=begin, to_date=end)
    if possible:
        check_ends(said, "Person", "Account")
    else:
        with pytest.raises(WrongRecord, match="before it begins"):
            check_ends(said, "Person", "Account")
