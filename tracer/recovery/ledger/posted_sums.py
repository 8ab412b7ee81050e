"""Keeps the postings and their sums by day, by the record that they concern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import FactsIndex, RecoveryFacts
from tracer.recovery.acts.money import PostAct, ReverseAct
from tracer.recovery.ledger.dated_sums import DatedSum

ITEM: Final = "item"
CLAIM: Final = "claim"
ENCUMBRANCE: Final = "encumbrance"
CERTIFICATE: Final = "certificate"
Concern = tuple[str, str, str]
"""Kind of record, its id, and the template of the posting."""


class PostedGroup:
    """The postings of one template and currency about one record, with their order of recording.

    ``total``: their sum by day; a reversed posting counts until the day before its reversal.
    """

    __slots__ = ("posts", "total")

    def __init__(self) -> None:
        self.posts: dict[str, tuple[int, PostAct]] = {}
        self.total = DatedSum()


class PostedSums(FactsIndex):
    """The postings by item, claim, secured debt and certificate. ``reversed_on``: posting -> the day of its reversal."""

    def __init__(self) -> None:
        self.groups: defaultdict[Concern, dict[str, PostedGroup]] = defaultdict(dict)
        self.reversed_on: dict[str, date] = {}
        self._posts: dict[str, PostAct] = {}

    def follow(self, facts: RecoveryFacts, act: RecoveryAct) -> bool:
        """Count a posting; a reversed one does not count from the day of its reversal on."""
        if isinstance(act, PostAct):
            self._posts[act.id] = act
            for group in self._groups_of(act):
                group.posts[act.id] = (len(self._posts), act)
                group.total.add(act.effective, act.amount)
                if act.id in self.reversed_on:
                    group.total.add(self.reversed_on[act.id], -act.amount)
        elif isinstance(act, ReverseAct) and act.posting not in self.reversed_on:
            self.reversed_on[act.posting] = act.effective
            post = self._posts.get(act.posting)
            for group in self._groups_of(post) if post else ():
                group.total.add(act.effective, -self._posts[act.posting].amount)
        return True

    def counts(self, post: PostAct, until: date | None) -> bool:
        """Does this posting count at the end of this day? None: at the end of all days."""
        gone = self.reversed_on.get(post.id)
        return (until is None or post.effective <= until) and (gone is None or (until is not None and until < gone))

    def _groups_of(self, post: PostAct) -> Iterator[PostedGroup]:
        names = (
            (ITEM, post.item),
            (CLAIM, post.claim),
            (ENCUMBRANCE, post.encumbrance),
            (CERTIFICATE, post.certificate),
        )
        for kind, name in names:
            if name is not None:
                groups = self.groups[kind, name, post.template]
                if post.currency not in groups:
                    groups[post.currency] = PostedGroup()
                yield groups[post.currency]


def posted_groups(facts: RecoveryFacts, concern: Concern) -> Mapping[str, PostedGroup]:
    """The postings by this template about this record, by currency."""
    return facts.index(PostedSums).groups.get(concern, {})


def posted_sum(facts: RecoveryFacts, concern: Concern, currency: str | None, until: date | None = None) -> int:
    """How much was posted about this record by this template, in this currency, until this day? Minor units.

    A posting that is reversed by this day does not count. Cost: logarithmic in the days.
    """
    group = posted_groups(facts, concern).get(currency or "")
    return group.total.at(until) if group else 0


def posts_about(facts: RecoveryFacts, concerns: Iterable[Concern], until: date | None = None) -> list[PostAct]:
    """Which postings of these templates about these records count on this day, by day, then in the order of recording?

    A posting counts from its day on until it is reversed. Cost: linear in them, apart from sorting.
    """
    sums = facts.index(PostedSums)
    rows = [
        row
        for concern in concerns
        for group in posted_groups(facts, concern).values()
        for row in group.posts.values()
        if sums.counts(row[1], until)
    ]
    rows.sort(key=lambda row: (row[1].effective, row[0]))
    return [post for _, post in rows]
