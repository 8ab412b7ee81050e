from __future__ import annotations

import csv
import itertools
import random
from fractions import Fraction

import numpy as np
import pytest

from graph_schema.errors import NotFound, WrongRecord, WrongUse
from graph_schema.values.shares import ShareRange
from tests.tracer.analysis.ownership.large_network import draw_large_network
from tracer.analysis.ownership.integrated import RingWithoutOutsideOwner, integrate_ownership
from tracer.analysis.ownership.stakes import Stake, StakesExceedWhole


def exactly(text):
    return ShareRange.exactly(Fraction(text))


# --- published examples -------------------------------------------------------------------------------


def test_three_layers_multiply(build_stakes):
    """26 CFR 1.958-1(b): 75 % of a company with 80 % of a company with 90 % is 54 %; the middle has 72 %."""
    result = integrate_ownership(
        build_stakes([("M", "R", "75%"), ("R", "S", "80%"), ("S", "T", "90%")]), persons=frozenset({"M"})
    )
    assert result.effective("R", "T") == exactly("0.72")
    assert result.effective("M", "T") == exactly("0.54")


def test_two_paths_add(build_stakes):
    """Open Ownership workbook, scenario B: 23 % and 10 %."""
    rows = [
        ("CoA", "Decl", "60%"),
        ("CoB", "Decl", "40%"),
        ("Person1", "CoA", "25%"),
        ("CoC", "CoB", "20%"),
        ("Person1", "CoC", "100%"),
        ("Person2", "CoB", "25%"),
    ]
    result = integrate_ownership(build_stakes(rows), persons=frozenset({"Person1", "Person2"}))
    assert result.shares["Decl"] == {"Person1": exactly("0.23"), "Person2": exactly("0.1")}
    assert result.unknown["Decl"] == exactly("0.67")
    assert result.direct_unknown["Decl"] == exactly(0)
    assert result.direct_unknown["CoB"] == exactly("0.55")


def test_cross_holding_claims(build_stakes):
    """Elliott, Golub, Jackson: two organisations with half of each other: 2/3 and 1/3."""
    result = integrate_ownership(build_stakes([("O1", "O2", "1/2"), ("O2", "O1", "1/2")]), persons=frozenset())
    assert result.outside_claim("O1", "O1") == result.outside_claim("O2", "O2") == Fraction(2, 3)
    assert result.outside_claim("O1", "O2") == result.outside_claim("O2", "O1") == Fraction(1, 3)


def test_cross_holding_with_named_owners(build_stakes):
    rows = [("O1", "O2", "1/2"), ("O2", "O1", "1/2"), ("X", "O1", "1/2"), ("Y", "O2", "1/2")]
    result = integrate_ownership(build_stakes(rows), persons=frozenset({"X", "Y"}))
    assert result.shares["O1"] == {"X": exactly("2/3"), "Y": exactly("1/3")}
    assert result.outside_claim("O1", "O1") == Fraction(2, 3)
    (ring,) = result.rings
    assert ring.members == ("O1", "O2")
    assert ring.link_ids == ("L1", "L2")
    assert ring.factors == {"O1": Fraction(4, 3), "O2": Fraction(4, 3)}
    assert result.findings == ()


def test_two_layers_with_a_decimal(build_stakes):
    """ADGM guidance: 65.5 % of a company with 50 % is 32.75 %."""
    rows = [("Individual1", "ADGM", "50%"), ("Hold", "ADGM", "50%"), ("Individual4", "Hold", "65.5%")]
    result = integrate_ownership(build_stakes(rows), persons=frozenset({"Individual1", "Individual4"}))
    assert result.effective("Individual4", "ADGM") == exactly("0.3275")
    assert result.effective("Individual1", "ADGM") == exactly("0.5")


def test_two_halves_above_one_company(build_stakes):
    """DATEV chart, read by multiplication: 50 % of a company that has all is 50 %, not below 25 %."""
    rows = [("G1", "B", "50%"), ("G2", "B", "50%"), ("B", "A", "100%")]
    result = integrate_ownership(build_stakes(rows), persons=frozenset({"G1", "G2"}))
    assert result.shares["A"] == {"G1": exactly("1/2"), "G2": exactly("1/2")}


@pytest.mark.parametrize(
    "rows",
    [
        [("P", "T", "1/4")],
        [("P", "A", "1/2"), ("A", "T", "1/2")],
        [("P", "A", "1"), ("P", "T", "1/8"), ("A", "T", "1/8")],
        [("P", "A", "3/4"), ("A", "T", "1/3")],
    ],
)
def test_a_quarter_is_a_quarter_however_it_comes_about(build_stakes, rows):
    result = integrate_ownership(build_stakes(rows), persons=frozenset({"P"}))
    assert result.effective("P", "T") == exactly("1/4")


# --- rings --------------------------------------------------------------------------------------------


def test_a_ring_without_outside_owner_is_a_finding(build_stakes):
    rows = [("A", "B", "1"), ("B", "A", "1"), ("A", "T", "40%"), ("P", "T", "60%")]
    # A has 40 % of T beside its ring; T is below it and changes nothing in it.
    result = integrate_ownership(build_stakes(rows), persons=frozenset({"P"}))
    assert result.findings == (RingWithoutOutsideOwner(("A", "B"), ("L1", "L2")),)
    assert result.rings[0].factors is None
    assert result.shares["A"] == {}
    assert result.ownerless["A"] == exactly(1)
    assert result.unknown["A"] == exactly(0)
    assert result.ownerless["T"] == exactly("2/5")
    assert result.shares["T"] == {"P": exactly("3/5")}
    assert result.unknown["T"] == exactly(0)
    assert result.effective("A", "B") == exactly(1)
    with pytest.raises(WrongUse, match="infinite"):
        result.all_walks("A", "B")


def test_a_company_with_own_shares_is_a_ring_of_one(build_stakes):
    rows = [("C", "C", "20%"), ("P", "C", "60%"), ("Q", "C", "20%")]
    result = integrate_ownership(build_stakes(rows), persons=frozenset({"P", "Q"}))
    assert result.shares["C"] == {"P": exactly("3/4"), "Q": exactly("1/4")}
    assert result.effective("C", "C") == exactly("1/5")
    assert result.all_walks("C", "C") == Fraction(1, 4)


def test_a_company_that_holds_all_of_itself_has_no_owner(build_stakes):
    result = integrate_ownership(build_stakes([("C", "C", "1")]), persons=frozenset())
    assert result.findings == (RingWithoutOutsideOwner(("C",), ("L1",)),)


def test_persons_hold_the_whole_of_complete_random_networks(draw_network):
    for seed in range(200):
        network = draw_network(seed, complete=True)
        result = integrate_ownership(network.stakes, persons=network.persons)
        for company in network.companies:
            assert sum(share.lower for share in result.shares[company].values()) == 1, (seed, company)
            assert result.unknown[company] == exactly(0)


def test_random_networks_agree_with_a_float_solution(draw_network):
    for seed in range(200):
        network = draw_network(seed, complete=False)
        result = integrate_ownership(network.stakes, persons=network.persons)
        names = [*network.companies, *sorted(network.persons)]
        at = {name: index for index, name in enumerate(names)}
        direct = np.zeros((len(names), len(names)))
        for stake in network.stakes:
            direct[at[stake.holder], at[stake.company]] += float(stake.lower)
        walks = np.linalg.inv(np.eye(len(names)) - direct)
        integrated = walks - np.eye(len(names))
        for company in network.companies:
            for holder in names:
                expected = integrated[at[holder], at[company]] / walks[at[holder], at[holder]]
                assert abs(float(result.effective(holder, company).lower) - expected) < 1e-9, (seed, holder)
            for holder in network.companies:
                assert abs(float(result.all_walks(holder, company)) - integrated[at[holder], at[company]]) < 1e-9
            persons = sum(share.lower for share in result.shares[company].values())
            assert persons + result.unknown[company].lower == 1
            claims = [result.outside_claim(owned, company) for owned in network.companies]
            assert sum(claims) == 1


def test_all_that_is_below_a_holder_is_what_it_has_of_each_company(draw_network):
    for seed in range(100):
        network = draw_network(seed, complete=False)
        stakes = widen(network.stakes, random.Random(seed)) if seed % 2 else network.stakes
        result = integrate_ownership(stakes, persons=network.persons)
        for holder in [*sorted(network.persons), *network.companies]:
            below = result.below(holder)
            for company in set(network.companies) - {holder}:
                assert below.get(company, exactly(0)) == result.effective(holder, company), (seed, holder, company)
            assert holder not in below


def test_the_share_of_a_ring_company_is_its_walks_over_its_factor(draw_network):
    rings = 0
    for seed in range(100):
        network = draw_network(seed, complete=False)
        result = integrate_ownership(network.stakes, persons=network.persons)
        for ring in result.rings:
            for holder in ring.members:
                for company in network.companies:
                    effective = result.effective(holder, company)
                    assert effective.lower == result.all_walks(holder, company) / ring.factors[holder]
                    assert effective.exact
                    assert effective.upper <= 1
                    rings += 1
    assert rings > 200


# --- ranges -------------------------------------------------------------------------------------------


def test_a_range_runs_through_the_layers(build_stakes):
    rows = [("P", "A", "25..50%"), ("A", "T", "50..75%")]
    result = integrate_ownership(build_stakes(rows), persons=frozenset({"P"}))
    assert result.effective("P", "T") == ShareRange(Fraction(1, 8), Fraction(3, 8))
    assert result.unknown["T"] == ShareRange(Fraction(5, 8), Fraction(7, 8))
    assert result.effective("A", "T") == ShareRange(Fraction(1, 2), Fraction(3, 4))


def test_the_upper_end_never_gives_more_than_the_whole_to_all(build_stakes):
    rows = [("P", "A", "1"), ("Q", "B", "1"), ("A", "T", "25..75%"), ("B", "T", "25..75%"), ("P", "T", "10%")]
    result = integrate_ownership(build_stakes(rows), persons=frozenset({"P", "Q"}))
    assert result.effective("P", "T") == ShareRange(Fraction(35, 100), Fraction(75, 100))
    assert result.effective("Q", "T") == ShareRange(Fraction(25, 100), Fraction(65, 100))
    assert result.unknown["T"] == ShareRange(Fraction(0), Fraction(40, 100))


def test_ranges_round_a_ring(build_stakes):
    """P's most: A gives B all it can and P takes all that is free, both round the ring."""
    rows = [("P", "A", "20..50%"), ("B", "A", "50..60%"), ("A", "B", "30..60%"), ("Q", "B", "20..40%")]
    result = integrate_ownership(build_stakes(rows), persons=frozenset({"P", "Q"}))
    assert result.effective("P", "A") == ShareRange(
        Fraction(2, 10) / (1 - Fraction(15, 100)), Fraction(5, 10) / (1 - Fraction(30, 100))
    )
    assert result.effective("Q", "A") == ShareRange(
        Fraction(2, 10) * Fraction(5, 10) / (1 - Fraction(15, 100)),
        Fraction(4, 10) * Fraction(6, 10) / (1 - Fraction(36, 100)),
    )


def test_a_ring_that_only_may_be_closed_is_no_finding_and_has_an_upper_end(build_stakes):
    rows = [("A", "B", "50..100%"), ("B", "A", "50..100%"), ("P", "A", "0..50%")]
    result = integrate_ownership(build_stakes(rows), persons=frozenset({"P"}))
    assert result.findings == ()
    assert result.effective("P", "A") == ShareRange(Fraction(0), Fraction(1))


def widen(stakes, draw):
    return [
        Stake(
            stake.holder,
            stake.company,
            stake.lower * Fraction(draw.randint(0, 4), 4),
            stake.upper + (1 - stake.upper) * Fraction(draw.randint(0, 4), 4),
            stake.link_ids,
        )
        for stake in stakes
    ]


def read(stakes, draw):
    """One reading of ranges: a value for each stake, no company above the whole."""
    least = {}
    for stake in stakes:
        least[stake.company] = least.get(stake.company, Fraction(0)) + stake.lower
    reading = []
    for stake in draw.sample(stakes, len(stakes)):
        extra = min(stake.upper - stake.lower, 1 - least[stake.company]) * Fraction(draw.randint(0, 3), 3)
        least[stake.company] += extra
        share = stake.lower + extra
        reading.append(Stake(stake.holder, stake.company, share, share, stake.link_ids))
    return reading


def test_every_reading_lies_between_the_ends_and_the_ends_hold_the_exact_answer(draw_network):
    tight = 0
    for seed in range(40):
        draw = random.Random(seed)
        network = draw_network(seed, complete=False)
        wide = widen(network.stakes, draw)
        ranges = integrate_ownership(wide, persons=network.persons)
        readings = [network.stakes, *(read(wide, draw) for _ in range(4))]
        for exact in (integrate_ownership(reading, persons=network.persons) for reading in readings):
            for company in network.companies:
                for holder in [*sorted(network.persons), *network.companies]:
                    ends, share = ranges.effective(holder, company), exact.effective(holder, company)
                    assert ends.lower <= share.lower == share.upper <= ends.upper <= 1, (
                        seed,
                        holder,
                        company,
                    )
                    tight += ends.upper == share.upper and not ends.exact
                left = exact.unknown[company].lower + exact.ownerless[company].lower
                # In a reading, what no person has is unknown or in a ring that this reading closes.
                assert ranges.unknown[company].lower <= left, (seed, company)
                assert exact.unknown[company].upper <= ranges.unknown[company].upper
    assert tight > 100  # the upper end is reached, so it is no idle bound


def corners(stakes):
    """Every corner of the consistent readings of one company: all stakes but one at an end, no more than the whole."""
    found = set()
    for ends in itertools.product(*[(stake.lower, stake.upper) for stake in stakes]):
        if sum(ends) <= 1:
            found.add(ends)
        for place, stake in enumerate(stakes):
            rest = 1 - sum(end for other, end in enumerate(ends) if other != place)
            if stake.lower <= rest <= stake.upper:
                found.add((*ends[:place], rest, *ends[place + 1 :]))
    return found


def plain_share(shares, person):
    """What a person has of each company in one reading: x = b + A x, solved over the companies that lead to him."""
    reached, found = {person}, {person}
    while found:
        found = {company for holder, company in shares if holder in found and shares[holder, company]} - reached
        reached |= found
    companies = sorted(reached - {person})
    rows = [
        [Fraction(own == other) - shares.get((other, own), 0) for other in companies]
        + [shares.get((person, own), Fraction(0))]
        for own in companies
    ]
    for place in range(len(rows)):
        pivot = next(row for row in range(place, len(rows)) if rows[row][place])
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [value / rows[place][place] for value in rows[place]]
        for row in range(len(rows)):
            if row != place and rows[row][place]:
                rows[row] = [
                    value - rows[row][place] * lead for value, lead in zip(rows[row], rows[place], strict=True)
                ]
    return {company: row[-1] for company, row in zip(companies, rows, strict=True)}


def draw_unstated(seed):
    """Two or three companies, rings among them, up to three holders each, some of unstated size."""
    draw = random.Random(seed)
    companies, persons = ["C0", "C1", "C2"][: draw.randint(2, 3)], ["P0", "P1"]
    stakes = []
    for company in companies:
        holders = draw.sample([*(name for name in companies if name != company), *persons], draw.randint(1, 3))
        free = Fraction(1)
        for holder in holders:
            share = free * Fraction(draw.randint(1, 3), 4)
            ends = draw.choice([(Fraction(0), Fraction(1)), (share, share), (share, min(1, share * 2))])
            free -= ends[0]
            stakes.append(Stake(holder, company, *ends, (f"{company}{holder}",)))
    return stakes, companies, persons


def test_every_corner_of_unknown_sizes_lies_within_and_the_outermost_are_the_ends():
    """Brute force: the share of a person grows with each stake, so a corner reading gives its least and its most."""
    ranges = rings = 0
    for seed in range(50):
        stakes, companies, persons = draw_unstated(seed)
        result = integrate_ownership(stakes, persons=frozenset(persons))
        rings += len(result.rings)
        columns = [[stake for stake in stakes if stake.company == company] for company in companies]
        seen = {(person, company): set() for person in persons for company in companies}
        for chosen in itertools.product(*map(corners, columns)):
            shares = {
                (stake.holder, stake.company): end
                for column, ends in zip(columns, chosen, strict=True)
                for stake, end in zip(column, ends, strict=True)
            }
            for person in persons:
                found = plain_share(shares, person)
                for company in companies:
                    seen[person, company].add(found.get(company, Fraction(0)))
        for (person, company), values in seen.items():
            told = result.shares[company].get(person, exactly(0))
            assert (told.lower, told.upper) == (min(values), max(values)), (seed, person, company)
            ranges += not told.exact
    assert ranges > 60
    assert rings > 12


def test_a_holder_of_unstated_size_has_at_most_what_the_others_leave(build_stakes):
    rows = [("P", "A", "0..1"), ("Q", "A", "30%"), ("A", "B", "50%"), ("P", "B", "0..1"), ("R", "B", "0..1")]
    result = integrate_ownership(build_stakes(rows), persons=frozenset("PQR"))
    assert result.effective("P", "A") == ShareRange(Fraction(0), Fraction(7, 10))
    assert result.effective("Q", "A") == exactly("3/10")
    assert result.effective("P", "B") == ShareRange(Fraction(0), Fraction(85, 100))
    assert result.effective("R", "B") == ShareRange(Fraction(0), Fraction(1, 2))
    assert result.unknown["A"] == ShareRange(Fraction(0), Fraction(7, 10))


def test_a_wider_range_never_gives_a_narrower_answer(draw_network):
    for seed in range(60):
        draw = random.Random(seed)
        network = draw_network(seed, complete=False)
        wide = widen(network.stakes, draw)
        wider = widen(wide, draw)
        first = integrate_ownership(wide, persons=network.persons)
        second = integrate_ownership(wider, persons=network.persons)
        for company in network.companies:
            for person in sorted(network.persons):
                inner, outer = first.effective(person, company), second.effective(person, company)
                assert outer.lower <= inner.lower
                assert inner.upper <= outer.upper


# --- limits -------------------------------------------------------------------------------------------


def test_a_column_above_the_whole_stops_the_run(build_stakes):
    with pytest.raises(StakesExceedWhole, match="6/5"):
        integrate_ownership(build_stakes([("P", "C", "70%"), ("Q", "C", "50%")]), persons=frozenset("PQ"))


def test_nobody_owns_a_person(build_stakes):
    with pytest.raises(WrongRecord, match="L1 give A a stake in P"):
        integrate_ownership(build_stakes([("A", "P", "70%")]), persons=frozenset({"P"}))


def test_a_holder_that_is_no_person_and_has_no_holders_is_unknown(build_stakes):
    result = integrate_ownership(build_stakes([("Fund", "C", "1")]), persons=frozenset())
    assert result.unknown == {"C": exactly(1), "Fund": exactly(1)}
    assert result.direct_unknown == {"C": exactly(0), "Fund": exactly(1)}


def test_unknown_names_are_not_found(build_stakes):
    result = integrate_ownership(build_stakes([("P", "C", "1")]), persons=frozenset({"P"}))
    for holder, company in (("P", "X"), ("X", "C"), ("C", "P")):
        with pytest.raises(NotFound):
            result.effective(holder, company)


def test_order_of_the_stakes_does_not_matter(draw_network):
    for seed in range(30):
        network = draw_network(seed, complete=False)
        stakes = widen(network.stakes, random.Random(seed))
        first = integrate_ownership(stakes, persons=network.persons)
        again = integrate_ownership(random.Random(seed + 1).sample(stakes, len(stakes)), persons=network.persons)
        assert repr(first.shares) == repr(again.shares)
        assert repr((first.unknown, first.rings, first.network.components)) == repr(
            (again.unknown, again.rings, again.network.components)
        )


def test_five_thousand_companies_with_rings_add_up_exactly():
    stakes, persons = draw_large_network()
    result = integrate_ownership(stakes, persons=persons)
    assert len(result.rings) >= 40
    for company, shares in result.shares.items():
        assert sum((share.lower for share in shares.values()), result.unknown[company].lower) == 1


# --- other people's data ------------------------------------------------------------------------------


@pytest.fixture
def generated_register(shared_data):
    """A machine-made register: 1,000 companies, 20,200 stakes in whole percent that do not add up."""
    folder = shared_data / "ownership" / "shareholding_generated"
    rows = []
    for name in ("person_corp_share.csv", "corp_share.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows += [(name, number, *row) for number, row in enumerate(csv.reader(file), start=1)]
    return rows


def test_a_register_that_does_not_add_up_is_refused_with_its_rows(generated_register):
    stakes = [
        Stake(holder, company, Fraction(int(share), 100), Fraction(int(share), 100), (f"{name}:{number}",))
        for name, number, holder, company, share in generated_register
    ]
    with pytest.raises(StakesExceedWhole) as caught:
        integrate_ownership(stakes, persons=frozenset(row[2] for row in generated_register if row[2][0] == "p"))
    company = caught.value.params["company"]
    rows = [row for row in generated_register if row[3] == company]
    assert caught.value.params["total"] == str(Fraction(sum(int(row[4]) for row in rows), 100))
    assert caught.value.params["ids"] == ", ".join(sorted(f"{row[0]}:{row[1]}" for row in rows))


def test_the_same_register_scaled_to_the_whole_adds_up_exactly(generated_register):
    whole = {}
    for *_, company, share in generated_register:
        whole[company] = whole.get(company, 0) + int(share)
    stakes = []
    for name, number, holder, company, share in generated_register:
        if int(share):
            part = Fraction(int(share), whole[company])
            stakes.append(Stake(holder, company, part, part, (f"{name}:{number}",)))
    persons = frozenset(stake.holder for stake in stakes if stake.holder[0] == "p")
    result = integrate_ownership(stakes, persons=persons)
    assert len(result.shares) == 1000
    assert result.findings == ()
    for company, shares in result.shares.items():
        assert sum(share.lower for share in shares.values()) == 1
        assert result.unknown[company] == exactly(0)


def test_what_is_missing_in_a_list_of_ranges_is_a_range(build_stakes):
    stakes = build_stakes([("P", "C", "25..50%"), ("Q", "C", "10%"), ("P", "D", "30..60%"), ("Q", "D", "20..70%")])
    result = integrate_ownership(stakes, persons=frozenset("PQ"))
    assert result.direct_unknown["C"] == ShareRange(Fraction(40, 100), Fraction(65, 100))
    assert result.direct_unknown["D"] == ShareRange(Fraction(0), Fraction(50, 100))


def test_more_than_a_bound_is_kept_through_chains_and_rings(build_stakes):
    stakes = build_stakes(
        [("P", "A", ">50..75%"), ("A", "B", "50%"), ("B", "C", ">0..100%"), ("Q", "D", "30%"), ("D", "A", "1/5")]
    )
    result = integrate_ownership(stakes, persons=frozenset({"P", "Q"}))
    found = {company: str(shares["P"]) for company, shares in result.shares.items() if "P" in shares}
    assert found == {"A": ">1/2..3/4", "B": ">1/4..3/8", "C": ">0/1..3/8"}
    assert str(result.effective("Q", "B")) == "3/100"
    assert str(result.effective("A", "C")) == ">0/1..1/2"
    ring = build_stakes([("P", "A", "1/2"), ("A", "B", "1/2"), ("B", "A", ">25..50%")])
    shares = integrate_ownership(ring, persons=frozenset({"P"})).shares
    assert all(shares[company]["P"].lower_open for company in "AB")


def test_a_share_that_needs_no_open_stake_is_not_open(build_stakes):
    stakes = build_stakes([("P", "A", "50..75%"), ("Q", "A", ">10..25%"), ("A", "B", "100%")])
    shares = integrate_ownership(stakes, persons=frozenset({"P", "Q"})).shares
    assert [str(shares[company]["P"]) for company in "AB"] == ["1/2..3/4", "1/2..3/4"]
    assert [str(shares[company]["Q"]) for company in "AB"] == [">1/10..1/4", ">1/10..1/4"]
