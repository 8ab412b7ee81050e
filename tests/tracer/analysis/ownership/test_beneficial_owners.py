from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from graph_schema.errors import NotFound
from tracer.analysis.ownership.beneficial_owners import find_beneficial_owners
from tracer.analysis.ownership.regimes import find_regime
from tracer.analysis.ownership.stakes import Stake

Edge = tuple[str, str, str]


def owners_of(edges: list[Edge], regime: str, **changes: Any) -> dict[str, tuple[str, ...]]:
    stakes = [
        Stake(holder, company, Fraction(share), Fraction(share), (f"{holder}-{company}",))
        for holder, company, share in edges
    ]
    persons = frozenset(holder for holder, _, _ in edges if holder.startswith("P"))
    found = find_regime(regime)
    assert found is not None
    return {
        owner.person: owner.tests
        for owner in find_beneficial_owners(stakes, company="T", persons=persons, regime=found, **changes)
        if owner.certain
    }


@pytest.mark.parametrize(
    ("edges", "by_regime"),
    [
        # 51 % of a company that holds 30 %: 15.3 % multiplied, all 30 % attributed.
        (
            [("P", "B", "51/100"), ("B", "T", "3/10")],
            {"RO": ("share through control",), "GWG": ("share through control",), "AMLR": ("share through control",)},
        ),
        # 30 % of a company that holds 90 %: 27 % multiplied, nothing attributed; the company has control.
        ([("P", "B", "3/10"), ("B", "T", "9/10")], {"AMLR": ("share", "share in control")}),
        # Exactly a quarter, in one stake and by chains: 1/2*1/2, 1/8+1/8.
        ([("P", "T", "1/4")], {"AMLR": ("share", "share through control")}),
        ([("P", "B", "1/2"), ("B", "T", "1/2")], {"AMLR": ("share",), "OFAC": ("control", "share through control")}),
        ([("P", "B", "1/8"), ("B", "T", "1"), ("P", "T", "0")], {}),
        ([("P", "B", "1/4"), ("B", "T", "1/2"), ("P", "C", "1/4"), ("C", "T", "1/2")], {"AMLR": ("share",)}),
        # Exactly half is no control under the German rule.
        (
            [("P", "B", "1/2"), ("B", "T", "1")],
            {"AMLR": ("share", "share in control"), "OFAC": ("control", "share through control")},
        ),
        # More than half is.
        (
            [("P", "T", "2/3")],
            {
                "RO": ("control", "share through control"),
                "GWG": ("control", "share through control"),
                "AMLR": ("share", "control", "share through control"),
                "OFAC": ("control", "share through control"),
            },
        ),
    ],
)
def test_one_chart_under_every_regime(edges: list[Edge], by_regime: dict[str, tuple[str, ...]]) -> None:
    found = {regime: owners_of(edges, regime).get("P") for regime in ("RO", "GWG", "AMLR", "OFAC")}
    assert {regime: tests for regime, tests in found.items() if tests} == by_regime


def test_blocked_persons_count_together_and_others_do_not() -> None:
    edges = [("P1", "T", "1/4"), ("P2", "T", "1/4"), ("P3", "X", "1")]
    assert owners_of(edges, "OFAC") == {
        "P1": ("control", "share through control"),
        "P2": ("control", "share through control"),
    }
    assert owners_of(edges, "RO") == {}


def test_a_stake_beside_a_company_under_control_is_added() -> None:
    edges = [("P", "B", "3/5"), ("B", "T", "1/5"), ("P", "T", "1/10")]
    assert owners_of(edges, "GWG") == {"P": ("share through control",)}


@pytest.mark.parametrize(
    ("stake", "regime", "certain"),
    [
        (Stake("P", "T", Fraction(1, 4), Fraction(1, 2), ("r",)), "GWG", False),
        (Stake("P", "T", Fraction(1, 4), Fraction(1, 2), ("r",), lower_open=True), "GWG", True),
        (Stake("P", "T", Fraction(1, 4), Fraction(1, 2), ("r",)), "AMLR", True),
        (Stake("P", "T", Fraction(0), Fraction(1, 4), ("r",)), "AMLR", False),
        (Stake("P", "T", Fraction(0), Fraction(1, 4), ("r",)), "GWG", None),
        # An upper end that is left out counts as reached where chains are multiplied, which is never narrower.
        (Stake("P", "T", Fraction(0), Fraction(1, 4), ("r",), upper_open=True), "AMLR", False),
        (Stake("P", "T", Fraction(0), Fraction(1, 2), ("r",), upper_open=True), "OFAC", None),
        (Stake("P", "T", Fraction(0), Fraction(1, 2), ("r",)), "OFAC", False),
    ],
)
def test_a_range_is_certain_or_possible(stake: Stake, regime: str, certain: bool | None) -> None:
    found = find_regime(regime)
    assert found is not None
    owners = find_beneficial_owners([stake], company="T", persons=frozenset({"P"}), regime=found)
    assert [owner.certain for owner in owners] == ([] if certain is None else [certain])


def test_an_unknown_company_is_not_found() -> None:
    with pytest.raises(NotFound):
        owners_of([("P", "B", "1/2")], "RO")
