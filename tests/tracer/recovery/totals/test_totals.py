from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.errors import WrongUse, WrongValue
from graph_schema.values.money import Money
from tests.tracer.recovery.totals.earlier_facts import facts_of
from tracer.recovery.measures.transitions import LIVE_STATES, allowed_steps
from tracer.recovery.totals.contributions import AssetFacts
from tracer.recovery.totals.slices import BUCKETS, ItemFacts
from tracer.recovery.totals.totals import compute_totals

DAY = date(2025, 6, 2)
FROZEN = "IDENTIFIED TRACED REQUESTED FROZEN"


def asset(name, asset_class="flat"):
    return AssetFacts(name, asset_class, f"Bun inventat {name}")


def measure(name, on, person="per-1", share="1", cap=None):
    return ItemFacts(name, on, Fraction(share), person, "cas-1", "special_confiscation", cap)


def totals(assets, measures, events, *, as_of=DAY, known_on=DAY, currency="EUR"):
    facts = facts_of(assets, measures, events, known_on)
    return compute_totals(facts, assets, events, as_of=as_of, known_on=known_on, currency=currency)


def standing(found):
    return {bucket.name: bucket.minor for bucket in found.buckets if bucket.minor or bucket.assets}


def check_conservation(found):
    """Every law of the totals at once."""
    assert sum(bucket.minor for bucket in found.buckets) == found.minor
    contributions = [row for bucket in found.buckets for row in bucket.contributions]
    assert sum(row.minor or 0 for row in contributions) == found.minor
    for name in {row.asset for row in contributions}:
        assert sum(row.share for row in contributions if row.asset == name) == 1
    for rows in (found.by_class, found.by_year):
        assert sum(row.minor for row in rows) == found.minor
        for bucket in found.buckets:
            assert sum(row.buckets[bucket.name] for row in rows) == bucket.minor
    money = found.realised
    paid = money.costs + money.victims + money.budget + money.shared
    assert money.received == paid + money.undistributed + money.exchange
    running = last = 0
    for place, row in enumerate(found.waterfall):
        if row.kind == "change":
            running += row.minor
        elif row.kind == "total":
            running = row.minor if place == 0 else running
            assert row.minor == running, row
            last = row.minor
    assert sum(row.minor for row in found.waterfall if row.kind == "part") == last
    assert found.waterfall[0].minor == found.minor
    steps = {row.key: row.minor for row in found.waterfall if row.kind == "total"}
    assert steps["received"] == money.received
    assert steps["sold_or_collected"] == standing(found).get("realised", 0)


@pytest.fixture(scope="session")
def office(life, step, route, valuation, rate, cost):
    """nine invented assets and nine measures, small enough to be counted by hand (see the test)."""
    assets = [
        asset("a1", "flat"),
        asset("a2", "car"),
        asset("a3", "house"),
        asset("a4", "gold"),
        asset("a5", "watch"),
        asset("a6", "vessel"),
        asset("a7", "land"),
        asset("a8", "art"),
        asset("a9", "gold"),
    ]
    measures = [
        measure("m1", "a1", "ana", "1/2"),
        measure("m2", "a1", "ana", "1/2"),
        measure("m3", "a1", "dan", "1/2"),
        measure("m4", "a2", "ana", "1/3"),
        measure("m5", "a3"),
        measure("m6", "a4"),
        measure("m7", "a5"),
        measure("m8", "a8"),
        measure("m9", "a9"),
    ]
    eur = {"currency": "EUR"}
    events = [
        valuation("a1", 300_000, "2024-01-02"),
        valuation("a2", 20_001, "2024-01-02"),
        valuation("a3", 100_000, "2024-01-02"),
        valuation("a4", 50_000, "2024-01-02", currency="RON"),
        valuation("a6", 700, "2024-01-02", currency="USD"),
        valuation("a7", 40_000, "2024-01-02"),
        valuation("a8", 5_000, "2024-01-02"),
        valuation("a9", 8_000, "2024-01-02"),
        rate("EUR/RON", 5, 1, "2023-12-29"),
        *life(FROZEN, "2024-01-08", measure="m1"),
        *life(FROZEN + " CONF_NONFINAL", "2024-01-08", measure="m2"),
        *life(FROZEN + " RELEASED", "2023-01-09", measure="m3"),
        *life("IDENTIFIED TRACED REQUESTED", "2024-01-08", measure="m4"),
        *life(FROZEN + " SALE_ORDERED", "2024-01-08", measure="m5"),
        step("DEPOSITED", "2024-03-04", measure="m5", amount_minor=90_000, **eur),
        step("CONF_NONFINAL", "2024-05-06", measure="m5"),
        step("CONF_FINAL", "2024-06-03", measure="m5"),
        step("VICTIM", "2024-07-01", measure="m5", amount_minor=60_000, **eur),
        step("BUDGET", "2024-07-02", measure="m5", amount_minor=20_000, **eur),
        cost("m5", 1_000, "2024-02-05"),
        cost("m5", 500, "2024-06-10"),
        cost("m1", 70, "2024-06-10"),
        *life(route("ENFORCING"), "2024-01-08", measure="m6"),
        step("REALISED", "2024-09-02", measure="m6", amount_minor=12_000, **eur),
        *life(FROZEN, "2024-01-08", measure="m7"),
        *life(route("DESTROYED"), "2024-01-08", measure="m8"),
        *life("IDENTIFIED TRACED REQUESTED RELEASED", "2024-01-08", measure="m9"),
    ]
    return assets, measures, events


def test_a_case_counted_by_hand(office):
    found = totals(*office)
    check_conservation(found)
    assert (found.minor, found.assets) == (483_001, 9)
    assert standing(found) == {
        "not_secured": 53_334,
        "requested": 6_667,
        "frozen": 0,
        "released": 150_000,
        "confiscated_nonfinal": 150_000,
        "realised": 110_000,
        "destroyed": 5_000,
        "dropped": 8_000,
    }
    assert [(row.key, row.kind, row.minor) for row in found.waterfall] == [
        ("identified", "total", 483_001),
        ("not_secured", "change", -53_334),
        ("requested", "change", -6_667),
        ("dropped", "change", -8_000),
        ("not_found", "change", 0),
        ("secured", "total", 415_000),
        ("released", "change", -150_000),
        ("returned_victim", "change", 0),
        ("frozen", "change", 0),
        ("confiscated", "total", 265_000),
        ("confiscated_nonfinal", "change", -150_000),
        ("confiscated_for_good", "total", 115_000),
        ("confiscated_final", "change", 0),
        ("reuse", "change", 0),
        ("destroyed", "change", -5_000),
        ("sold_or_collected", "total", 110_000),
        ("unpriced", "change", 0),
        ("without_rate", "change", 0),
        ("sale_difference", "change", -8_000),
        ("received_without_value", "change", 0),
        ("received", "total", 102_000),
        ("costs", "change", -500),
        ("undistributed", "change", -21_500),
        ("exchange", "change", 0),
        ("paid_out", "total", 80_000),
        ("victims", "part", 60_000),
        ("budget", "part", 20_000),
        ("shared", "part", 0),
    ]
    assert found.keeping_costs == 1_570
    assert {row.key: (row.minor, row.assets) for row in found.by_class}["gold"] == (18_000, 2)
    assert {row.key: row.minor for row in found.by_year} == {"2023": 150_000, "2024": 265_000, None: 68_001}


def test_what_has_no_value_is_unknown_and_not_zero(office):
    found = totals(*office)
    frozen = next(bucket for bucket in found.buckets if bucket.name == "frozen")
    assert (frozen.minor, frozen.assets, frozen.unknown_assets) == (0, 1, 1)
    assert [(row.asset, row.minor, row.items) for row in frozen.contributions] == [("a5", None, ("m7",))]
    assert found.unvalued == ("a5",)
    assert [(row.subject, row.money) for row in found.unconverted] == [("a6", Money(700, "USD"))]


def test_every_bucket_opens_its_assets_and_measures(office):
    found = totals(*office)
    rows = {
        bucket.name: [(r.asset, r.share, r.minor, r.items) for r in bucket.contributions] for bucket in found.buckets
    }
    half = Fraction(1, 2)
    assert rows["confiscated_nonfinal"] == [("a1", half, 150_000, ("m1", "m2"))]
    assert rows["released"] == [("a1", half, 150_000, ("m3",))]
    assert rows["requested"] == [("a2", Fraction(1, 3), 6_667, ("m4",))]


def test_totals_as_known_on_an_earlier_date_can_be_reproduced(office, step, valuation):
    assets, measures, events = office
    then = date(2024, 1, 31)
    before = totals(assets, measures, [row for row in events if row.recorded <= then], as_of=then, known_on=then)
    late = [
        step("CHALLENGED", "2024-01-15", recorded="2024-02-05", measure="m1"),
        valuation("a7", 1, "2024-01-20", recorded="2024-02-05"),
    ]
    assert totals(assets, measures, [*events, *late], as_of=then, known_on=then) == before
    assert standing(before)["frozen"] == 300_000 - 150_000 - 150_000 + 100_000
    after = totals(assets, measures, [*events, *late], as_of=then, known_on=date(2024, 2, 5))
    assert standing(after)["not_secured"] == standing(before)["not_secured"] - 39_999


def test_a_revoked_valuation_does_not_count_from_its_revocation_on(valuation, revoke):
    first, wrong = valuation("a1", 100, "2024-01-02"), valuation("a1", 900, "2024-02-05")
    events = [first, wrong, revoke(wrong, "2024-03-04")]
    assert totals([asset("a1")], [], events).minor == 100
    assert totals([asset("a1")], [], events, known_on=date(2024, 3, 3)).minor == 900


def test_a_freeze_that_no_longer_follows_is_not_counted(life, valuation, revoke):
    """The proposal before it was taken back, so the order stands on record and does not count."""
    steps = life(FROZEN, "2024-01-08", measure="m1")
    events = [valuation("a1", 100, "2024-01-02"), *steps, revoke(steps[2], "2024-02-05")]
    assert standing(totals([asset("a1")], [measure("m1", "a1")], events)) == {"not_secured": 100}
    assert standing(totals([asset("a1")], [measure("m1", "a1")], events[:-1])) == {"frozen": 100}


def test_no_rate_within_ten_days_leaves_a_value_unconverted(valuation, rate):
    events = [valuation("a1", 500, "2024-01-12", currency="RON"), rate("EUR/RON", 5, 1, "2024-01-01")]
    found = totals([asset("a1")], [], events)
    assert (found.minor, len(found.unconverted)) == (0, 1)
    assert totals([asset("a1")], [], [*events, rate("EUR/RON", 5, 1, "2024-01-02")]).minor == 100


def test_one_sale_under_two_orders_is_received_once(life, step, route, valuation):
    events = [valuation("a1", 1_000, "2024-01-02")]
    measures = [measure("m1", "a1"), measure("m2", "a1"), measure("m3", "a1", "per-2")]
    for row in measures:
        events += life(route("ENFORCING"), "2024-01-08", measure=row.id)
        events.append(step("REALISED", "2024-09-02", measure=row.id, amount_minor=900, currency="EUR"))
    found = totals([asset("a1")], measures, events)
    check_conservation(found)
    # Both postings are in the ledger, so both are counted; the asset is valued once.
    assert (found.realised.received, found.realised.sale_difference) == (2_700, -100)
    assert "cover 2 of the asset" in found.flags[0].text


def test_of_a_share_counted_in_part_the_whole_money_counts(life, step, route, valuation):
    events = [valuation("a1", 1_200, "2024-01-02")]
    measures = [measure("m1", "a1", "ana", "1/2"), measure("m2", "a1", "dan", "3/4")]
    for row, state in zip(measures, ("VICTIM", "REALISED"), strict=True):
        events += life(route("ENFORCING"), "2024-01-08", measure=row.id)
        events.append(step("REALISED", "2024-09-02", measure=row.id, amount_minor=600, currency="EUR"))
        if state == "VICTIM":
            events.append(step("VICTIM", "2024-09-03", measure=row.id, amount_minor=60, currency="EUR"))
    found = totals([asset("a1")], measures, events)
    check_conservation(found)
    # m1 gives the more binding stage and keeps its half; of m2's three quarters half is left. No posting is cut.
    assert [(row.item, row.value_minor, row.receipts.received) for row in found.realised.slices] == [
        ("m1", 600, 600),
        ("m2", 600, 600),
    ]


def test_the_year_of_freezing_is_that_of_the_first_freeze_on_the_slice(life, valuation):
    events = [
        valuation("a1", 100, "2024-01-02"),
        *life(FROZEN, "2023-05-08", measure="m1"),
        *life(FROZEN + " MANAGED", "2024-05-06", measure="m2"),
    ]
    found = totals([asset("a1")], [measure("m1", "a1"), measure("m2", "a1")], events)
    assert [(row.key, row.minor) for row in found.by_year] == [("2023", 100)]


def test_a_released_measure_is_not_named_behind_the_freeze_of_another(life, valuation):
    events = [
        valuation("a1", 100, "2024-01-02"),
        *life(FROZEN + " RELEASED", "2020-05-04", measure="m1"),
        *life(FROZEN, "2024-05-06", measure="m2"),
    ]
    found = totals([asset("a1")], [measure("m1", "a1"), measure("m2", "a1")], events)
    rows = [(bucket.name, row.items, row.frozen_year) for bucket in found.buckets for row in bucket.contributions]
    assert rows == [("frozen", ("m2",), 2024)]


def test_a_share_above_its_cap_is_flagged_and_no_money_is_made_of_a_payment(life, step, route, valuation):
    events = [valuation(name, 1_000, "2024-01-02") for name in ("a1", "a2", "a3")]
    measures = [measure("m1", "a1", cap=Money(999, "EUR")), measure("m2", "a2"), measure("m3", "a3")]
    events += life(FROZEN, "2024-01-08", measure="m1")
    events += life(route("ENFORCING"), "2024-01-08", measure="m2")
    events += life(route("REALISED"), "2024-01-08", measure="m3")
    events += [
        step("REALISED", "2024-09-02", measure="m2", amount_minor=500, currency="EUR"),
        step("BUDGET", "2024-09-03", measure="m2", amount_minor=510, currency="EUR"),
        step("BUDGET", "2024-09-03", measure="m3", amount_minor=70, currency="EUR"),
    ]
    found = totals([asset("a1"), asset("a2"), asset("a3")], measures, events)
    check_conservation(found)
    assert [(flag.subject, flag.text[:30]) for flag in found.flags] == [("m1", "The share covered by measure m")]
    money = found.realised
    assert (money.received, money.budget, money.undistributed) == (500, 0, 500)
    assert (money.unpriced_minor, money.unvalued_received) == (1_000, 0)


def test_wrong_questions_are_refused(life):
    with pytest.raises(WrongUse, match="m1"):
        totals([asset("a1")], [measure("m1", "a2")], life(FROZEN, "2024-01-08", measure="m1"))
    with pytest.raises(WrongUse, match="a1"):
        totals([asset("a1"), asset("a1")], [], [])
    with pytest.raises(WrongValue):
        totals([], [], [], currency="lei")


def test_an_asset_with_two_slices_at_one_stage_is_one_asset(life, valuation):
    measures = [measure("m1", "a", "ana", "1/2"), measure("m2", "a", "dan", "1/4")]
    events = [*life(FROZEN, "2024-01-08", measure="m1"), *life(FROZEN, "2024-01-08", measure="m2")]
    found = totals([asset("a")], measures, events)
    (frozen,) = [bucket for bucket in found.buckets if bucket.name == "frozen"]
    assert (len(frozen.contributions), frozen.assets, frozen.unknown_assets) == (2, 1, 1)
    assert [(row.key, row.assets, row.unknown_assets) for row in found.by_class] == [("flat", 1, 1)]


def test_years_stand_in_order_and_what_was_never_frozen_last(life, valuation):
    events = [*life(FROZEN, "2024-01-08", measure="m1"), *life(FROZEN, "2023-01-09", measure="m2")]
    measures = [measure("m1", "a"), measure("m2", "b")]
    found = totals([asset(name) for name in "cab"], measures, events)
    assert [row.key for row in found.by_year] == ["2023", "2024", None]
    assert found.unvalued == ("a", "b", "c")


def test_sums_without_a_rate_stand_by_measure_whatever_the_order_of_the_measures(life, step, route):
    events = []
    for name in ("m2", "m1"):
        events += life(route("ENFORCING"), "2024-01-08", measure=name)
        events.append(step("REALISED", "2024-09-02", measure=name, amount_minor=1_000, currency="USD"))
    rows = [measure("m2", "b"), measure("m1", "a")]
    for measures in (rows, rows[::-1]):
        found = totals([asset("a"), asset("b")], measures, events)
        assert [row.subject for row in found.unconverted] == ["m1", "m2"]


def test_an_empty_office_has_nothing():
    found = totals([], [], [])
    check_conservation(found)
    assert (found.minor, found.assets, found.by_class) == (0, 0, ())


SHARES = [Fraction(part, 12) for part in range(1, 13)]


@st.composite
def offices(draw, life, step, valuation, cost):
    """Random assets, measures and lives along the table of steps, with sums, costs and missing values."""
    names = [f"a{place}" for place in range(draw(st.integers(1, 3)))]
    events = []
    for name in names:
        for day in draw(st.lists(st.integers(1, 9), max_size=2)):
            events.append(
                valuation(
                    name,
                    12 * draw(st.integers(0, 999)),
                    f"2024-01-0{day}",
                    currency=draw(st.sampled_from(["EUR", "EUR", "RON"])),
                )
            )
    measures = []
    for place in range(draw(st.integers(0, 5))):
        row = ItemFacts(
            f"m{place}",
            draw(st.sampled_from(names)),
            draw(st.sampled_from(SHARES)),
            draw(st.sampled_from(["ana", "dan", None])),
            None,
            "fine",
            None,
        )
        measures.append(row)
        events += draw(lives(row.id, step, cost))
    return [asset(name, draw(st.sampled_from(["car", "flat"]))) for name in names], measures, events


@st.composite
def lives(draw, name, step, cost):
    state, events = None, []
    for day in range(1, 1 + draw(st.integers(0, 14))):
        possible = [row.to_state for row in allowed_steps(state)]
        forward = [end for end in possible if end in LIVE_STATES and end != state] or possible
        if not possible:
            break
        state = draw(st.sampled_from(forward if draw(st.integers(0, 4)) else possible))
        props = {}
        if state in ("DEPOSITED", "REALISED", "BUDGET", "VICTIM", "SHARED") and draw(st.integers(0, 5)):
            props = {"amount_minor": draw(st.integers(1, 5000)), "currency": "EUR"}
        if state == "PART_RELEASED" and draw(st.booleans()):
            props = {"released_share": str(draw(st.sampled_from(SHARES)))}
        events.append(
            step(state, f"2024-02-{day:02}", recorded=f"2024-02-{draw(st.integers(day, 20)):02}", measure=name, **props)
        )
    events += [
        cost(name, draw(st.integers(1, 99)), f"2024-02-{day:02}")
        for day in draw(st.lists(st.integers(1, 28), max_size=2))
    ]
    return events


@given(data=st.data())
@settings(max_examples=200)
def test_nothing_is_lost_or_counted_twice_in_any_order(data, life, step, valuation, cost):
    assets, measures, events = data.draw(offices(life, step, valuation, cost))
    known_on = date(2024, 2, data.draw(st.integers(1, 28)))
    found = totals(assets, measures, events, known_on=known_on)
    check_conservation(found)
    assert found == totals(assets[::-1], measures[::-1], data.draw(st.permutations(events)), known_on=known_on)
    then = [row for row in events if row.recorded <= known_on]
    assert found == totals(assets, measures, then, known_on=known_on)


# From what is gone for good to what was only asked for: value at least as binding as the nth bucket.
DEPTHS = [
    {"returned_victim"},
    {"destroyed"},
    {"reuse"},
    {"realised"},
    {"confiscated_final"},
    {"confiscated_nonfinal"},
    {"frozen"},
    {"requested"},
]


@given(data=st.data())
@settings(max_examples=200)
def test_splitting_a_measure_for_the_same_person_never_raises_a_total(data, life, step, valuation, cost):
    assets, measures, events = data.draw(offices(life, step, valuation, cost))
    if not measures:
        return
    whole = data.draw(st.sampled_from(measures))
    left = data.draw(st.sampled_from(SHARES)) * whole.share
    halves = [
        ItemFacts(name, whole.asset, share, whole.person, whole.case, whole.purposes, whole.cap)
        for name, share in (("m8", left), ("m9", whole.share - left))
    ]
    copies = [
        type(row)(
            f"{row.id}-{half.id}",
            row.type,
            half.id,
            row.effective,
            row.recorded,
            row.author,
            _part_of(row.props, half.share / whole.share),
            row.locator,
        )
        for row in events
        if row.subject == whole.id
        for half in halves
    ]
    before = totals(assets, measures, events)
    after = totals(assets, [row for row in measures if row != whole] + halves, events + copies)
    check_conservation(after)
    for depth in range(1, len(DEPTHS) + 1):
        reached = set().union(*DEPTHS[:depth])
        assert covered(after, reached) <= covered(before, reached)
    assert after.minor == before.minor


def _part_of(props, part):
    """A partial release frees of each half what it frees of the whole, in proportion."""
    if "released_share" not in props:
        return props
    return props | {"released_share": str(Fraction(props["released_share"]) * part)}


def covered(found, names):
    return sum(
        (row.share for bucket in found.buckets if bucket.name in names for row in bucket.contributions),
        Fraction(0),
    )


def test_every_bucket_is_named_in_the_order_of_the_life():
    assert [bucket.name for bucket in totals([], [], []).buckets] == list(BUCKETS)


def test_of_two_sales_under_equal_measures_on_one_owner_the_larger_leads_and_both_sums_count(
    life, step, route, valuation
):
    events = [valuation("a", 600_00, "2024-01-02")]
    for measure, minor in (("m1", 100_00), ("m2", 250_00)):
        events += life(route("ENFORCING"), "2024-01-08", measure=measure)
        events.append(step("REALISED", "2024-02-01", measure=measure, amount_minor=minor, currency="EUR"))
    facts = [
        ItemFacts(name, "a", share, "ana", "cas-1", "damage", None)
        for name, share in (("m1", Fraction(1, 3)), ("m2", Fraction(1, 2)))
    ]
    assets = [AssetFacts("a", "other", "a")]
    found = compute_totals(
        facts_of(assets, facts, events, date(2025, 1, 1)),
        assets,
        events,
        as_of=date(2025, 1, 1),
        known_on=date(2025, 1, 1),
        currency="EUR",
    )
    assert (found.realised.received, found.realised.sale_difference) == (350_00, -50_00)
    assert found.realised.unvalued_received == 100_00


def test_one_share_sold_under_two_measures_is_said(life, step, route):
    events = []
    for name in ("m1", "m2"):
        events += life(route("ENFORCING"), "2024-01-08", measure=name)
        events.append(step("REALISED", "2024-02-01", measure=name, amount_minor=600, currency="EUR"))
    both = totals([asset("a")], [measure("m1", "a", "ana"), measure("m2", "a", "ana")], events)
    assert "m1, m2 each state a sale of the same share" in " ".join(flag.text for flag in both.flags)
    halves = [measure("m1", "a", "ana", "1/2"), measure("m2", "a", "ana", "1/2")]
    assert "state a sale" not in " ".join(flag.text for flag in totals([asset("a")], halves, events).flags)
