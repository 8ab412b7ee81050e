"""The facts of measures that are stated as register rows: what the totals read of a case that has only such rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from graph_schema.records.events import Event
from tracer.casework.earlier_measures.known_acts import map_measure
from tracer.casework.earlier_measures.measure_records import EarlierMeasure
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.assets import AssetAct, OwnerAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.recovery_case import RecoveryCase
from tracer.recovery.totals.contributions import AssetFacts
from tracer.recovery.totals.slices import ItemFacts
from tracer.recovery.totals.standings import ItemStanding, item_standing

_ALWAYS = date(1990, 1, 1)


def facts_of(
    assets: Sequence[AssetFacts], measures: Sequence[ItemFacts], events: Sequence[Event], known_on: date
) -> RecoveryFacts:
    """The facts as known on this day."""
    acts: list[RecoveryAct] = [
        AssetAct(id=one.id, effective=_ALWAYS, recorded=_ALWAYS, asset=one.id, asset_class=one.asset_class)
        for one in assets
    ]
    acts += _owners(measures)
    classes = {one.id: one.asset_class for one in assets}
    for row in measures:
        acts += map_measure(_measure(row, classes.get(row.asset, "other"), events)).acts
    return RecoveryCase(acts=acts).facts(known_on)


def standings_of(
    assets: Sequence[AssetFacts], measures: Sequence[ItemFacts], events: Sequence[Event], on: date
) -> dict[str, ItemStanding]:
    """Where each of these measures stands on this day, as known on this day."""
    facts = facts_of(assets, measures, events, on)
    return {item.item: item_standing(facts, item, on) for item in facts.of(ItemAct)}


def _measure(row: ItemFacts, class_: str, events: Iterable[Event]) -> EarlierMeasure:
    own = [event for event in events if event.subject == row.id or event.type == "Revoked"]
    ids = {event.id for event in own if event.type != "Revoked"}
    ids |= {event.id for event in own if event.props.get("event") in ids}
    return EarlierMeasure(
        row.id,
        row.case or "",
        row.asset,
        row.person,
        row.share,
        frozenset(row.purposes.split(",")),
        None if row.cap is None else (row.cap.minor, row.cap.currency),
        class_,
        bool(row.title),
        date.max,
        tuple(event for event in own if event.id in ids),
    )


def _owners(measures: Iterable[ItemFacts]) -> list[RecoveryAct]:
    """Who is entered as owner: each person with a title; somebody else where a person has none of an asset with owners."""
    found: dict[tuple[str, str], Fraction] = {}
    for row in measures:
        if row.person is not None and row.title is not None:
            found[(row.asset, row.person) if row.title else (row.asset, "somebody else")] = row.title or Fraction(1)
    return [
        OwnerAct(id=f"{asset} {person}", effective=_ALWAYS, recorded=_ALWAYS, asset=asset, person=person, share=share)
        for (asset, person), share in found.items()
    ]
