"""Formats the caption of a node and its evidence (file names and locators), under the veil."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph_schema.records.merged_records import Evidence, MergedNode
from graph_schema.records.nodes import NODE_TYPES
from tracer.access.pseudonyms import Veil
from tracer.casework.sessions.session import Session


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One place in a kept file. ``source``: SHA-256 digest of the file."""

    source: str
    file: str
    locator: str


def format_evidence(session: Session, evidence: Iterable[Evidence]) -> tuple[EvidenceLine, ...]:
    """The file names and locators, in a fixed order."""
    names, veil = session.source_names(), session.veil()
    lines = [EvidenceLine(e.source, names.get(e.source, "?"), veil.place(e.locator)) for e in evidence]
    return tuple(sorted(lines, key=lambda line: (line.file, line.source, line.locator)))


def caption(view: MergedNode, veil: Veil) -> str:
    """The caption of this node, under the veil."""
    return veil.caption(view.id, str(view.props.get(NODE_TYPES[view.type].caption, view.id)))
