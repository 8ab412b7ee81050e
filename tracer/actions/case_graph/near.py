"""Searches what is shown for names and numbers that are written otherwise than the text asked, and says how they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph_schema.messages import N_, Message
from graph_schema.records.fields import Value
from graph_schema.records.merged_records import MergedNode
from graph_schema.rendering.search_fields import IDENTIFIER_FIELDS, NAME_FIELDS
from graph_schema.values.names import fold_words
from tracer.access.pseudonyms import Veil
from tracer.actions.case_graph.searching import find_all_terms, shown_fields, stated_fields
from tracer.resolve.names.comparison import (
    DISTANT,
    NEAR,
    ComparedName,
    Likeness,
    WordDifference,
    compare,
    one_change,
    read_name,
)
from tracer.resolve.names.index import NearIndex
from tracer.store.ports.case_store import CaseStore
from tracer.store.semantics.search_terms import Question, match_stage, rank_kind, read_question

_COMPARED: Final = 200
"""Nodes that are compared closely, of persons and companies and of all others."""
_MOST_WORDS: Final = 12
_ENOUGH: Final = 5
"""Distant hits are shown only up to this number of near and distant hits together."""
_OWN_NAMES: Final = frozenset({"name", "owner_name"})

_FORM_WORDS: Final = {
    "limited": N_("limited company"),
    "shares": N_("company with shares"),
    "partnership": N_("partnership"),
    "sole": N_("sole trader"),
    "association": N_("association"),
    "public": N_("public company"),
}
_REASON_WORDS: Final = {
    "spelling": N_("spelled differently: {asked} for {found}"),
    "sound": N_("another spelling of one sound: {asked} for {found}"),
    "script": N_("another script: {asked} for {found}"),
    "initial": N_("initial: {asked} for {found}"),
    "short": N_("beginning of the name: {asked} for {found}"),
    "joined": N_("written as one word or as two: {asked} for {found}"),
    "form_missing": N_("one of the two without legal form"),
    "form_other": N_("another legal form: {asked} for {found}"),
    "left_out": N_("without: {asked}"),
    "added": N_("with more words: {found}"),
    "number": N_("another number: {asked} for {found}"),
    "other_word": N_("another word: {asked} for {found}"),
    "identifier": N_("one character differs: {asked} for {found}"),
    "written": N_("the same words, written otherwise"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between the text asked and what was found: a code, and the words as they were compared."""

    code: str
    asked: str
    found: str


@dataclass(frozen=True, slots=True)
class NearView:
    """A node that is written otherwise. ``near``: False if it is too different to be taken for what was asked."""

    view: MergedNode
    near: bool
    differences: tuple[Difference, ...]


def format_difference(difference: Difference) -> Message:
    """The difference in the reader's words."""
    if difference.code == "form_other":
        asked, found = (Message(_FORM_WORDS[form]) for form in (difference.asked, difference.found))
        return Message(_REASON_WORDS[difference.code], asked=asked, found=found)
    return Message(_REASON_WORDS[difference.code], asked=difference.asked, found=difference.found)


def search_near(store: CaseStore, index: NearIndex, veil: Veil, text: str, limit: int) -> list[NearView]:
    """Which nodes have a name or number that is nearly the text? Near ones first, persons and companies before others.

    What ``search_shown`` finds is left out. A protected person, an account of such a person, and a record whose text the veil
    changes are never found, and do not change what else is found: the result follows from what is shown alone. Only how many
    records are read can depend on them.

    Cost: a comparison of each word asked with each distinct word of the case; then some hundred records are read.
    """
    question = read_question(text)
    if not question.words or limit <= 0:
        return []
    hidden = index.places(veil.covered())
    asked = _Asked(text)
    kept: dict[str, tuple[float, MergedNode, tuple[Difference, ...]]] = {}
    for ids in _candidates(index, asked, hidden, question):
        for view in islice(_unveiled(store, veil, ids), _COMPARED):
            if view.id in kept or match_stage(question, find_all_terms(view, stated_fields(view))) is not None:
                continue
            score, differences = _compare_node(asked, question.joined, view)
            if score >= DISTANT:
                kept[view.id] = score, view, differences
    ranked = sorted(
        kept.values(), key=lambda found: (found[0] < NEAR, rank_kind(found[1].type), -found[0], found[1].id)
    )
    near = [NearView(view, True, differences) for score, view, differences in ranked if score >= NEAR]
    distant = [NearView(view, False, differences) for score, view, differences in ranked if score < NEAR]
    return [*near[:limit], *distant[: max(0, min(_ENOUGH, limit) - len(near))]]


class _Asked:
    """The text that was asked, read as the name of a person and as that of a company."""

    def __init__(self, text: str) -> None:
        short = " ".join(fold_words(text)[:_MOST_WORDS])
        self.person: ComparedName = read_name(short, company=False)
        self.company: ComparedName = read_name(short, company=True)


def _candidates(
    index: NearIndex, asked: _Asked, hidden: NDArray[np.int64], question: Question
) -> Iterator[Iterator[str]]:
    yield index.find_numbers(question.joined, hidden)
    for words in dict.fromkeys((asked.person.words, asked.company.words)):
        yield from index.find_alike(words, question.words, hidden)


def _unveiled(store: CaseStore, veil: Veil, ids: Iterator[str]) -> Iterator[MergedNode]:
    """The nodes of these ids in their order, without those of which the veil changes a searched field."""
    while some := list(islice(ids, _COMPARED)):
        for view in store.get(some).values():
            if _searched(view, shown_fields(view, veil)) == _searched(view, stated_fields(view)):
                yield view


def _searched(view: MergedNode, fields: Iterable[tuple[str, Value]]) -> list[tuple[str, Value]]:
    wanted = {*NAME_FIELDS[view.type], *IDENTIFIER_FIELDS[view.type]}
    return [(name, value) for name, value in fields if name in wanted]


def _compare_node(asked: _Asked, joined: str, view: MergedNode) -> tuple[float, tuple[Difference, ...]]:
    """How alike is the likest name or identifier of this node?"""
    best: tuple[float, tuple[Difference, ...]] = (0.0, ())
    for name, value in _searched(view, stated_fields(view)):
        if name in IDENTIFIER_FIELDS[view.type]:
            number = "".join(fold_words(str(value)))
            if one_change(joined, number):
                return 1.0, (Difference("identifier", joined, number),)
        else:
            found = _compare_name(asked, str(value), view.type, whole=name in _OWN_NAMES)
            if found.score > best[0]:
                best = found.score, tuple(map(_readable, found.reasons)) or (Difference("written", "", ""),)
    return best


def _compare_name(asked: _Asked, value: str, type_: str, *, whole: bool) -> Likeness:
    as_company = read_name(value, company=True)
    if type_ == "Company" or (type_ != "Person" and as_company.form is not None):
        return compare(asked.company, as_company, company=True, whole=whole)
    return compare(asked.person, read_name(value, company=False), company=False, whole=whole)


def _readable(reason: WordDifference) -> Difference:
    if reason.code in ("form_missing", "form_other"):
        return Difference(reason.code, reason.asked, reason.found)
    asked, found = (" ".join(map(str.capitalize, text.split())) for text in (reason.asked, reason.found))
    return Difference(reason.code, asked, found)
