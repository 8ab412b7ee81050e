"""The way of traced money from an account of the suspect into a price."""

from __future__ import annotations

from itertools import pairwise

from tracer.analysis.links.below import days_below
from tracer.analysis.links.trails import PriceChain, find_trails, passes


def trails(below, chains, party="S", **options):
    return find_trails(below, chains, days_below(below, party), party, **options)


def chain(build_link, way, days, amount, method="libr", name="t"):
    """A chain of payments along the letters of ``way``, the last one for the asset."""
    kinds = ["transfer"] * (len(way) - 2) + ["paid_for"]
    steps = zip(kinds, way, way[1:], days, strict=False)
    return PriceChain(
        tuple(
            build_link(f"{name}{tail}{head}{day}", kind, tail, head, day, amount=amount)
            for kind, tail, head, day in steps
        ),
        amount,
        method,
    )


def told(found):
    return [("".join(trail.path.nodes), trail.sums) for trail in found]


def test_all_chains_over_the_same_accounts_are_one_trail_with_all_their_payments(build_link):
    below = [build_link("1", "shareholding", "S", "C", 0), build_link("2", "holds_account", "C", "a", 0)]
    chains = [
        chain(build_link, "vabX", (1, 4, 6), 30),
        chain(build_link, "vabX", (2, 5, 9), 12),
        chain(build_link, "vabX", (1, 4, 6), 33, "fifo"),
    ]
    (trail,) = trails(below, chains)
    assert told([trail]) == [("SCabX", (("fifo", 33), ("libr", 42)))]
    assert [step.link.kind for step in trail.path.steps] == ["shareholding", "holds_account", "transfer", "paid_for"]
    assert [[step.link.id, *(other.id for other in step.others)] for step in trail.path.steps[2:]] == [
        ["tab4", "tab5"],
        ["tbX6", "tbX9"],
    ]
    assert all(step.includes_others for step in trail.path.steps[2:])


def test_from_the_last_account_of_the_suspect_and_from_the_first(build_link):
    below = [build_link(name, "holds_account", "S", name) for name in "ac"]
    chains = [chain(build_link, "vabcX", (1, 2, 3, 4), 10)]
    assert told(trails(below, chains)) == [("ScX", (("libr", 10),)), ("SabcX", (("libr", 10),))]
    assert told(trails(below, chains, from_the_first=False)) == [("ScX", (("libr", 10),))]


def test_money_that_left_before_or_after_the_suspect_had_the_account_is_not_his(build_link):
    below = [build_link("1", "shareholding", "S", "C", 3, 5), build_link("2", "holds_account", "C", "a")]
    chains = [chain(build_link, "vabX", (0, day, 9), 10 + day, name=f"t{day}") for day in (2, 3, 5, 6)]
    assert told(trails(below, chains)) == [("SCabX", (("libr", 10 + 3 + 10 + 5),))]
    assert [passes(one, days_below(below, "S")) for one in chains] == [(), (1,), (1,), ()]


def test_each_way_down_has_the_money_of_its_days(build_link):
    """S had a share of C, then managed it: what left in between was not his, and no money is told twice."""
    below = [
        build_link("1", "shareholding", "S", "C", 0, 3),
        build_link("2", "represents", "S", "C", 6, 9, strength=900_000),
        build_link("3", "holds_account", "C", "a"),
    ]
    chains = [chain(build_link, "abX", (day, 12), 10 + day, name=f"t{day}") for day in (1, 3, 4, 6)]
    found = trails(below, chains)
    assert [(trail.path.steps[0].link.id, trail.sums) for trail in found] == [
        ("1", (("libr", 11 + 13),)),
        ("2", (("libr", 16),)),
    ]
    assert [
        sorted(link.id for link in (step.link, *step.others))
        for step in (found[0].path.steps[2], found[1].path.steps[2])
    ] == [
        ["t1ab1", "t3ab3"],
        ["t6ab6"],
    ]


def test_a_long_chain_of_companies_does_not_hide_the_money(build_link):
    way = "SCDEFGHIJKLMa"
    below = [build_link(f"{a}{b}", "holds_account" if b == "a" else "shareholding", a, b) for a, b in pairwise(way)]
    assert told(trails(below, [chain(build_link, "abX", (1, 2), 10)])) == [(f"{way}bX", (("libr", 10),))]


def test_before_a_break_in_the_chain_nobody_knows_whose_account_it_was(build_link):
    below = [build_link("1", "holds_account", "S", "a")]
    broken = chain(build_link, "abX", (1, 2), 10)
    broken = PriceChain((build_link("0", "transfer", "a", "q", 0), *broken.payments[1:]), 10, "libr")
    assert trails(below, [broken]) == ()


def test_the_suspects_own_other_accounts_do_not_shorten_the_trail(build_link):
    """From the first account the money is told all the way, though the suspect has the later account too."""
    below = [build_link(name, "holds_account", "S", name) for name in "abc"] + [build_link("own", "holds", "S", "X")]
    found = trails(below, [chain(build_link, "abcX", (1, 2, 3), 10)])
    assert told(found) == [("ScX", (("libr", 10),)), ("SabcX", (("libr", 10),))]


def test_an_account_can_be_the_party_asked_about(build_link):
    assert told(trails([], [chain(build_link, "abX", (1, 2), 10)], "a")) == [("abX", (("libr", 10),))]


def test_of_too_many_trails_those_of_the_largest_sums_are_told(build_link, monkeypatch):
    below = [build_link("1", "holds_account", "S", "a")]
    chains = [
        chain(build_link, f"a{way}X", (1, 2), amount, name=way) for way, amount in (("b", 10), ("c", 30), ("d", 20))
    ]
    monkeypatch.setattr("tracer.analysis.links.trails.MOST_TRAILS", 2)
    assert told(trails(below, chains)) == [("SacX", (("libr", 30),)), ("SadX", (("libr", 20),))]
