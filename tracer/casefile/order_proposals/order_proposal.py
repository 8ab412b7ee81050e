"""The proposal of an order: the file, the persons, each item with its facts, the articles, and what is left open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracer.casefile.schedule import Note


@dataclass(frozen=True, slots=True)
class ProposalFact:
    """One named fact. ``text`` empty: nothing on record states it. ``notes``: footnote numbers."""

    name: str
    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedItem:
    """One item. ``number``: in its register. ``sentence``: what stands in the disposition."""

    number: str
    sentence: str
    facts: tuple[ProposalFact, ...]


@dataclass(frozen=True, slots=True)
class OrderProposal:
    """The whole, in the language of the document. ``kind``: freezing, release, return. ``digest``: fingerprint of the case.

    ``grounds``: what the prosecutor has to state; ``articles``: written out; ``earlier``: the orders on the items so far;
    ``receiver``: what is left open after each item, if anything.
    """

    kind: str
    title: str
    disposition: str
    grounds: str
    remedy: str
    receiver: str
    case_number: str
    court_number: str
    authority: str
    as_of: date
    author: str
    digest: str
    persons: tuple[ProposalFact, ...]
    earlier: tuple[ProposalFact, ...]
    items: tuple[ProposedItem, ...]
    articles: tuple[str, ...]
    notes: tuple[Note, ...]
