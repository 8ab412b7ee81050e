"""Lists the records on which the ties between a suspect and the assets hang: if one falls, assets detach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph_schema.errors import NotFound
from graph_schema.records.merged_records import Evidence
from tracer.casework.evidence_lines import EvidenceLine, caption, evidence_format
from tracer.casework.sessions.session import Session
from tracer.casework.ties.suspect_assets import find_ties
from tracer.casework.ties.tie_bridges import find_tie_bridges, group_by_assets
from tracer.casework.ties.tie_paths import TieSearch
from tracer.casework.tracing.case_tracing import TIE_METHODS


@dataclass(frozen=True, slots=True)
class TiedAsset:
    """An asset by id and caption."""

    asset: str
    caption: str


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """Rows of which each one alone is enough: if it falls, all of ``assets`` detach from the suspect."""

    assets: tuple[TiedAsset, ...]
    rows: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class BridgeFile:
    """If the whole file falls, these assets detach from the suspect. ``source``: SHA-256 digest."""

    source: str
    file: str
    assets: tuple[TiedAsset, ...]


@dataclass(frozen=True, slots=True)
class BridgesReport:
    """The ties of the schedule on that day and the records on which each hangs, most assets first.

    ``held``: assets whose tie no single row ends. ``untied``: assets of the schedule that no path of records reaches, so
    that no record can be tried. ``complete``: every search ended by itself.
    """

    suspect: str
    caption: str
    day: date
    bridges: tuple[BridgeLine, ...]
    files: tuple[BridgeFile, ...]
    held: tuple[TiedAsset, ...]
    untied: tuple[TiedAsset, ...]
    complete: bool


def list_bridges(session: Session, suspect: str, *, day: date | None = None) -> BridgesReport:
    """If a record falls, which assets of this suspect's schedule on that day are no longer tied to the suspect?

    ``day``: without it, today. The ties are those of ``find_ties``. What is weighed is the path of records alone: shares
    and traced sums are not computed anew without the record.
    Raises NotFound for an unknown suspect. Cost: ``find_ties``, then a search for each asset and row of its best path.
    """
    session.read_nodes("read", "bridges", suspect)
    session = session.for_answer()
    day = day or session.today()
    graph, veil = session.graph(), session.veil()
    node = graph.nodes.get(suspect)
    if node is None or node.type not in ("Person", "Company"):
        raise NotFound(
            "There is no person or company with the id {id} in the case. Find it first: tracer find NAME", id=suspect
        )
    tracings = [session.tracing(method) for method in TIE_METHODS]
    search = TieSearch(tracings, suspect)
    ties = find_ties(graph, tracings[0], suspect, day, search=search)
    found = find_tie_bridges(search, [tie.asset for tie in ties])
    form = evidence_format(session)

    def name(assets: Iterable[str]) -> tuple[TiedAsset, ...]:
        return tuple(TiedAsset(asset, caption(graph.nodes[asset], veil)) for asset in assets)

    ended = {asset for assets in found.rows.values() for asset in assets}
    still = [tie.asset for tie in ties if tie.asset not in ended | {*found.untied, *found.undecided}]
    return BridgesReport(
        suspect=suspect,
        caption=caption(node, veil),
        day=day,
        bridges=tuple(
            BridgeLine(name(assets), form.lines(Evidence(*record) for record in records))
            for assets, records in group_by_assets(found.rows).items()
        ),
        files=tuple(
            BridgeFile(source, form.names.get(source, "?"), name(assets))
            for source, assets in sorted(found.files.items(), key=lambda one: (-len(one[1]), one[0]))
        ),
        held=name(still),
        untied=name(found.untied),
        complete=not found.undecided,
    )
