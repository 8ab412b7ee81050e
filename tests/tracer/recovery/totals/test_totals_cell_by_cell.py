"""The totals against a slow count: every asset twelve cells, every cell at the stage of what binds it most."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.codes.states import STATE_TABLE, STATES_BY_CODE
from tests.tracer.recovery.totals.earlier_facts import facts_of
from tracer.recovery.measures.transitions import LIVE_STATES, allowed_steps
from tracer.recovery.totals.contributions import AssetFacts
from tracer.recovery.totals.slices import ItemFacts
from tracer.recovery.totals.totals import compute_totals

CELLS = 12
BINDING = [state.code for state in STATE_TABLE if state.binds]
FREE = {"released": -1, "dropped": -2, "not_found": -3}
TWELFTHS = [Fraction(part, CELLS) for part in range(1, CELLS + 1)]


@st.composite
def lives(draw, name, step, revoke):
    """A life along the table, one step a day, some recorded late, some revoked."""
    state, events = None, []
    for day in range(1, 1 + draw(st.integers(0, 9))):
        possible = [row.to_state for row in allowed_steps(state)]
        forward = [end for end in possible if end in LIVE_STATES and end != state] or possible
        if not possible:
            break
        state = draw(st.sampled_from(forward if draw(st.integers(0, 3)) else possible))
        props = {}
        if state == "PART_RELEASED" and draw(st.booleans()):
            props = {"released_share": str(draw(st.sampled_from(TWELFTHS[:6])))}
        if state in ("DEPOSITED", "REALISED"):
            props = {"amount_minor": 5_000, "currency": "EUR"}
        known = draw(st.sampled_from([day, day, day, 15, 25]))
        events.append(step(state, f"2024-02-{day:02}", recorded=f"2024-02-{max(day, known):02}", measure=name, **props))
    for event in list(events):
        if not draw(st.integers(0, 9)):
            events.append(revoke(event, f"2024-02-{draw(st.integers(event.effective.day, 26)):02}"))
    return events


@st.composite
def offices(draw, step, revoke, valuation):
    events, measures = [], []
    names = [f"a{place}" for place in range(draw(st.integers(1, 2)))]
    for name in names:
        for _ in range(draw(st.integers(0, 3))):
            day, late = draw(st.integers(1, 20)), draw(st.integers(0, 8))
            value = valuation(
                name, CELLS * draw(st.integers(0, 99)), f"2024-02-{day:02}", recorded=f"2024-02-{day + late:02}"
            )
            events.append(value)
            if not draw(st.integers(0, 5)):
                events.append(revoke(value, f"2024-02-{draw(st.integers(day, 27)):02}"))
    registered = {
        (name, person): Fraction(draw(st.integers(0, CELLS)), CELLS)
        for name in names
        for person in ("ana", "dan", "ion")
    }
    known = {name: draw(st.booleans()) for name in names}
    for place in range(draw(st.integers(0, 4))):
        on, person = draw(st.sampled_from(names)), draw(st.sampled_from(["ana", "dan", "ion", None]))
        title = registered[on, person] if person is not None and known[on] else None
        row = ItemFacts(f"m{place}", on, draw(st.sampled_from(TWELFTHS)), person, None, "fine", None, title)
        measures.append(row)
        events += draw(lives(row.id, step, revoke))
    return [AssetFacts(name, "flat", name) for name in names], measures, events


def count_standing(measure, events, as_of, known_on):
    """(bucket, rank, cells, cells freed) of a measure: its steps one by one, those that do not follow left out."""
    told = [row for row in events if row.effective <= as_of and row.recorded <= known_on]
    gone = {row.props["event"] for row in events if row.type == "Revoked" and row.recorded <= known_on}
    steps = [row for row in told if row.type == "StateChange" and row.subject == measure.id and row.id not in gone]
    state, past, freed = None, [], Fraction(0)
    for row in sorted(steps, key=lambda row: row.effective):
        fits = [line for line in allowed_steps(state) if line.to_state == row.props["state"]]
        if fits and (fits[0].after is None or fits[0].after in past):
            state = row.props["state"]
            past.append(state)
            if state == "PART_RELEASED":
                part = Fraction(row.props.get("released_share", "0/1"))
                freed += part if part < measure.share - freed else 0
    if state == "RELEASED" and not {"URGENT", "FROZEN"} & set(past):
        state = "DROPPED"
    if state in ("CONF_FINAL", "ENFORCING") and "DEPOSITED" in past:
        state = "REALISED"
    bucket = STATES_BY_CODE[state or "IDENTIFIED"].bucket
    rank = FREE.get(bucket, BINDING.index(state) if state in BINDING else 0)
    return bucket, rank, int(measure.share * CELLS), int(freed * CELLS)


def fill(measures, standing):
    """The cells that measures against one person cover, from the most binding on."""
    cells = [(None, "not_secured")] * CELLS
    for measure in measures:
        bucket, rank, share, freed = standing[measure.id]
        covered = share if rank < 0 else share - freed
        for place in range(share):
            mine = (rank, bucket) if place < covered else (-1, "released")
            if cells[place][0] is None or mine[0] > cells[place][0]:
                cells[place] = mine
    return sorted((cell for cell in cells if cell[0] is not None), key=lambda cell: -cell[0])


def count_cells(measures, standing):
    persons = {measure.person for measure in measures}
    by_person = {name: [row for row in measures if row.person == name] for name in persons}
    outside = {name for name, rows in by_person.items() if all(row.title == 0 for row in rows)}
    owned = [cell for name in persons - outside for cell in fill(by_person[name], standing)]
    piles = [sorted(owned, key=lambda cell: -cell[0]), *(fill(by_person[name], standing) for name in outside)]
    found = []
    for place in range(CELLS):
        here = [pile[place] for pile in piles if place < len(pile)]
        found.append(max(here, key=lambda cell: cell[0])[1] if here else "not_secured")
    return Counter(found)


@given(data=st.data())
@settings(max_examples=250)
def test_every_cell_is_counted_where_it_stands(data, step, revoke, valuation):
    assets, measures, events = data.draw(offices(step, revoke, valuation))
    as_of, known_on = (date(2024, 2, data.draw(st.integers(1, 28))) for _ in range(2))
    facts = facts_of(assets, measures, events, known_on)
    found = compute_totals(facts, assets, events, as_of=as_of, known_on=known_on, currency="EUR")
    standing = {row.id: count_standing(row, events, as_of, known_on) for row in measures}
    expected = Counter()
    unvalued = []
    told = [row for row in events if row.effective <= as_of and row.recorded <= known_on]
    gone = {row.props["event"] for row in told if row.type == "Revoked"}
    for asset in assets:
        values = [row for row in told if row.type == "Valuation" and row.subject == asset.id and row.id not in gone]
        if not values:
            unvalued.append(asset.id)
            continue
        newest = min(values, key=lambda row: (-row.effective.toordinal(), -row.recorded.toordinal(), row.id))
        for bucket, cells in count_cells([row for row in measures if row.asset == asset.id], standing).items():
            expected[bucket] += newest.props["amount_minor"] // CELLS * cells
    assert {bucket.name: bucket.minor for bucket in found.buckets if bucket.minor} == {**+expected}
    assert found.unvalued == tuple(unvalued)
