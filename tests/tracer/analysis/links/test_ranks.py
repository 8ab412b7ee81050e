"""Which kind of tie a path of records is."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from graph_schema.values.shares import ShareRange
from tracer.analysis.links.kinds import LINK_KINDS
from tracer.analysis.links.paths import find_paths
from tracer.analysis.links.ranks import TieRank, rank_path
from tracer.wording.terms import TIE_WORDS

MOST = ShareRange.exactly(Fraction(51, 100))
HALF = ShareRange(Fraction(1, 2), Fraction(1))


def rank(links, relatives=(), holders=None):
    (path,) = find_paths(links, suspect="S", asset="X", allowed_kinds=LINK_KINDS, limit=1).paths
    return rank_path(path, frozenset(relatives), {k: frozenset(v) for k, v in (holders or {}).items()})


def test_the_order_in_which_ties_are_shown():
    assert [rank.code for rank in sorted(TieRank)] == list(TIE_WORDS)


@pytest.mark.parametrize(
    ("kind", "expected"), [("holds", TieRank.TITLE), ("benefits_from", TieRank.TITLE), ("uses", TieRank.USE)]
)
def test_one_step(build_link, kind, expected):
    assert rank([build_link("1", kind, "S", "X")]) is expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ({"kind": "represents"}, TieRank.CONTROL),
        ({"share": MOST}, TieRank.CONTROL),
        ({"share": HALF}, TieRank.COMPANY),
        ({"share": None}, TieRank.COMPANY),
    ],
)
def test_control_is_more_than_half_for_certain_or_management_at_every_step(build_link, first, expected):
    links = [
        replace(build_link("1", "shareholding", "S", "C"), **first),
        replace(build_link("2", "shareholding", "C", "D"), share=MOST),
        build_link("3", "holds", "D", "X"),
    ]
    assert rank(links) is expected
    assert rank([links[0], replace(links[1], share=HALF), links[2]]) is TieRank.COMPANY


def test_the_own_account_that_paid_is_control(build_link):
    for kind in ("holds_account", "controls_account"):
        assert rank([build_link("1", kind, "S", "a"), build_link("2", "paid_for", "a", "X", 3)]) is TieRank.CONTROL


def test_payments_are_family_only_where_a_relative_is_on_the_way(build_link):
    links = [
        build_link("1", "holds_account", "S", "a"),
        build_link("2", "transfer", "a", "b", 3),
        build_link("3", "holds_account", "N", "b"),
        build_link("4", "holds", "N", "X", 4),
    ]
    assert rank(links) is TieRank.PAYMENT
    assert rank(links, {"N"}) is TieRank.FAMILY
    paid = [*links[:2], build_link("3", "paid_for", "b", "X", 4)]
    assert rank(paid, {"N"}) is TieRank.PAYMENT
    assert rank(paid, {"N"}, {"b": {"N"}}) is TieRank.FAMILY
