"""Reads the measures of a case as acts on items, and lists what a person should add to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from graph_schema.records.events import Event
from graph_schema.records.merged_records import MergedNode
from tracer.casework.earlier_measures.item_changes import ORDER_KINDS
from tracer.casework.earlier_measures.known_acts import map_measure
from tracer.casework.earlier_measures.mapping_flags import MappingFlag
from tracer.casework.earlier_measures.measure_records import EarlierMeasure
from tracer.casework.recovery_records.case_records import CaseRecords, Placed
from tracer.casework.register_entries import owners_on
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.assets import AssetAct, OwnerAct, ValueAct
from tracer.recovery.acts.measures import ItemAct, OrderAct, StepAct
from tracer.recovery.acts.parties import CaseAct, RoleAct

_MOMENTS: Final = MappingProxyType({"FROZEN": "freezing", "CONF_FINAL": "confiscation"})
"""Step -> the moment to which a value of its day belongs."""
_READ: Final = ("StateChange", "Cost", "Revoked")


def read_earlier_measures(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every measure as an item with its steps and postings, and each document that orders them as an order.

    Each act has the id of the event that it comes from, or begins with it and a slash. Cost: linear in the events.
    """
    orders: dict[str, tuple[Placed, OrderAct]] = {}
    for measure in find_measures(records):
        places = {event.id: event.recording_order for event in measure.events}
        days: dict[date, Placed] = {}
        for event in measure.events:
            days[event.recorded] = max(days.get(event.recorded, event.recording_order), event.recording_order)
        for act in map_measure(measure).acts:
            own = places.get(source_record(act.id)) or records.placed(records.graph.nodes[measure.id])
            place = max(own, days.get(act.recorded, own))
            yield place, act
            if isinstance(act, StepAct) and act.order is not None and act.order not in records.graph.nodes:
                order = _order(measure, act)
                before = orders.get(act.order)
                if before is None or (order.recorded, order.effective) < (before[1].recorded, before[1].effective):
                    orders[act.order] = place, order
    yield from orders.values()


def find_measures(records: CaseRecords) -> Iterator[EarlierMeasure]:
    """The measures on record, by id. One that covers nothing is left out."""
    events: defaultdict[str, list[Event]] = defaultdict(list)
    for type_ in _READ:
        for event in records.events(type_):
            events[event.subject].append(event)
    for node in records.nodes("Measure"):
        asset = records.head(node.id, "Covers")
        if asset is not None:
            yield _measure(records, node, asset, tuple(events.get(node.id, ())))


def mapping_flags(graph: CaseGraph, known_on: date | None = None) -> list[MappingFlag]:
    """What the measures of this case do not state, by measure, in the order of their steps.

    ``known_on``: only by events recorded until this day (inclusive); None: by all. Cost: linear in the events.
    """
    found: list[MappingFlag] = []
    for whole in find_measures(CaseRecords(graph, {})):
        known = tuple(event for event in whole.events if known_on is None or event.recorded <= known_on)
        measure = replace(whole, events=known)
        if not measure.is_owner:
            found.append(MappingFlag("NO_OWNER" if measure.is_owner is None else "NO_TITLE", measure.id, measure.id))
        found.extend(map_measure(measure).flags)
    return found


def source_record(act: str) -> str:
    """The id of the event or node from which an act with this id comes."""
    return act.partition("/")[0]


def known_with_items(acts: Iterable[RecoveryAct]) -> list[RecoveryAct]:
    """The acts, where an asset, its owners, a file and its roles are known as soon as an earlier measure states them.

    A measure states the day on which it was recorded, which may be long before its register was received here. Who
    recorded the measure knew its asset and its file. A value of the day of the freeze, or of the final confiscation, which
    the register states beside the step, is the value at that moment.
    """
    rows = list(acts)
    known: dict[str, date] = {}
    assets: dict[str, str] = {}
    for act in rows:
        if isinstance(act, ItemAct) and act.as_stated:
            assets[act.item] = act.asset or ""
            for name in (act.asset, act.case):
                if name:
                    known[name] = min(known.get(name, act.recorded), act.recorded)
    moments = {
        (assets[act.item], act.effective): _MOMENTS[act.to]
        for act in rows
        if isinstance(act, StepAct) and act.as_stated and act.to in _MOMENTS
    }
    return [_known(act, known, moments) for act in rows] if known else rows


def _known(act: RecoveryAct, known: dict[str, date], moments: Mapping[tuple[str, date], str]) -> RecoveryAct:
    if isinstance(act, ValueAct):
        moment = moments.get((act.asset, act.effective)) if act.moment == "other" else None
        return act if moment is None else replace(act, moment=moment)
    if not isinstance(act, AssetAct | OwnerAct | CaseAct | RoleAct):
        return act
    day = known.get(act.case if isinstance(act, CaseAct | RoleAct) else act.asset)
    return act if day is None or day >= act.recorded else replace(act, recorded=day)


def _measure(records: CaseRecords, node: MergedNode, asset: str, events: tuple[Event, ...]) -> EarlierMeasure:
    props, person = node.props, records.head(node.id, "Against")
    cap, currency = props.get("cap_minor"), props.get("cap_currency")
    covered = records.graph.nodes.get(asset)
    measure = EarlierMeasure(
        id=node.id,
        case=records.head(node.id, "InCase") or "",
        asset=asset,
        person=person,
        share=Fraction(str(props["share"])),
        purposes=frozenset(str(props["purposes"]).split(",")),
        cap=None if cap is None or currency is None else (int(cap), str(currency)),
        asset_class="account" if covered is None else str(covered.props.get("asset_class", "account")),
        is_owner=False,
        stated_on=records.placed(node)[0] if records.receipts else date.max,
        events=events,
    )
    owners = owners_on(records.graph.links_at(asset), asset, measure.begun)
    return replace(measure, is_owner=person in owners if owners else None)


def _order(measure: EarlierMeasure, step: StepAct) -> OrderAct:
    assert step.order is not None and step.document is not None
    return OrderAct(
        id=step.order,
        effective=min(step.document.on, step.effective),
        recorded=step.recorded,
        as_stated=True,
        document=step.document,
        authority=step.authority,
        order=step.order,
        case=measure.case,
        order_kind=ORDER_KINDS[step.to],
    )
