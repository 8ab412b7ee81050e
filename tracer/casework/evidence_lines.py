"""Formats the caption of a node and its evidence (file names and locators), under the veil."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_schema.records.merged_records import Evidence, MergedNode
from graph_schema.records.nodes import NODE_TYPES
from tracer.access.pseudonyms import Veil
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One place in a kept file. ``source``: SHA-256 digest of the file."""

    source: str
    file: str
    locator: str


@dataclass(frozen=True, slots=True)
class EvidenceFormat:
    """The names of the kept files (by digest) and the veil of one data version, for all lines of an answer.

    A session that is asked for them asks the store for its data version each time: on a server, a round trip.
    """

    names: Mapping[str, str]
    veil: Veil

    def lines(self, evidence: Iterable[Evidence]) -> tuple[EvidenceLine, ...]:
        """The file names and locators, in a fixed order."""
        lines = [EvidenceLine(e.source, self.names.get(e.source, "?"), self.veil.place(e.locator)) for e in evidence]
        return tuple(sorted(lines, key=lambda line: (line.file, line.source, line.locator)))


def evidence_format(session: Session) -> EvidenceFormat:
    """The names of files and the veil of the current data version, in the reader's language."""
    return EvidenceFormat(session.source_names(), session.veil())


def format_evidence(session: Session, evidence: Iterable[Evidence]) -> tuple[EvidenceLine, ...]:
    """The file names and locators, in a fixed order. For many lines ask once for ``evidence_format``."""
    return evidence_format(session).lines(evidence)


def caption(view: MergedNode, veil: Veil) -> str:
    """The caption of this node, under the veil."""
    return veil.caption(view.id, str(view.props.get(NODE_TYPES[view.type].caption, view.id)))


def account_caption(graph: CaseGraph, veil: Veil, account: str) -> str:
    """The account, with the name of its holder if a register states it; "" for an id that is no node."""
    node = graph.nodes.get(account)
    if node is None:
        return ""
    shown = caption(node, veil)
    holder = graph.holder_of(node.id)
    if holder is None or veil.covers(node.id):
        return shown
    return f"{caption(graph.nodes[holder], veil)} ({shown[:4]}…{shown[-4:]})" if len(shown) > 12 else shown
