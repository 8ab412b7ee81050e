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


def by_votes(stakes, votes, *seeds, chain_votes=(), reading="certain"):
    return find_control(
        stakes,
        seeds=frozenset(seeds),
        threshold=HALF,
        strict=True,
        reading=reading,
        votes=votes,
        chain_votes=chain_votes,
    )


@pytest.mark.parametrize("capital", ["10%", "0..70%", None])
def test_votes_control_whatever_the_capital_is(build_stakes, capital):
    stakes = build_stakes([("X", "A", capital)] if capital else [])
    result = by_votes(stakes, build_stakes([("X", "A", "60%"), ("Y", "A", "40%")]), "X")
    assert [(step.company, step.by, step.share) for step in result.steps] == [("A", "votes", Fraction(3, 5))]
    assert by_votes(stakes, build_stakes([("X", "A", "50%")]), "X").companies == frozenset()


def test_a_chain_runs_through_votes_and_capital_and_never_adds_the_two(build_stakes):
    stakes = build_stakes([("A", "B", "51%"), ("B", "C", "20%"), ("X", "D", "30%")])
    votes = build_stakes([("X", "A", "60%"), ("A", "C", "30%"), ("B", "C", "30%"), ("X", "D", "30%")])
    steps = by_votes(stakes, votes, "X").steps
    assert [(step.company, step.round, step.by) for step in steps] == [
        ("A", 1, "votes"),
        ("B", 2, "capital"),
        ("C", 3, "votes"),
    ]
    assert [stake.holder for stake in steps[2].stakes] == ["A", "B"]


def test_votes_stated_through_others_count_alone(build_stakes):
    direct = build_stakes([("X", "A", "30%"), ("Z", "A", "70%")])
    assert by_votes([], direct, "X", chain_votes=build_stakes([("X", "A", "30%")])).companies == frozenset()
    result = by_votes([], direct, "X", chain_votes=build_stakes([("X", "A", "75..100%"), ("X", "A", "20%")]))
    assert [(step.company, step.by, step.share) for step in result.steps] == [("A", "votes", Fraction(3, 4))]
    assert result.steps[0].stakes[0].lower == Fraction(3, 4)


def test_a_vote_range_is_control_only_where_its_lower_end_suffices(build_stakes):
    votes = build_stakes([("X", "A", "25..75%"), ("Y", "A", "20%")])
    assert by_votes([], votes, "X").companies == frozenset()
    assert by_votes([], votes, "X", reading="possible").steps[0].share == Fraction(3, 4)


def test_a_ring_that_votes_for_itself_is_controlled_by_nobody(build_stakes):
    votes = build_stakes([("A", "B", "60%"), ("B", "A", "60%"), ("X", "A", "40%")])
    assert by_votes([], votes, "X").companies == frozenset()


def test_a_stake_of_which_nothing_is_certain_is_no_evidence_of_control(build_stakes):
    stakes = build_stakes([("X", "A", "51%"), ("X", "A", "0..10%")])
    assert majority(stakes, "X").steps == (ControlStep("A", 1, Fraction(51, 100), (stakes[0],)),)
    (possible,) = majority(stakes, "X", reading="possible").steps
    assert (possible.share, possible.stakes) == (Fraction(61, 100), tuple(stakes))


def test_of_equal_votes_through_others_the_first_record_is_told(build_stakes):
    votes = build_stakes([("X", "A", "60%"), ("X", "A", "60%"), ("X", "A", "55%")])
    for order in (votes, votes[::-1]):
        (step,) = by_votes([], [], "X", chain_votes=order).steps
        assert (step.share, step.stakes) == (Fraction(60, 100), (votes[0],))


@pytest.mark.parametrize(
    ("rows", "majority_of", "half_of"),
    [
        ([("X", "A", "50..100%")], set(), {"A"}),
        ([("X", "A", ">50..100%")], {"A"}, {"A"}),
        ([("X", "A", "50%")], set(), {"A"}),
        ([("X", "A", ">50..75%"), ("A", "B", ">50..75%"), ("B", "C", "50..75%")], {"A", "B"}, {"A", "B", "C"}),
        ([("X", "A", "100%"), ("X", "B", ">25..50%"), ("A", "B", "25%")], {"A", "B"}, {"A", "B"}),
        ([("X", "A", ">49..100%")], set(), set()),
    ],
    ids=["at-least-half", "more-than-half", "half", "down-a-chain", "one-part-of-the-sum", "more-than-less"],
)
def test_more_than_half_is_a_majority_and_at_least_half_is_none(build_stakes, rows, majority_of, half_of):
    stakes = build_stakes(rows)
    assert majority(stakes, "X").companies == majority_of
    assert half_or_more(stakes, "X").companies == half_of
    votes = find_control((), seeds=frozenset({"X"}), threshold=HALF, strict=True, reading="certain", votes=stakes)
    assert votes.companies == majority_of


def test_a_step_says_that_the_share_is_more(build_stakes):
    (step,) = majority(build_stakes([("X", "A", ">50..100%")]), "X").steps
    assert (step.share, step.bound_open) == (HALF, True)


@pytest.mark.parametrize(
    ("rows", "strict", "possible"),
    [
        ([("X", "A", "0..50%")], False, True),
        ([("X", "A", "0..<50%")], False, False),
        ([("X", "A", "0..50%")], True, False),
        ([("X", "A", "0..<51%")], True, True),
        ([("X", "A", "0..100%"), ("Y", "A", "50%")], False, True),
        ([("X", "A", "0..100%"), ("Y", "A", ">50..60%")], False, False),
    ],
)
def test_less_than_half_can_be_no_half(build_stakes, rows, strict, possible):
    found = find_control(build_stakes(rows), seeds=frozenset({"X"}), threshold=HALF, strict=strict, reading="possible")
    assert bool(found.companies) is possible


def test_votes_through_others_of_more_than_half_control(build_stakes):
    for share, companies in ((">50..75%", {"A"}), ("50..75%", set())):
        chain = build_stakes([("X", "A", "50..75%"), ("X", "A", share)])
        found = find_control(
            (), seeds=frozenset({"X"}), threshold=HALF, strict=True, reading="certain", chain_votes=chain
        )
        assert found.companies == companies
