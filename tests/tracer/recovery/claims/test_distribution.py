"""Who gets what, in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.tracer.recovery.stories import Story, cash, confiscate, on
from tracer.recovery.claims.distribution import distribute, divide_with_state

DAY = on("2025-07-01")


def awarded(pool: int, *awards: tuple[str, int, int]) -> Story:
    """A final lot of cash, and final awards: kind, rank, amount."""
    story = cash(pool)
    for place, (kind, rank, amount) in enumerate(awards):
        name = f"C{place}"
        story.add(
            "claim",
            "2025-03-01",
            claim=name,
            case="F",
            person=f"v{place}",
            claim_kind=kind,
            amount=amount,
            currency="RON",
            rank=rank,
        )
        story.add("claim_decision", "2025-06-02", "judgment:appeal_court", claim=name, outcome="awarded_final")
    confiscate(story)
    return story


def test_restitution_comes_first_then_ranks() -> None:
    story = awarded(100, ("damage", 2, 50), ("damage", 1, 60), ("restitution", 3, 30))
    assert distribute(story.facts, "F", "RON", DAY).parts == {"C0": 10, "C1": 60, "C2": 30}


def test_within_a_rank_the_largest_remainder_decides() -> None:
    story = awarded(100, ("damage", 1, 50), ("damage", 1, 50), ("damage", 1, 50))
    found = distribute(story.facts, "F", "RON", DAY)
    assert (found.parts, found.left) == ({"C0": 34, "C1": 33, "C2": 33}, 0)


def test_an_advance_of_costs_is_taken_back_first() -> None:
    story = awarded(100, ("damage", 1, 100))
    story.post("2025-06-10", "cost_advance", 40, "invoice:anabi")
    assert distribute(story.facts, "F", "RON", DAY).parts == {"C0": 60}


@given(st.integers(1, 10**9), st.lists(st.integers(1, 10**9), min_size=1, max_size=5))
def test_parts_and_rest_are_the_money_and_no_part_exceeds_its_award(pool: int, awards: list[int]) -> None:
    found = distribute(awarded(pool, *(("damage", 1, amount) for amount in awards)).facts, "F", "RON", DAY)
    assert sum(found.parts.values()) + found.left == pool
    assert all(part <= awards[int(name[1:])] for name, part in found.parts.items())
    assert found.left == 0 or found.left == pool - sum(awards)


@given(st.integers(0, 10**10))
def test_half_of_more_than_ten_thousand_euros_is_shared_and_the_odd_cent_stays(minor: int) -> None:
    shares = divide_with_state(minor, minor)
    assert shares.stays + shares.issuing_state == minor
    assert shares.issuing_state == (0 if minor <= 1_000_000 else minor // 2)
