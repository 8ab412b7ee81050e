"""Reads the recovery state of the case on a day: measures, their states and steps, and the values of assets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from graph_schema.records.events import Event
from graph_schema.records.merged_records import MergedNode
from graph_schema.records.nodes import ASSET_TYPES
from graph_schema.values.money import Money
from tracer.casework.register_entries import owners_on
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.counting import counted_events, events_by_subject
from tracer.recovery.measures.history import MeasureState, replay_counted
from tracer.recovery.measures.status import asset_status
from tracer.recovery.money.values import AssetValue, newest_value
from tracer.recovery.statistics.contributions import AssetFacts
from tracer.recovery.statistics.slices import MeasureFacts


@dataclass(frozen=True, slots=True)
class RecoveryState:
    """Assets, measures and events of the case, with the state and steps of each measure and the value of each asset.

    ``steps``: measure id -> the state changes that count, in order of effect.
    """

    assets: tuple[AssetFacts, ...]
    measures: tuple[MeasureFacts, ...]
    events: tuple[Event, ...]
    states: Mapping[str, MeasureState] = field(hash=False)
    steps: Mapping[str, tuple[Event, ...]] = field(hash=False)
    values: Mapping[str, AssetValue] = field(hash=False)

    def measures_on(self, asset: str) -> tuple[MeasureFacts, ...]:
        """The measures that cover an asset, by id."""
        return tuple(measure for measure in self.measures if measure.asset == asset)


def read_recovery_state(graph: CaseGraph, *, as_of: date, known_on: date) -> RecoveryState:
    """In which state is each asset and measure on ``as_of``, by the events recorded until ``known_on``?"""
    events = tuple(kept.event for kept in graph.events)
    own = events_by_subject(counted_events(events, as_of=as_of, known_on=known_on))
    measures = collect_measures(graph)
    steps = {
        measure.id: tuple(event for event in own.get(measure.id, ()) if event.type == "StateChange")
        for measure in measures
    }
    values = {subject: newest_value(found) for subject, found in own.items()}
    return RecoveryState(
        assets=collect_assets(graph, measures),
        measures=measures,
        events=events,
        states={measure: replay_counted(found) for measure, found in steps.items()},
        steps=steps,
        values={subject: value for subject, value in values.items() if value is not None},
    )


def collect_assets(graph: CaseGraph, measures: tuple[MeasureFacts, ...]) -> tuple[AssetFacts, ...]:
    """Every asset of the case, and every account that a measure covers, by id."""
    covered = {measure.asset for measure in measures}
    return tuple(
        AssetFacts(node.id, asset_class(node), str(node.props.get("description", node.props.get("number", ""))))
        for node in graph.nodes.values()
        if node.type in ASSET_TYPES or node.id in covered
    )


def asset_class(node: MergedNode) -> str:
    """The class under which the asset is counted."""
    return str(node.props.get("asset_class", "account"))


def collect_measures(graph: CaseGraph) -> tuple[MeasureFacts, ...]:
    """Every measure with its asset, the person against whom it is ordered and its criminal file, by id."""
    ends = {
        kind: {link.tail: link.head for link in graph.links_of_type(kind)} for kind in ("Covers", "Against", "InCase")
    }
    begun: dict[str, date] = {}
    for kept in graph.events:
        if kept.event.type == "StateChange":
            day = begun.get(kept.event.subject, kept.event.effective)
            begun[kept.event.subject] = min(day, kept.event.effective)
    facts = []
    for node in graph.nodes_of_type("Measure"):
        asset = ends["Covers"].get(node.id)
        if asset is None:
            continue
        cap, currency = node.props.get("cap_minor"), node.props.get("cap_currency")
        person = ends["Against"].get(node.id)
        facts.append(
            MeasureFacts(
                id=node.id,
                asset=asset,
                share=Fraction(str(node.props["share"])),
                person=person,
                case=ends["InCase"].get(node.id),
                purposes=str(node.props["purposes"]),
                cap=None if cap is None or currency is None else Money(int(cap), str(currency)),
                title=_title(graph, asset, person, begun.get(node.id)) if person is not None else None,
            )
        )
    return tuple(facts)


def _title(graph: CaseGraph, asset: str, person: str, day: date | None) -> Fraction | None:
    owners = owners_on(graph.links_at(asset), asset, day) if day is not None else {}
    return owners.get(person, Fraction(0)) if owners else None


def asset_states(session: Session) -> Mapping[str, str]:
    """Asset id -> status today: the state of the most binding live measure on it; IDENTIFIED if there is none.

    Cost: one replay of the measures for each data version and each day; cached.
    """
    day, graph = session.today(), session.graph()
    return session.case.cache.value(("states", day), graph.version, lambda: _states_on(graph, day))


def _states_on(graph: CaseGraph, day: date) -> dict[str, str]:
    case_state = read_recovery_state(graph, as_of=day, known_on=day)
    return {
        asset.id: asset_status([case_state.states[measure.id] for measure in case_state.measures_on(asset.id)])
        for asset in case_state.assets
    }
