"""Every figure of the waterfall opens the assets that add up to it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.tracer.recovery.totals.earlier_facts import facts_of
from tracer.recovery.totals.contributions import AssetFacts
from tracer.recovery.totals.slices import ItemFacts
from tracer.recovery.totals.step_assets import OpenedStep, StepAsset, open_steps, open_years
from tracer.recovery.totals.totals import compute_totals
from tracer.recovery.totals.waterfall import WaterfallStep, fate_of

DAY = date(2025, 6, 2)
FROZEN = "IDENTIFIED TRACED REQUESTED FROZEN"


def measure(name, on, share="1"):
    return ItemFacts(name, on, Fraction(share), f"per-{name}", "cas-1", "special_confiscation", None)


@pytest.fixture
def opened(life, step, route, valuation, cost):
    """Half of a house frozen and half confiscated, a car sold with a loss, a watch without value, a boat sold unpriced."""
    eur = {"currency": "EUR"}
    measures = [
        measure("m1", "house", "1/2"),
        measure("m2", "house", "1/2"),
        measure("m3", "car"),
        measure("m4", "watch"),
        measure("m5", "boat"),
        measure("m6", "ring"),
    ]
    events = [
        valuation("house", 300_001, "2024-01-02"),
        valuation("car", 20_000, "2024-01-02"),
        valuation("boat", 7_000, "2024-01-02"),
        *life(FROZEN, "2024-01-08", measure="m1"),
        *life(FROZEN + " CONF_NONFINAL", "2024-01-08", measure="m2"),
        *life(route("ENFORCING"), "2024-01-08", measure="m3"),
        step("REALISED", "2024-09-02", measure="m3", amount_minor=18_000, **eur),
        step("VICTIM", "2024-10-01", measure="m3", amount_minor=11_000, **eur),
        cost("m3", 500, "2024-09-03"),
        *life(FROZEN, "2023-01-09", measure="m4"),
        *life(route("REALISED"), "2024-01-08", measure="m5"),
        *life(route("ENFORCING"), "2024-01-08", measure="m6"),
        step("REALISED", "2024-09-02", measure="m6", amount_minor=900, **eur),
    ]
    assets = [AssetFacts(name, "other", name) for name in ("house", "car", "watch", "boat", "ring")]
    totals = compute_totals(
        facts_of(assets, measures, events, DAY), assets, events, as_of=DAY, known_on=DAY, currency="EUR"
    )
    return totals, {step.key: step for step in open_steps(totals)}


def test_the_assets_of_every_step_add_up_to_it(opened):
    totals, steps = opened
    assert [*steps] == [step.key for step in totals.waterfall]
    for step in totals.waterfall:
        found = steps[step.key]
        assert sum(row.minor or 0 for row in found.assets) == found.minor, step.key
        assert found.minor == (-step.minor if found.role == "stage" else step.minor)
        assert found.minor >= 0, f"{step.key}: the word says what became of it, and the figure has no sign"
        assert len({row.asset for row in found.assets}) == len(found.assets)


def test_every_change_has_a_fate_and_what_has_not_gone_further_is_no_loss(opened):
    totals, steps = opened
    fates = {step.key: fate_of(step) for step in totals.waterfall}
    assert {key for key, fate in fates.items() if fate is None} == {
        step.key for step in totals.waterfall if step.kind != "change"
    }
    assert {key for key, fate in fates.items() if fate == "stands"} == {
        "not_secured",
        "requested",
        "frozen",
        "confiscated_nonfinal",
        "confiscated_final",
        "unpriced",
        "without_rate",
        "undistributed",
    }
    assert {key for key, fate in fates.items() if fate == "recovered"} == {"returned_victim", "reuse"}
    assert fates["sale_difference"] == "lost"
    assert fate_of(WaterfallStep("sale_difference", "change", 1)) == "gained"
    assert {key: step.fate for key, step in steps.items()} == fates


def test_an_asset_held_in_shares_stands_once_in_a_total_and_in_parts_in_its_stages(opened):
    _, steps = opened
    whole, half = StepAsset("house", Fraction(1), 300_001), Fraction(1, 2)
    assert whole in steps["identified"].assets
    assert whole in steps["secured"].assets
    assert [
        row.share for key in ("frozen", "confiscated_nonfinal") for row in steps[key].assets if row.asset == "house"
    ] == [
        half,
        half,
    ]


def test_money_opens_the_assets_it_came_from(opened):
    _, steps = opened
    assert steps["received"] == OpenedStep(
        "received",
        "total",
        18_900,
        (StepAsset("boat", None, None), StepAsset("car", None, 18_000), StepAsset("ring", None, 900)),
    )
    assert steps["received"].unknown == 1
    assert steps["sale_difference"].assets == (StepAsset("car", None, 2_000),)
    assert (steps["sale_difference"].minor, steps["sale_difference"].fate) == (2_000, "lost")
    assert (steps["costs"].minor, steps["costs"].assets) == (500, (StepAsset("car", None, 500),))
    assert steps["unpriced"].assets == (StepAsset("boat", None, 7_000),)
    assert steps["received_without_value"].assets == (StepAsset("ring", None, 900),)
    assert steps["victims"].assets == (StepAsset("car", None, 11_000),)
    assert steps["budget"].assets == ()


def test_an_asset_without_a_value_is_listed_as_unknown(opened):
    _, steps = opened
    assert StepAsset("watch", Fraction(1), None) in steps["frozen"].assets
    assert (steps["identified"].unknown, len(steps["identified"].assets)) == (2, 5)


def test_a_year_opens_what_was_first_frozen_in_it(opened):
    totals, _ = opened
    told = {row.key: row.minor for row in totals.by_year}
    years = {year.key: year for year in open_years(totals)}
    assert {key: year.minor for key, year in years.items()} == {key: told[key] for key in ("2023", "2024")}
    assert [row.asset for row in years["2023"].assets] == ["watch"]
    assert [row.asset for row in years["2024"].assets] == ["boat", "car", "house", "ring"]


def test_of_a_loss_at_sale_an_asset_sold_above_its_value_is_taken_off(life, step, route, valuation):
    eur = {"currency": "EUR"}
    events = [valuation("car", 20_000, "2024-01-02"), valuation("boat", 5_000, "2024-01-02")]
    for name, price in (("m1", 18_000), ("m2", 5_500)):
        events += life(route("ENFORCING"), "2024-01-08", measure=name)
        events.append(step("REALISED", "2024-09-02", measure=name, amount_minor=price, **eur))
    assets = [AssetFacts(name, "other", name) for name in ("car", "boat")]
    measures = [measure("m1", "car"), measure("m2", "boat")]
    totals = compute_totals(
        facts_of(assets, measures, events, DAY), assets, events, as_of=DAY, known_on=DAY, currency="EUR"
    )
    found = {one.key: one for one in open_steps(totals)}["sale_difference"]
    assert (found.minor, found.fate) == (1_500, "lost")
    assert found.assets == (StepAsset("boat", None, -500), StepAsset("car", None, 2_000))
