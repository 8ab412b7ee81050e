"""The assets of the case as a list: whose on paper, worth what, in which state; and the persons it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph_schema.dates import PartialDate
from graph_schema.links import PROTECTED_ROLES, ROLES
from graph_schema.views import LinkView
from tracer.actions.explore import caption
from tracer.actions.session import Session
from tracer.actions.sources import EvidenceLine, tell_evidence
from tracer.actions.standing import read_standing
from tracer.recovery.status import asset_status


@dataclass(frozen=True, slots=True)
class AssetLine:
    """One asset. ``value_minor`` None: no value on record. ``state``: the most binding live measure on it."""

    id: str
    caption: str
    asset_class: str
    owners: tuple[str, ...]
    value_minor: int | None
    currency: str
    value_date: date | None
    state: str
    measures: int
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class AssetList:
    """All assets as of a day, by class and caption."""

    as_of: date
    assets: tuple[AssetLine, ...]


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """A person with a role in a criminal file, under the veil."""

    id: str
    caption: str
    role: str
    case: str


def list_assets(session: Session, *, as_of: date | None = None) -> AssetList:
    """Which assets does the case know of, and how do they stand?"""
    session.read("read", "assets")
    day = as_of or session.today()
    graph, veil = session.graph(), session.veil()
    standing = read_standing(graph, as_of=day, known_on=day)
    owners: dict[str, list[str]] = {}
    for link in graph.links_of_type("Holds", "HoldsAccount"):
        if not in_force(link, day):
            continue
        owners.setdefault(link.head, []).append(caption(graph.nodes[link.tail], veil))
    lines = []
    for asset in standing.assets:
        node = graph.nodes[asset.id]
        measures = standing.measures_on(asset.id)
        value = standing.values.get(asset.id)
        lines.append(
            AssetLine(
                id=asset.id,
                caption=caption(node, veil),
                asset_class=asset.asset_class,
                owners=tuple(sorted(set(owners.get(asset.id, [])))),
                value_minor=value.money.minor if value is not None else None,
                currency=value.money.currency if value is not None else "",
                value_date=value.on if value is not None else None,
                state=asset_status([standing.states[measure.id] for measure in measures]),
                measures=len(measures),
                evidence=tell_evidence(session, node.evidence),
            )
        )
    lines.sort(key=lambda line: (line.asset_class, line.caption, line.id))
    return AssetList(day, tuple(lines))


def in_force(link: LinkView, day: date) -> bool:
    """Does the entry still stand on that day? An end known only to a month or year counts from its last day."""
    ended = link.props.get("to_date")
    return ended is None or PartialDate(str(ended)).latest >= day


def list_subjects(session: Session) -> tuple[SubjectLine, ...]:
    """Whom is the case about? Protected persons are left out: nothing is listed against them."""
    session.read("read", "subjects")
    graph, veil = session.graph(), session.veil()
    lines = [
        SubjectLine(
            link.tail,
            caption(graph.nodes[link.tail], veil),
            str(link.props["role"]),
            str(graph.nodes[link.head].props["number"]),
        )
        for link in graph.links_of_type("RoleIn")
        if link.props["role"] not in PROTECTED_ROLES and not veil.covers(link.tail)
    ]
    return tuple(sorted(lines, key=lambda line: (ROLES.index(line.role), line.caption, line.id)))
