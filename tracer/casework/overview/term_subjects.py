"""Finds what a term is about: the records, the file, the number in the register, the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph_schema.records.merged_records import MergedNode
from graph_schema.records.provenance import record_id
from tracer.casework.overview.running_terms import records_of_term
from tracer.casework.recovery.recovery_state import RecoveryState
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.acts.measures import ItemAct, OrderAct
from tracer.recovery.deadlines.terms import RecoveryTerm


@dataclass(frozen=True, slots=True)
class TermSubject:
    """``about``: assets, else the order, item, file or recognition. ``number``: of the order or item in its register.

    ``case``: the criminal file, None if no record states it. ``person``: id of whom the term concerns, else empty.
    ``fact``: code of the moment of the proceedings that a notice is about, else empty.
    """

    about: tuple[MergedNode, ...]
    number: str
    case: MergedNode | None
    person: str
    fact: str


def read_subject(graph: CaseGraph, state: RecoveryState, term: RecoveryTerm) -> TermSubject:
    """What is this term about? Cost: linear in the items of an order."""
    first, person, fact = (*term.subject.split(":"), "", "")[:3]
    item, order = state.facts.first(ItemAct, first), state.facts.first(OrderAct, first)
    source = item or order
    node = graph.nodes.get(first)
    found = (graph.nodes.get(name) for name in records_of_term(state, term))
    return TermSubject(
        about=tuple(one for one in found if one is not None),
        number="" if node is None or source is None else str(node.props.get("number", "")),
        case=graph.nodes.get(source.case if source is not None else first if node and node.type == "Case" else ""),
        person=person,
        fact=fact,
    )


def term_id(term: RecoveryTerm, marks: Mapping[str, str]) -> str:
    """An id that is the same for the same term: of one rule, about one subject, from one day or instant.

    ``marks``: id of a protected person -> her mark. It stands in the place of her id, which follows from her number.
    """
    parts = [marks.get(part, part) for part in term.subject.split(":")]
    return record_id("trm", term.rule.id, *parts, term.start.isoformat())
