"""Lists the assets of the case with owner on paper, value and state, and the persons with a role in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph_schema.codes.roles import CASE_ROLES, PROTECTED_ROLES
from graph_schema.records.merged_records import MergedLink
from tracer.access.pseudonyms import Veil
from tracer.analysis.ownership.title import in_force, unstated_titles
from tracer.casework.evidence_lines import EvidenceFormat, EvidenceLine, caption, evidence_format
from tracer.casework.recovery.recovery_state import RecoveryState, recovery_state
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.totals.contributions import AssetFacts
from tracer.recovery.totals.counted_items import most_binding
from tracer.wording.field_words import format_range
from tracer.wording.language import Language


@dataclass(frozen=True, slots=True)
class AssetLine:
    """One asset. ``value_minor`` None: no value on record. ``state``: of the most binding item on it.

    ``owners``: by name; where several are entered, one without a stated share with the range it lies in.
    """

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
    """Which assets are in the case, and in which state is each?"""
    session.read("oversee", "assets")
    day = as_of or session.today()
    graph, form = session.graph(), evidence_format(session)
    case_state = recovery_state(session, as_of=day, known_on=day)
    entries: dict[str, list[MergedLink]] = {}
    for link in graph.links_of_type("Holds", "HoldsAccount"):
        if in_force(link, day):
            entries.setdefault(link.head, []).append(link)
    lines = [
        asset_line(graph, form, case_state, asset, entries.get(asset.id, ()), session.language)
        for asset in case_state.assets
    ]
    lines.sort(key=lambda line: (line.asset_class, line.caption, line.id))
    return AssetList(day, tuple(lines))


def asset_line(
    graph: CaseGraph,
    form: EvidenceFormat,
    case_state: RecoveryState,
    asset: AssetFacts,
    entries: Iterable[MergedLink],
    language: Language,
) -> AssetLine:
    """The line of one asset. ``entries``: the links in force by which it is held."""
    veil = form.veil
    node, items = graph.nodes[asset.id], case_state.items_on(asset.id)
    value = case_state.values.get(asset.id)
    return AssetLine(
        id=asset.id,
        caption=caption(node, veil),
        asset_class=asset.asset_class,
        owners=tuple(_format_owners(veil, language, graph, tuple(entries))),
        value_minor=value.money.minor if value is not None else None,
        currency=value.money.currency if value is not None else "",
        value_date=value.on if value is not None else None,
        state=most_binding(items),
        measures=len(items),
        evidence=form.lines(node.evidence),
    )


def _format_owners(veil: Veil, language: Language, graph: CaseGraph, links: Sequence[MergedLink]) -> list[str]:
    """The owners by name; beside other owners, one without a stated share gets the range of its share."""
    ranges = unstated_titles(link for link in links if link.type == "Holds")
    stated = set()
    for link in links:
        name, share = caption(graph.nodes[link.tail], veil), ranges.get(link.id)
        shown = "" if share is None else f" ({format_range(share, language)})"
        stated.add(name + shown)
    return sorted(stated)


def list_subjects(session: Session) -> tuple[SubjectLine, ...]:
    """Which persons have a role in a criminal file? Protected persons are left out: nothing is listed against them."""
    session.read("read", "subjects")
    return subject_lines(session)


def subject_lines(session: Session) -> tuple[SubjectLine, ...]:
    """The persons with a role. Checks no right and logs nothing: its caller has done both."""
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
    return tuple(sorted(lines, key=lambda line: (CASE_ROLES.index(line.role), line.caption, line.id)))
