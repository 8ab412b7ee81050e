"""Counts what a case holds and which of its deadlines come next, for a list of cases, without reading its transfers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph_schema.records.merged_records import MergedNode
from graph_schema.records.nodes import ASSET_TYPES
from graph_schema.records.transfers import TRANSFER_SCHEMA
from tracer.casework.evidence_lines import caption
from tracer.casework.overview.running_terms import case_terms
from tracer.casework.recovery.recovery_case import recovery_case_of
from tracer.casework.recovery.recovery_state import read_recovery_state
from tracer.casework.sessions.opening import open_session
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.graph.record_order import read_record_order
from tracer.settings import Settings

_LINKS: Final = (
    "Covers",
    "TitleOf",
    "Against",
    "InCase",
    "Follows",
    "Under",
    "Holds",
    "HoldsAccount",
    "RoleIn",
    "AppealOf",
    "AppealBy",
    "SaleOf",
    "ClaimBy",
    "ClaimOn",
    "ChargedWith",
    "Burdens",
    "Creditor",
    "FormOf",
)
"""The links of which an act of recovery is made."""
_NODES: Final = (
    "Case",
    "Measure",
    "Order",
    "OrderItem",
    "Appeal",
    "Sale",
    "Claim",
    "Charge",
    "Certificate",
    "Recognition",
    "Request",
    "Encumbrance",
)


@dataclass(frozen=True, slots=True)
class DueLine:
    """A term that runs. ``days_left`` below 0: overdue. ``rule``: its id."""

    day: date
    days_left: int
    rule: str
    asset: str
    caption: str


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """What one case holds. ``assets``: an account under a measure is one. ``accounts``: those of counterparties too.

    ``rows``: kept rows of bank files. ``due``: deadlines, the earliest first.
    """

    assets: int
    accounts: int
    rows: int
    due: tuple[DueLine, ...]

    @property
    def overdue(self) -> int:
        """How many deadlines have passed?"""
        return sum(line.days_left < 0 for line in self.due)


def count_case(settings: Settings) -> CaseCounts:
    """How many assets, accounts and bank rows does this case hold, and which deadlines come next? One entry in its log.

    Raises NotAllowed, and every error that opening a case has. Cost: ids and types of all nodes, measures with their
    events, links of assets; no transfer is read.
    """
    with open_session(settings, read_only=True) as session:
        session.read("oversee", "counts")
        types = Counter(session.store.export_nodes().column("type").to_pylist())
        measured = _measured(session)
        accounts = sum(asset.type not in ASSET_TYPES for asset in measured.covered.values())
        rows = sum(kept.source.kept for kept in session.store.sources() if kept.source.kind == "bank")
        due = sorted(_deadlines(session, measured), key=lambda line: (line.day, line.caption, line.asset))
        assets = sum(types[type_] for type_ in ASSET_TYPES) + accounts
        return CaseCounts(assets, types["Account"], rows, tuple(due))


@dataclass(frozen=True, slots=True)
class _Measured:
    """The records of recovery of a case with what they cover, by id, and no more of its graph."""

    graph: CaseGraph
    covered: Mapping[str, MergedNode]


def _measured(session: Session) -> _Measured:
    store = session.store
    links = store.links(_LINKS)
    covered = store.get({link.head for link in links if link.type == "Covers"})
    nodes = {**covered, **{node.id: node for type_ in _NODES for node in store.nodes(type_)}}
    graph = CaseGraph(
        version=store.data_version(),
        nodes=dict(sorted(nodes.items())),
        links=links,
        events=read_record_order(store).events,
        transfers=TRANSFER_SCHEMA.empty_table(),
    )
    return _Measured(graph, covered)


def _deadlines(session: Session, measured: _Measured) -> Iterator[DueLine]:
    day, graph = session.today(), measured.graph
    case = recovery_case_of(session, graph)
    state, veil = read_recovery_state(graph, case, as_of=day, known_on=day), session.veil()
    for found in case_terms(graph, state):
        term, about = found.term, found.about
        yield DueLine(term.due_day, term.days_left(day), term.rule.id, about.id, caption(about, veil))
