"""Sums up a tie: what its rows state, what a person has assessed, and the chain for a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph_schema.messages import N_
from graph_schema.records.merged_records import Evidence
from tracer.analysis.links.kinds import MONEY_KINDS
from tracer.casework.evidence_lines import EvidenceLine, format_evidence
from tracer.casework.sessions.session import Session
from tracer.casework.ties.tie_chain import TieChain, draw_up_chain
from tracer.casework.ties.tie_paths import TiePath
from tracer.casework.ties.tie_sentences import (
    FormattedPath,
    PathSentence,
    format_brief,
    format_path,
    marks_behind,
    price_rows,
)
from tracer.wording.language import Language
from tracer.wording.terms import METHOD_WORDS


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a decision, and on which day it went on record."""

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Assessment:
    """A sentence that rests on decisions of these persons, beside the rows."""

    text: str
    authors: tuple[Author, ...]
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class TieSummary:
    """One tie between suspect and asset. ``leads``: it is the best one of its kind.

    ``facts``: what the rows state, in sentences. ``assessments``: what persons have decided about it: how much of the
    price is proceeds of crime follows from marks. ``path``: the same tie step by step.
    """

    path: FormattedPath
    leads: bool
    facts: tuple[PathSentence, ...]
    assessments: tuple[Assessment, ...]
    chain: TieChain

    def evidence(self) -> tuple[EvidenceLine, ...]:
        """The rows behind the facts, in the order of the sentences, each once."""
        return tuple(dict.fromkeys(row for sentence in self.facts for row in sentence.evidence))


def sum_up(
    session: Session, ties: tuple[TiePath, ...], language: Language, day: date, states: Mapping[str, str]
) -> tuple[TieSummary, ...]:
    """The ties in their order, the best first. ``states``: asset id -> state."""
    seen: set[str] = set()
    found = []
    for rank, tie in enumerate(ties, 1):
        found.append(
            TieSummary(
                path=format_path(session, tie, rank, language, day=day),
                leads=tie.rank.code not in seen,
                facts=format_brief(session, tie, language, day=day),
                assessments=_assess(session, tie, language),
                chain=draw_up_chain(session, tie, language, states, day),
            )
        )
        seen.add(tie.rank.code)
    return tuple(found)


def _assess(session: Session, tie: TiePath, language: Language) -> tuple[Assessment, ...]:
    """How much of the price is marked proceeds, by every method in one sentence."""
    purchase = tie.purchase
    if purchase is None or not tie.sums:
        return ()
    methods = tuple(method for method, _ in tie.sums)
    sums = "; ".join(
        language.text(
            N_("at least {sum} ({method})"),
            sum=language.money(minor, purchase.currency),
            method=language.text(METHOD_WORDS[method]),
        )
        for method, minor in tie.sums
    )
    template = N_("Of the price of {price}, this much is marked proceeds that came this way: {sums}.")
    if tie.path.steps[-1].link.kind not in MONEY_KINDS:
        template = N_("Of the price of {price}, this much is marked proceeds: {sums}.")
    text = language.text(template, price=language.money(purchase.price_minor, purchase.currency), sums=sums)
    veil = session.veil()
    authors = {
        Author(veil.text(kept.event.author), kept.event.recorded) for kept in marks_behind(session, tie, *methods)
    }
    rows = price_rows(session, tie, purchase, *methods)
    return (
        Assessment(
            text,
            tuple(sorted(authors, key=lambda author: (author.day, author.name))),
            format_evidence(session, (Evidence(source, locator) for source, locator in rows)),
        ),
    )
