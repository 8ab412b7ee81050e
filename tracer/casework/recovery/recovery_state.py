"""Reads the recovery state of the case on a day: items, where each stands, and the values of assets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from graph_schema.records.events import Event
from graph_schema.records.merged_records import MergedNode
from graph_schema.records.nodes import ASSET_TYPES
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.counting import counted_events, events_by_subject
from tracer.recovery.money.values import AssetValue, newest_value
from tracer.recovery.recovery_case import RecoveryCase
from tracer.recovery.totals.contributions import AssetFacts
from tracer.recovery.totals.counted_items import CountedItem, counted_item, most_binding


@dataclass(frozen=True)
class RecoveryState:
    """Assets, acts and events of the case, with each item as it counts on the day, and the value of each asset.

    ``facts``: the acts as known on the day asked about. ``items``: by id. ``values``: by asset.
    """

    as_of: date
    facts: RecoveryFacts
    assets: tuple[AssetFacts, ...]
    events: tuple[Event, ...]
    items: Mapping[str, CountedItem] = field(hash=False)
    values: Mapping[str, AssetValue] = field(hash=False)

    def items_on(self, asset: str) -> tuple[CountedItem, ...]:
        """The items that cover an asset, by id."""
        return tuple(self._by_asset.get(asset, ()))

    @cached_property
    def _by_asset(self) -> Mapping[str, list[CountedItem]]:
        found: defaultdict[str, list[CountedItem]] = defaultdict(list)
        for _, row in sorted(self.items.items()):
            if row.item.asset is not None:
                found[row.item.asset].append(row)
        return found


def recovery_state(session: Session, *, as_of: date, known_on: date) -> RecoveryState:
    """In which state is each asset and item on ``as_of``, by what was recorded until ``known_on``?"""
    return read_recovery_state(session.graph(), read_recovery_case(session), as_of=as_of, known_on=known_on)


def read_recovery_state(graph: CaseGraph, case: RecoveryCase, *, as_of: date, known_on: date) -> RecoveryState:
    """The same for a graph and the acts read from it. Cost: linear in events and acts."""
    events = tuple(kept.event for kept in graph.events)
    own = events_by_subject(counted_events(events, as_of=as_of, known_on=known_on))
    facts = case.facts(known_on)
    items = facts.of(ItemAct)
    values = {subject: newest_value(found) for subject, found in own.items()}
    return RecoveryState(
        as_of=as_of,
        facts=facts,
        assets=collect_assets(graph, {item.asset for item in case.facts().of(ItemAct) if item.asset}),
        events=events,
        items={item.item: counted_item(facts, item, as_of) for item in items},
        values={subject: value for subject, value in values.items() if value is not None},
    )


def collect_assets(graph: CaseGraph, covered: set[str]) -> tuple[AssetFacts, ...]:
    """Every asset of the case, and every account that an item covers, by id."""
    return tuple(
        AssetFacts(node.id, asset_class(node), str(node.props.get("description", node.props.get("number", ""))))
        for node in graph.nodes.values()
        if node.type in ASSET_TYPES or node.id in covered
    )


def asset_class(node: MergedNode) -> str:
    """The class under which the asset is counted."""
    return str(node.props.get("asset_class", "account"))


def asset_states(session: Session) -> Mapping[str, str]:
    """Asset id -> status today: the state of the most binding item on it; IDENTIFIED if there is none.

    Cost: one pass over the acts for each data version and each day; cached.
    """
    day, graph = session.today(), session.graph()
    return session.case.cache.value(("states", day), graph.version, lambda: _states_on(session, day))


def _states_on(session: Session, day: date) -> dict[str, str]:
    state = recovery_state(session, as_of=day, known_on=day)
    return {asset.id: most_binding(state.items_on(asset.id)) for asset in state.assets}
