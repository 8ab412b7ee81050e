"""Searches what is shown: words that are only in a hidden record find nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from graph_schema.records.fields import Value
from graph_schema.records.merged_records import MergedNode
from tracer.access.pseudonyms import Veil
from tracer.store.ports.case_store import CaseStore
from tracer.store.semantics.search_terms import Question, find_terms, match_stage, rank_kind, read_question

_WIDER: Final = 4

_Rank = tuple[int, int, str]
"""The step of the search, the kind of node, the id."""


def search_shown(store: CaseStore, veil: Veil, text: str, limit: int) -> list[MergedNode]:
    """Which nodes match by what is shown of them? Best first as ``CaseStore.search``, ties by kind and id.

    Order and number follow from what is shown alone, and so does how often the store is asked, unless many records name
    protected persons in words. Cost: one search, and a look at each pseudonym.
    """
    question = read_question(text)
    if not question.words or limit <= 0:
        return []
    covered = veil.covered()
    named = {node: stage for node in covered if (stage := _named(question, veil.pseudonym(node))) is not None}
    found = {(named[node], rank_kind(view.type), node): view for node, view in store.get(named).items()}
    # Room for all hits on hidden text: the store is asked once, whether there are such hits or not.
    wanted = limit + len(covered)
    while True:
        views = store.search(text, wanted)
        for view in views:
            if not veil.covers(view.id) and (rank := _rank(question, view, veil)) is not None:
                found[rank] = view
        if len(views) < wanted or _settled(question, found, views[-1]) >= limit:
            return [found[rank] for rank in sorted(found)[:limit]]
        wanted *= _WIDER


def _settled(question: Question, found: dict[_Rank, MergedNode], last: MergedNode) -> int:
    """How many of the hits rank before every hit that the store has not returned yet?"""
    stage = match_stage(question, find_all_terms(last, stated_fields(last)))
    reached = (2 if stage is None else stage, rank_kind(last.type), last.id)
    return sum(rank <= reached for rank in found)


def _named(question: Question, pseudonym: str) -> int | None:
    """At which stage does the search match this pseudonym, which is searched like an account number? None: it does not."""
    return match_stage(question, find_terms("Account", {"number": pseudonym}))


def _rank(question: Question, view: MergedNode, veil: Veil) -> _Rank | None:
    stage = match_stage(question, find_all_terms(view, shown_fields(view, veil)))
    return None if stage is None else (stage, rank_kind(view.type), view.id)


def find_all_terms(view: MergedNode, fields: Iterable[tuple[str, Value]]) -> set[str]:
    """The search terms of a node in which these fields have these values."""
    return {term for name, value in fields for term in find_terms(view.type, {name: value})}


def stated_fields(view: MergedNode) -> Iterator[tuple[str, Value]]:
    """Each field with each value that a source states of it."""
    yield from view.props.items()
    yield from ((name, value) for name, others in view.others.items() for value, _ in others)


def shown_fields(view: MergedNode, veil: Veil) -> Iterator[tuple[str, Value]]:
    """Each field with each value that is shown of it."""
    kept = veil.props(view.id, view.props)
    yield from kept.items()
    yield from (
        (name, veil.text(value) if isinstance(value, str) else value)
        for name, others in view.others.items()
        if name in kept
        for value, _ in others
    )
