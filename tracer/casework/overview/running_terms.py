"""Every term that runs in a case, with the asset that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph_schema.records.merged_records import MergedNode
from tracer.casework.recovery.recovery_state import RecoveryState
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.deadlines.terms import RecoveryTerm
from tracer.recovery.figures.running_terms import running_terms
from tracer.recovery.orders.orders_on_items import items_of_order


@dataclass(frozen=True, slots=True)
class CaseTerm:
    """A term and the record that a list shows for it: an asset, else the order, file or recognition that it is about."""

    term: RecoveryTerm
    about: MergedNode


def case_terms(graph: CaseGraph, state: RecoveryState) -> Iterator[CaseTerm]:
    """Which terms run on the day of this state, by the end of the term?

    A term of an order is listed once for each asset of its items. One about a record that ``graph`` lacks is left out.
    Cost: see ``running_terms``.
    """
    for term in running_terms(state.facts, state.as_of):
        for name in records_of_term(state, term):
            node = graph.nodes.get(name)
            if node is not None:
                yield CaseTerm(term, node)


def records_of_term(state: RecoveryState, term: RecoveryTerm) -> list[str]:
    """The assets that the term is about, else its order, file, item or recognition: ids.

    The parts of the subject of a term are joined by colons.
    """
    first = term.subject.partition(":")[0]
    item = state.facts.first(ItemAct, first)
    if item is not None:
        return [item.asset or first]
    assets = [one.asset for one in items_of_order(state.facts, first, state.as_of) if one.asset]
    return list(dict.fromkeys(assets)) or [first]
