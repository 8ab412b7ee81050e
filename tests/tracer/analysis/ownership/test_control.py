from __future__ import annotations

import random
from fractions import Fraction

import pytest

from graph_schema.errors import WrongUse
from tracer.analysis.ownership.control import ControlStep, find_control

HALF = Fraction(1, 2)


def majority(stakes, *seeds, reading="certain"):
    return find_control(stakes, seeds=frozenset(seeds), threshold=HALF, strict=True, reading=reading)


def half_or_more(stakes, *seeds):
    return find_control(stakes, seeds=frozenset(seeds), threshold=HALF, strict=False, reading="certain")


@pytest.mark.parametrize(
    ("rows", "companies"),
    [
        ([("X", "A", "50%"), ("A", "B", "50%")], {"A", "B"}),
        ([("X", "A", "50%"), ("X", "B", "50%"), ("A", "C", "25%"), ("B", "C", "25%")], {"A", "B", "C"}),
        ([("X", "A", "50%"), ("X", "B", "25%"), ("A", "C", "25%"), ("B", "C", "25%")], {"A"}),
        ([("X", "A", "25%"), ("X", "B", "25%"), ("A", "C", "50%"), ("B", "C", "50%")], set()),
    ],
)
def test_fifty_per_cent_rule(build_stakes, rows, companies):
    """OFAC FAQ 401: half is enough at each level, minority stakes of owned companies add, others do not."""
    assert half_or_more(build_stakes(rows), "X").companies == companies


def test_half_is_no_majority_but_sixty_per_cent_is(build_stakes):
    """DATEV, on the German rule: exactly 50 % does not control, 60 % does."""
    half = build_stakes([("G1", "B", "50%"), ("G2", "B", "50%"), ("B", "A", "100%")])
    assert majority(half, "G1").companies == majority(half, "G2").companies == frozenset()
    sixty = build_stakes([("G1", "B", "60%"), ("G2", "B", "40%"), ("B", "A", "100%")])
    assert majority(sixty, "G1").companies == {"A", "B"}
    assert majority(sixty, "G2").companies == frozenset()


def test_two_spouses_together(build_stakes):
    """Each alone controls nothing, together 60 %."""
    stakes = build_stakes([("Wife", "C", "30%"), ("Husband", "C", "30%"), ("Other", "C", "40%")])
    assert majority(stakes, "Wife").companies == frozenset()
    assert majority(stakes, "Wife", "Husband").companies == {"C"}


def test_the_order_and_the_stakes_that_tipped_each(build_stakes):
    stakes = build_stakes(
        [("X", "A", "51%"), ("X", "C", "20%"), ("A", "C", "31%"), ("X", "B", "60%"), ("C", "D", "100%")]
    )
    assert majority(stakes, "X").steps == (
        ControlStep("A", 1, Fraction(51, 100), (stakes[0],)),
        ControlStep("B", 1, Fraction(60, 100), (stakes[3],)),
        ControlStep("C", 2, Fraction(51, 100), (stakes[2], stakes[1])),
        ControlStep("D", 3, Fraction(1), (stakes[4],)),
    )


def test_a_ring_that_holds_itself_is_controlled_by_nobody(build_stakes):
    stakes = build_stakes([("A", "B", "60%"), ("B", "A", "60%"), ("X", "A", "40%"), ("X", "B", "40%")])
    assert majority(stakes, "X").companies == frozenset()


def test_a_foot_in_the_ring_controls_it(build_stakes):
    stakes = build_stakes([("A", "B", "60%"), ("B", "A", "45%"), ("X", "A", "51%")])
    result = majority(build_stakes([("A", "B", "60%"), ("B", "A", "45%"), ("X", "A", "51%")]), "X")
    assert [step.company for step in result.steps] == ["A", "B"]
    assert result.steps[0].stakes == (stakes[2],)


def test_ranges_certain_and_possible(build_stakes):
    stakes = build_stakes([("X", "A", "50..75%"), ("A", "B", "75..100%"), ("X", "C", "25..75%"), ("Y", "C", "50%")])
    assert majority(stakes, "X").companies == frozenset()
    assert majority(stakes, "X", reading="possible").companies == {"A", "B"}


def test_possible_stakes_of_two_do_not_exceed_what_others_leave(build_stakes):
    stakes = build_stakes([("X", "A", "10..40%"), ("Z", "A", "10..40%"), ("Y", "A", "50%")])
    assert majority(stakes, "X", "Z", reading="possible").companies == frozenset()
    assert half_or_more(stakes, "X", "Z").companies == frozenset()
    result = find_control(stakes, seeds=frozenset("XZ"), threshold=HALF, strict=False, reading="possible")
    assert result.steps[0].share == HALF


def add_until_nothing_changes(stakes, seeds, threshold):
    """The least set by its plain definition, one pass after another over all stakes."""
    inside = set(seeds)
    while True:
        more = {
            stake.company
            for stake in stakes
            if sum(other.lower for other in stakes if other.company == stake.company and other.holder in inside)
            > threshold
        } - inside
        if not more:
            return inside - set(seeds)
        inside |= more


def test_random_networks_against_the_plain_definition(draw_network):
    found = 0
    for seed in range(200):
        network = draw_network(seed, complete=False)
        shuffled = random.Random(seed).sample(network.stakes, len(network.stakes))
        for person in sorted(network.persons):
            for threshold in (Fraction(1, 4), HALF):
                result = find_control(
                    network.stakes,
                    seeds=frozenset({person}),
                    threshold=threshold,
                    strict=True,
                    reading="certain",
                )
                assert result.companies == add_until_nothing_changes(network.stakes, {person}, threshold)
                again = find_control(
                    shuffled, seeds=frozenset({person}), threshold=threshold, strict=True, reading="certain"
                )
                assert again == result
                for step in result.steps:
                    assert sum(stake.lower for stake in step.stakes) == step.share > threshold
                found += len(result.steps)
    assert found > 300


@pytest.mark.parametrize(
    ("seeds", "threshold", "reading"),
    [
        ((), HALF, "certain"),
        (("X",), Fraction(0), "certain"),
        (("X",), Fraction(3, 2), "certain"),
        (("X",), HALF, "x"),
    ],
)
def test_wrong_questions(seeds, threshold, reading):
    with pytest.raises(WrongUse):
        find_control([], seeds=frozenset(seeds), threshold=threshold, strict=True, reading=reading)
