"""Entered owners of an asset, some without a stated share."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import pytest

from graph_schema.values.shares import ShareRange
from tracer.analysis.ownership.title import unstated_titles


@pytest.mark.parametrize(
    ("shares", "most"),
    [((None, "3/10"), "7/10"), ((None, None, "1/2"), "1/2"), ((None, "1/1"), "0"), ((None, "3/4", "1/2"), "0")],
)
def test_who_is_entered_without_a_share_may_have_what_the_others_leave(
    made: SimpleNamespace, shares: tuple[str | None, ...], most: str
) -> None:
    links = [made.link("Holds", f"P{n}", "a", **({"share": s} if s else {})) for n, s in enumerate(shares)]
    unstated = {link.id for link, share in zip(links, shares, strict=True) if share is None}
    assert unstated_titles(links) == dict.fromkeys(unstated, ShareRange(Fraction(0), Fraction(most)))


def test_an_only_owner_has_the_whole(made: SimpleNamespace) -> None:
    assert unstated_titles([made.link("Holds", "P", "a")]) == {}
