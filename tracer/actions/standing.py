"""How each asset stands: its measures, their states, its values, as the case knows them on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from graph_schema.dates import PartialDate
from graph_schema.events import Event
from graph_schema.links import Link
from graph_schema.money import Money
from graph_schema.nodes import ASSET_TYPES
from graph_schema.views import LinkView, NodeView
from tracer.actions.session import Session
from tracer.graph import CaseGraph
from tracer.recovery.contributions import AssetFacts
from tracer.recovery.counting import counted_events, events_by_subject
from tracer.recovery.history import MeasureState, replay_counted
from tracer.recovery.slices import MeasureFacts
from tracer.recovery.status import asset_status
from tracer.recovery.values import AssetValue, newest_value


@dataclass(frozen=True, slots=True)
class Standing:
    """The recovery side of the case: facts for totals, all events, each measure's state and steps, each asset's value.

    ``steps``: the state changes that count, by measure, in order of effect.
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


def read_standing(graph: CaseGraph, *, as_of: date, known_on: date) -> Standing:
    """How does every asset and measure stand on ``as_of``, by what was recorded up to ``known_on``?"""
    events = tuple(kept.event for kept in graph.events)
    own = events_by_subject(counted_events(events, as_of=as_of, known_on=known_on))
    measures = collect_measures(graph)
    steps = {
        measure.id: tuple(event for event in own.get(measure.id, ()) if event.type == "StateChange")
        for measure in measures
    }
    values = {subject: newest_value(found) for subject, found in own.items()}
    return Standing(
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


def asset_class(node: NodeView) -> str:
    """The class under which the asset is counted."""
    return str(node.props.get("asset_class", "account"))


def collect_measures(graph: CaseGraph) -> tuple[MeasureFacts, ...]:
    """Every measure with the asset it covers, the person it is aimed at and its criminal file, by id."""
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


def owners_on(links: Iterable[Link | LinkView], asset: str, day: date) -> dict[str, Fraction]:
    """Who was entered as owner of this asset, or as holder of this account, on that day, and of which share?

    ``links``: those at the asset. An entry known only to a month or year counts on every day on which it may have
    stood; a share that the register does not state is the whole.
    """
    shares: dict[str, Fraction] = {}
    for link in links:
        if link.type in ("Holds", "HoldsAccount") and link.head == asset and stood(link, day):
            share = Fraction(str(link.props.get("share", "1")))
            shares[link.tail] = shares.get(link.tail, Fraction(0)) + share
    return shares


def stood(link: Link | LinkView, day: date) -> bool:
    """May this entry of a register have stood on that day?"""
    begin, end = link.props.get("from_date"), link.props.get("to_date")
    begun = begin is None or PartialDate(str(begin)).earliest <= day
    return begun and (end is None or PartialDate(str(end)).latest >= day)


def _title(graph: CaseGraph, asset: str, person: str, day: date | None) -> Fraction | None:
    owners = owners_on(graph.links_at(asset), asset, day) if day is not None else {}
    return owners.get(person, Fraction(0)) if owners else None


def asset_states(session: Session) -> Mapping[str, str]:
    """The status of every asset today: the most binding live measure on it; none: IDENTIFIED.

    Cost: one replay of the measures for each change of the case and each day, else nothing.
    """
    day, graph = session.today(), session.graph()
    known = session.states.get((graph.version, day))
    if known is None:
        known = _states_on(graph, day)
        session.states.clear()
        session.states[graph.version, day] = known
    return known


def _states_on(graph: CaseGraph, day: date) -> dict[str, str]:
    standing = read_standing(graph, as_of=day, known_on=day)
    return {
        asset.id: asset_status([standing.states[measure.id] for measure in standing.measures_on(asset.id)])
        for asset in standing.assets
    }
