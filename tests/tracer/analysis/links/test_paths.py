from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise, permutations, product

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.errors import WrongRecord, WrongUse
from tracer.analysis.links.evidence import CERTAIN_PPM, EvidenceLink, link_cost
from tracer.analysis.links.kinds import ACCOUNT_KINDS, DOWN_KINDS, LEVEL_KINDS, LINK_KINDS, MONEY_KINDS
from tracer.analysis.links.paths import find_paths


def search(links, suspect="S", asset="X", allowed_kinds=LINK_KINDS, **options):
    return find_paths(links, suspect=suspect, asset=asset, allowed_kinds=allowed_kinds, **options)


def nodes_of(result):
    return ["".join(path.nodes) for path in result.paths]


# --- time ---------------------------------------------------------------------------------------------


def test_money_does_not_leave_before_it_arrives(build_link):
    """A -> B after B -> C is never offered as A -> C, though the static path exists."""
    late = [build_link("1", "transfer", "A", "B", 9), build_link("2", "transfer", "B", "C", 5)]
    assert search(late, "A", "C").paths == ()
    assert nx.has_path(nx.DiGraph([(link.tail, link.head) for link in late]), "A", "C")
    same_day = [build_link("1", "transfer", "A", "B", 5), build_link("2", "transfer", "B", "C", 5)]
    assert nodes_of(search(same_day, "A", "C")) == ["ABC"]


def test_a_slow_transfer_counts_from_its_arrival(build_link):
    slow = [build_link("1", "transfer", "A", "B", 3, 6), build_link("2", "transfer", "B", "C", 5)]
    assert search(slow, "A", "C").paths == ()


def test_money_walks_from_payer_to_payee_only(build_link):
    assert search([build_link("1", "transfer", "X", "S", 3)]).paths == ()
    assert nodes_of(search([build_link("1", "related_to", "X", "S")])) == ["SX"]


def test_links_between_two_payments_do_not_turn_back_time(build_link):
    """The nominee was paid on day 10; what his other account paid on day 5 came from elsewhere."""

    def story(bought):
        return [
            build_link("1", "transfer", "S", "a", 10),
            build_link("2", "holds_account", "N", "a"),
            build_link("3", "holds_account", "N", "b"),
            build_link("4", "paid_for", "b", "X", bought),
        ]

    assert search(story(5)).paths == ()
    assert nodes_of(search(story(10))) == ["SaNbX"]


def test_an_asset_is_not_paid_for_before_the_transfer(build_link):
    def story(bought):
        return [build_link("1", "transfer", "S", "a", 10), build_link("2", "paid_for", "a", "X", bought)]

    assert search(story(9)).paths == ()
    assert nodes_of(search(story(10))) == ["SaX"]


@pytest.mark.parametrize("kind", ["holds", "holds_account", "controls_account", "benefits_from"])
@pytest.mark.parametrize(("day", "fits"), [(4, False), (5, True), (8, True), (9, False)])
def test_money_through_an_account_falls_into_the_holders_period(build_link, kind, day, fits):
    out = [build_link("1", kind, "S", "a", 5, 8), build_link("2", "transfer", "a", "X", day)]
    assert bool(search(out).paths) is fits
    into = [build_link("1", "transfer", "S", "a", day), build_link("2", kind, "X", "a", 5, 8)]
    assert bool(search(into).paths) is fits


def test_the_arrival_must_fall_into_the_payees_period(build_link):
    links = [build_link("1", "transfer", "S", "a", 4, 6), build_link("2", "holds_account", "X", "a", 5, 8)]
    assert nodes_of(search(links)) == ["SaX"]
    assert search([replace(links[0], to_date=date(2020, 1, 12)), links[1]]).paths == ()


@pytest.mark.parametrize("kind", sorted(DOWN_KINDS))
def test_no_path_goes_down_into_a_thing_and_up_to_its_other_holder(build_link, kind):
    """Two who hold the same thing are not tied to each other's things by it."""
    links = [build_link("1", kind, "S", "t"), build_link("2", kind, "N", "t"), build_link("3", "holds", "N", "X")]
    assert search(links).paths == ()
    # Nor where the thing was paid for instead of held.
    assert search([build_link("1", "paid_for", "S", "t", 4), *links[1:]]).paths == ()
    # Nor from a thing to the account that paid for it.
    paid = [links[0], build_link("2", "paid_for", "a", "t", 4), build_link("3", "paid_for", "a", "X", 5)]
    assert search(paid).paths == ()


@pytest.mark.parametrize("kind", sorted(ACCOUNT_KINDS))
def test_money_goes_on_to_the_holder_of_the_account_it_came_to(build_link, kind):
    links = [
        build_link("1", "transfer", "S", "a", 4),
        build_link("2", kind, "N", "a"),
        build_link("3", "holds", "N", "X", 9),
    ]
    assert nodes_of(search(links)) == ["SaNX"]
    # Not over an identity: that the account is the same may be so, that its holder is the same is more.
    same = [replace(links[0], head="b"), build_link("4", "same_as", "b", "a"), *links[1:]]
    assert search(same).paths == ()


@pytest.mark.parametrize("kind", ["holds", "benefits_from"])
def test_a_payment_to_one_who_had_the_thing_already_does_not_reach_the_thing(build_link, kind):
    def story(start, **named):
        bought = replace(build_link("3", kind, "N", "X", start), **named)
        return [build_link("1", "transfer", "S", "a", 4), build_link("2", "holds_account", "N", "a"), bought]

    assert search(story(3)).paths == ()
    assert nodes_of(search(story(4))) == nodes_of(search(story(None))) == ["SaNX"]
    # In that month may be later than the payment.
    assert nodes_of(search(story(0, begin="2020-01"))) == ["SaNX"]
    # The earliest payment is the one that reaches it.
    early = build_link("0", "transfer", "S", "a", 2, amount=1, strength=500_000)
    assert [step.link.id for step in search([early, *story(3)]).paths[0].steps] == ["0", "2", "3"]


def test_what_a_party_has_through_others_it_has_at_one_time(build_link):
    """S left C before C left D, and D got X when S was gone: neighbours meet, the whole way never held."""
    way = [
        build_link("1", "shareholding", "S", "C", 0, 3),
        build_link("2", "shareholding", "C", "D", 2, 8),
        build_link("3", "holds", "D", "X", 6),
    ]
    assert search(way).paths == ()
    assert nodes_of(search([*way[:2], replace(way[2], from_date=date(2020, 1, 4))])) == ["SCDX"]


def test_a_payment_out_of_a_companys_account_falls_into_the_days_of_the_share(build_link):
    def story(day):
        return [
            build_link("1", "shareholding", "S", "C", 3, 5),
            build_link("2", "holds_account", "C", "a", 0),
            build_link("3", "paid_for", "a", "X", day),
        ]

    assert [bool(search(story(day)).paths) for day in (2, 3, 5, 6)] == [False, True, True, False]


def test_the_period_of_a_party_with_its_own_payments_does_not_bind_them(build_link):
    """N holds X from day 9; that says nothing on what was paid to N himself on day 4."""
    links = [build_link("1", "transfer", "S", "N", 4), build_link("2", "holds", "N", "X", 9)]
    assert nodes_of(search(links)) == ["SNX"]


def test_money_is_not_followed_over_an_identity_nobody_confirmed(build_link):
    def story(method, last="transfer"):
        return [
            build_link("1", "transfer", "S", "a", 3),
            build_link("2", "same_as", "a", "b", method=method),
            build_link("3", last, "b", "X", 7),
        ]

    assert search(story("inferred")).paths == ()
    assert nodes_of(search(story("register"))) == ["SabX"]
    assert nodes_of(search(story("inferred", "holds"))) == ["SabX"]


# --- parallel records ---------------------------------------------------------------------------------


def test_the_parallel_transfers_are_chosen_to_fit_and_the_others_counted(build_link):
    links = [
        build_link("1", "transfer", "S", "a", 8, amount=100),
        build_link("2", "transfer", "S", "a", 4, amount=200),
        build_link("3", "transfer", "S", "a", 6, amount=400),
        build_link("4", "transfer", "a", "X", 3, amount=800),
        build_link("5", "transfer", "a", "X", 7, amount=1600),
        build_link("6", "related_to", "S", "a"),
        build_link("7", "transfer", "X", "a", 1),
    ]
    (path,) = search(links, allowed_kinds=frozenset({"transfer"})).paths
    assert [step.link.id for step in path.steps] == ["2", "5"]
    assert [[other.id for other in step.others] for step in path.steps] == [["1", "3"], ["4"]]
    assert [[other.amount_minor for other in step.others] for step in path.steps] == [[100, 400], [800]]
    (path,) = search(links).paths
    # The kinship asks nothing of time, so the earliest payment out of a does.
    assert [step.link.id for step in path.steps] == ["6", "4"]
    assert [link.id for link in path.steps[0].also] == ["1", "2", "3"]
    assert path.steps[0].others == ()


def test_the_strongest_record_gives_way_to_one_that_fits(build_link):
    links = [
        build_link("1", "transfer", "S", "a", 8),
        build_link("2", "transfer", "S", "a", 4, strength=500_000),
        build_link("3", "transfer", "a", "X", 7),
    ]
    (path,) = search(links).paths
    assert [step.link.id for step in path.steps] == ["2", "3"]
    assert path.cost == 693_147


def test_a_holder_whose_period_fits_is_chosen_among_two(build_link):
    links = [
        build_link("1", "holds_account", "S", "a", 0, 3),
        build_link("2", "holds_account", "S", "a", 5, 9, strength=900_000),
        build_link("3", "transfer", "a", "X", 6),
    ]
    (path,) = search(links).paths
    assert [step.link.id for step in path.steps] == ["2", "3"]


def test_a_payment_is_chosen_that_falls_into_the_payees_period(build_link):
    links = [
        build_link("1", "transfer", "S", "a", 1),
        build_link("2", "transfer", "S", "a", 6, strength=900_000),
        build_link("3", "holds_account", "X", "a", 5),
    ]
    (path,) = search(links).paths
    assert [step.link.id for step in path.steps] == ["2", "3"]


def test_a_confirmed_identity_is_chosen_where_money_goes_on(build_link):
    links = [
        build_link("1", "transfer", "S", "a", 3),
        build_link("2", "same_as", "a", "b", method="inferred"),
        build_link("3", "same_as", "a", "b", strength=900_000),
        build_link("4", "transfer", "b", "X", 7),
    ]
    (path,) = search(links).paths
    assert [step.link.id for step in path.steps] == ["1", "3", "4"]


def test_thousands_of_parallel_transfers_through_a_dated_account(build_link):
    links = [build_link(f"i{number:04}", "transfer", "S", "a", number % 25) for number in range(3000)]
    links += [build_link(f"o{number:04}", "transfer", "a", "X", number % 25) for number in range(3000)]
    links += [build_link("h", "holds_account", "N", "a", 3, 9)]
    (path,) = search(links).paths
    assert [step.link.id for step in path.steps] == ["i0000", "o0000"]
    assert [len(step.others) for step in path.steps] == [2999, 2999]


def test_a_transfer_of_zero_moved_nothing(build_link):
    assert search([build_link("1", "transfer", "S", "X", 1, amount=0)]).paths == ()


def test_periods_that_never_overlap_are_said(build_link):
    links = [build_link("1", "related_to", "S", "C", 0, 3), build_link("2", "holds", "C", "X", 5)]
    (path,) = search(links).paths
    assert path.never_together == (("1", "2"),)
    assert search([links[0], replace(links[1], from_date=None)]).paths[0].never_together == ()


# --- limits of the walk -------------------------------------------------------------------------------


def star(build_link, spokes):
    links = [build_link("s", "related_to", "S", "hub"), build_link("x", "holds", "hub", "X")]
    return links + [build_link(f"n{spoke}", "related_to", "hub", f"n{spoke}") for spoke in range(spokes)]


def test_hubs_and_stop_list_are_not_walked_through_and_are_stored(build_link):
    assert nodes_of(search(star(build_link, 3), degree_cap=5)) == ["ShubX"]
    capped = search(star(build_link, 4), degree_cap=5)
    assert (capped.paths, capped.hubs, capped.degree_cap) == ((), ("hub",), 5)
    stopped = search(star(build_link, 1), stop_list=frozenset({"hub"}))
    assert (stopped.paths, stopped.stop_list) == ((), frozenset({"hub"}))


def test_both_ends_are_exempt_from_cap_and_stop_list(build_link):
    links = star(build_link, 9)
    assert nodes_of(search(links, "hub", "X", degree_cap=2, stop_list=frozenset({"hub", "X"}))) == ["hubX"]


def test_hops_are_counted_inclusive(build_link):
    links = [build_link(f"{a}{b}", "related_to", a, b) for a, b in pairwise("SabX")]
    assert nodes_of(search(links, max_hops=3)) == ["SabX"]
    assert search(links, max_hops=2).paths == ()


def test_a_long_certain_way_does_not_hide_a_short_weak_one_within_the_steps(build_link):
    links = [build_link(f"{a}{b}", "related_to", a, b) for a, b in pairwise("SabcX")]
    links.append(build_link("weak", "uses", "S", "X", strength=1000))
    assert nodes_of(search(links, max_hops=4)) == ["SabcX", "SX"]
    assert nodes_of(search(links, max_hops=3)) == ["SX"]


def test_strength_goes_before_the_number_of_steps(build_link):
    links = [build_link(f"{a}{b}", "related_to", a, b) for a, b in pairwise("SabcdefX")]
    links.append(build_link("short", "uses", "S", "X", strength=999_999))
    assert nodes_of(search(links, max_hops=7)) == ["SabcdefX", "SX"]


def test_a_spent_budget_is_said(build_link):
    links = [build_link(f"{a}{b}", "related_to", a, b) for a, b in permutations("SabcdX", 2) if a < b]
    whole = search(links, limit=50)
    assert not whole.incomplete
    assert whole.opened > 20
    cut = search(links, limit=50, budget=20)
    assert cut.incomplete
    assert cut.opened == cut.budget == 20
    assert cut.paths == whole.paths[: len(cut.paths)]
    assert not search(links, limit=50, budget=whole.opened).incomplete


def test_kinds_not_allowed_are_not_walked(build_link):
    links = [build_link("1", "related_to", "S", "X")]
    assert search(links, allowed_kinds=frozenset({"holds"})).paths == ()
    for kinds in (frozenset({"friend_of"}), frozenset()):
        with pytest.raises(WrongUse, match="cannot be walked"):
            search(links, allowed_kinds=kinds)


def test_wrong_questions(build_link):
    with pytest.raises(WrongUse):
        search([], "S", "S")
    with pytest.raises(WrongUse):
        search([], limit=0)
    with pytest.raises(WrongRecord, match="L comes twice"):
        search([build_link("L", "uses", "S", "X"), build_link("L", "holds", "S", "X")])
    assert search([build_link("L", "uses", "S", "a")]).paths == ()


def test_equal_paths_come_by_steps_then_by_ids(build_link):
    links = [
        build_link(f"{way}{a}{b}", "related_to", a, b) for way in ("SzX", "SyX", "ScdX", "SX") for a, b in pairwise(way)
    ]
    assert nodes_of(search(links)) == ["SX", "SyX", "SzX", "ScdX"]
    assert nodes_of(search(links, limit=2)) == ["SX", "SyX"]


# --- against an independent enumeration ---------------------------------------------------------------

NODES = "SabcX"
DRAWN = [*["transfer"] * 4, "paid_for", "holds", *["holds_account"] * 3, "same_as", "related_to", "shareholding"]


@st.composite
def link_sets(draw):
    links = []
    for number in range(draw(st.integers(1, 11))):
        kind = draw(st.sampled_from(DRAWN))
        tail, head = draw(st.sampled_from(list(permutations(NODES, 2))))
        start = draw(st.integers(0, 6) if kind in ("transfer", "paid_for") else st.none() | st.integers(0, 6))
        end = draw(st.none() | st.integers(start or 0, 7))
        links.append(
            EvidenceLink(
                f"L{number:02}",
                kind,
                tail,
                head,
                None if start is None else date(2020, 1, 1 + start),
                None if end is None else date(2020, 1, 1 + end),
                draw(st.sampled_from([CERTAIN_PPM, 900_000, 500_000])),
                100 if kind == "transfer" else None,
                "RON" if kind == "transfer" else None,
                (("S1", f"row {number}"),),
                draw(st.sampled_from(["register", "inferred"])),
            )
        )
    return links


def walks(node, link):
    """May a path leave this node by this link at all, whatever came before?"""
    if link.tail == node:
        return True
    return link.head == node and link.kind in {"holds", "holds_account", "same_as", "related_to"}


def possible(way, chosen):
    """Is this choice possible in direction and time? Looks at all pairs of steps at once, not step by step."""
    steps = list(zip(way, chosen, strict=False))
    moves = [(at, link) for at, (_, link) in enumerate(steps) if link.kind in MONEY_KINDS]
    for (at, first), (later, second) in ((a, b) for a in moves for b in moves if a[0] < b[0]):
        if second.from_date < (first.to_date or first.from_date):
            return False
        between = chosen[at + 1 : later]
        if any(link.kind == "same_as" and link.method == "inferred" for link in between):
            return False
    for at, (node, link) in enumerate(steps):
        if link.kind not in DOWN_KINDS:
            continue
        low, high = link.from_date or date.min, link.to_date or date.max
        if link.tail != node:
            came = chosen[at - 1] if at else None
            if came is None or came.kind != "transfer" or not low <= (came.to_date or came.from_date) <= high:
                return False
            continue
        came = chosen[at - 1] if at else None
        if link.kind == "holds" and came is not None and came.tail == node and came.kind in DOWN_KINDS:
            arrived = chosen[at - 2].to_date or chosen[at - 2].from_date
            if low < arrived and link.from_date is not None:
                return False
        for follows, after in steps[at + 1 :]:
            if after.kind in MONEY_KINDS:
                if not low <= after.from_date <= high:
                    return False
                break
            if after.kind == "related_to" or (after.kind in DOWN_KINDS and after.tail != follows):
                break
            if after.kind in DOWN_KINDS and not meet(link, after):
                return False
    return True


def meet(first, second):
    """May there be a day on which both held?"""
    low = max(link.from_date or date.min for link in (first, second))
    return low <= min(link.to_date or date.max for link in (first, second))


def enumerate_paths(links, max_hops):
    """Every simple node sequence with its cheapest possible choice, by trying all."""
    found = []
    for inner in range(max_hops):
        for middle in permutations(NODES[1:-1], inner):
            way = ("S", *middle, "X")
            offers = [
                [link for link in links if {link.tail, link.head} == set(pair) and walks(pair[0], link)]
                for pair in pairwise(way)
            ]
            costs = [
                sum(link_cost(link.strength_ppm) for link in chosen)
                for chosen in product(*offers)
                if possible(way, chosen)
            ]
            if costs:
                found.append((min(costs), len(way), way))
    return sorted(found)


@settings(max_examples=600, deadline=None)
@given(link_sets(), st.integers(1, 4))
def test_every_possible_path_and_no_other_is_found(links, max_hops):
    result = search(links, limit=100, max_hops=max_hops)
    assert not result.incomplete
    assert [(path.cost, len(path.nodes), path.nodes) for path in result.paths] == enumerate_paths(links, max_hops)
    for path in result.paths:
        chosen = tuple(step.link for step in path.steps)
        assert possible(path.nodes, chosen)
        assert sum(link_cost(link.strength_ppm) for link in chosen) == path.cost
        for step, (start, end) in zip(path.steps, pairwise(path.nodes), strict=True):
            assert {step.link.tail, step.link.head} == {start, end}
            assert step.forward is (step.link.tail == start)
            assert step.forward or step.link.kind in ACCOUNT_KINDS | LEVEL_KINDS
            beside = {link.id for link in (*step.others, *step.also)}
            assert beside == {
                link.id
                for link in links
                if link.id != step.link.id and {link.tail, link.head} == {start, end} and walks(start, link)
            }
        for first, second in pairwise(path.steps):
            down, up = first.forward and first.link.kind not in MONEY_KINDS | LEVEL_KINDS, not second.forward
            assert not (down and up and second.link.kind not in LEVEL_KINDS)
            assert first.link.kind != "paid_for" or second.forward or second.link.kind in LEVEL_KINDS
            if not {first.link.kind, second.link.kind} & MONEY_KINDS:
                said = (first.link.id, second.link.id) in path.never_together
                assert said is not meet(first.link, second.link)
                assert not said or {first.link.kind, second.link.kind} & LEVEL_KINDS or not first.forward


@settings(max_examples=300, deadline=None)
@given(link_sets(), st.integers(2, 4))
def test_the_way_down_to_a_thing_never_goes_up_again(links, max_hops):
    """Whatever the way: a party is reached from a thing only where money had just arrived on it."""
    for path in search(links, limit=100, max_hops=max_hops).paths:
        for before, step in zip((None, *path.steps), path.steps, strict=False):
            if not step.forward and step.link.kind in DOWN_KINDS:
                assert before is not None
                assert before.link.kind == "transfer"
                assert before.link.head == step.link.head


@settings(max_examples=100, deadline=None)
@given(link_sets(), st.randoms(use_true_random=False), st.integers(1, 5))
def test_order_of_the_links_does_not_matter_and_a_limit_only_cuts(links, chance, limit):
    whole = search(links, limit=100)
    shuffled = chance.sample(links, len(links))
    assert repr(search(shuffled, limit=100).paths) == repr(whole.paths)
    assert search(shuffled, limit=limit).paths == whole.paths[:limit]


def test_without_time_the_ten_best_are_those_of_networkx(build_link):
    for seed in range(20):
        draw = random.Random(seed)
        links = []
        graph = nx.Graph()
        for number in range(60):
            tail, head = draw.sample(["S", "X", *(f"n{node}" for node in range(14))], 2)
            strength = draw.randint(1, 999) * 1000
            links.append(build_link(f"L{number:02}", "related_to", tail, head, strength=strength))
            cost = min(link_cost(strength), graph.get_edge_data(tail, head, {"weight": 10**9})["weight"])
            graph.add_edge(tail, head, weight=cost)
        expected = [
            nx.path_weight(graph, way, "weight")
            for way in islice(nx.shortest_simple_paths(graph, "S", "X", "weight"), 10)
        ]
        assert [path.cost for path in search(links, max_hops=15).paths] == expected


def test_ten_thousand_links_within_the_budget():
    draw = random.Random(5)
    links = []
    for number in range(10_000):
        tail, head = draw.sample(range(3000), 2)
        kind = draw.choice(["transfer", "transfer", "related_to", "represents", "holds_account"])
        links.append(
            EvidenceLink(
                f"L{number:05}",
                kind,
                f"n{tail}",
                f"n{head}",
                date(2020, 1, 1 + draw.randrange(28)),
                None,
                draw.choice([CERTAIN_PPM, 900_000, 700_000]),
                100 if kind == "transfer" else None,
                "RON" if kind == "transfer" else None,
                (("S1", f"row {number}"),),
                "register",
            )
        )
    result = search(links, "n0", "n1")
    assert not result.incomplete
    assert len(result.paths) == 10
    assert result.opened < 500


def test_links_that_touch_on_one_day_held_together(build_link):
    """The day on which a share ends and the title begins is a day in common; a day later is none."""
    share = build_link("1", "shareholding", "S", "C", 0, 5)
    for begin, found in ((5, True), (6, False)):
        links = [share, build_link("2", "holds", "C", "X", begin)]
        assert bool(find_paths(links, suspect="S", asset="X", allowed_kinds=LINK_KINDS).paths) is found
    kinship = [build_link("1", "related_to", "S", "M", 0, 5)]
    for begin, apart in ((5, ()), (6, (("1", "2"),))):
        (path,) = find_paths(
            [*kinship, build_link("2", "holds", "M", "X", begin)], suspect="S", asset="X", allowed_kinds=LINK_KINDS
        ).paths
        assert path.never_together == apart
