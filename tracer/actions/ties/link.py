"""Shows how a suspect is tied to an asset, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph_schema.errors import NotFound
from graph_schema.records.nodes import ASSET_TYPES
from tracer.casework.evidence_lines import caption
from tracer.casework.sessions.session import Session
from tracer.casework.ties.case_ownership import lead_graph
from tracer.casework.ties.tie_paths import TieSearch
from tracer.casework.ties.tie_sentences import FormattedPath, format_path
from tracer.casework.tracing.case_tracing import METHODS_WITH_CHAINS, TIE_METHODS, read_methods
from tracer.wording.language import Language

USUAL_METHODS: Final = tuple(method.value for method in TIE_METHODS)


@dataclass(frozen=True, slots=True)
class LinkReport:
    """The tie between one suspect and one asset, and what the search did not cover."""

    suspect: str
    asset: str
    suspect_caption: str
    asset_caption: str
    paths: tuple[FormattedPath, ...]
    complete: bool
    hubs: tuple[str, ...]


def link_suspect(
    session: Session,
    suspect: str,
    asset: str,
    language: Language,
    *,
    limit: int = 10,
    methods: Sequence[str] = USUAL_METHODS,
) -> LinkReport:
    """By which chains of records is this person tied to this asset? Up to ``limit`` paths, best first.

    First marked proceeds that ``methods`` trace from an account of the suspect into the price, then title, control, use,
    company, and family if money goes with it; payments that nothing traces only if there is none of these. Money
    runs only forward in time. Each path is described as of today.
    Raises NotFound for an unknown id or an asset that is none; WrongUse for a method that is unknown or keeps no chains.
    """
    chosen = read_methods(methods, known_methods=METHODS_WITH_CHAINS)
    session.read_nodes("read", "link", suspect, asset)
    session = session.for_answer()
    graph = session.graph()
    for node in (suspect, asset):
        if node not in graph.nodes:
            raise NotFound("There is nothing with the id {id} in the case. Find it first: tracer find NAME", id=node)
    if graph.nodes[asset].type not in ASSET_TYPES:
        raise NotFound("{name} is not an asset.", name=caption(graph.nodes[asset], session.veil()))
    tracings = [session.tracing(method) for method in chosen]
    search = TieSearch(tracings, suspect)
    result = search.find(asset, limit=limit, leads=lambda: lead_graph(session))
    return LinkReport(
        suspect=suspect,
        asset=asset,
        suspect_caption=caption(graph.nodes[suspect], session.veil()),
        asset_caption=caption(graph.nodes[asset], session.veil()),
        paths=tuple(
            format_path(session, path, rank, language, day=session.today()) for rank, path in enumerate(result.paths, 1)
        ),
        complete=result.complete,
        hubs=tuple(caption(graph.nodes[node], session.veil()) for node in result.hubs if node in graph.nodes),
    )
