"""Ranks the kind of tie of a path, from traced money down to a single payment."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from fractions import Fraction
from typing import Final

from tracer.analysis.links.kinds import SHAREHOLDING, TRANSFER
from tracer.analysis.links.paths import EvidencePath, PathStep


class TieRank(IntEnum):
    """The kinds of tie in the order in which they are shown."""

    MONEY = 1
    TITLE = 2
    CONTROL = 3
    USE = 4
    COMPANY = 5
    FAMILY = 6
    PAYMENT = 7

    @property
    def code(self) -> str:
        """The name of the kind in results."""
        return self.name.lower()


_CONTROLLING: Final = frozenset({"controls", "represents", "controls_account", "holds_account", "benefits_from"})
_HALF: Final = Fraction(1, 2)


def rank_path(path: EvidencePath, relatives: frozenset[str], holders: Mapping[str, frozenset[str]]) -> TieRank:
    """Which kind of tie is this path, if no money was traced on it?

    control: each step gives control of the next node: certainly more than half of the shares, management, or the
    account that paid. company: some step gives less than control. family: the path has payments, and a relative of the
    suspect (``relatives``) is on the path or holds an account on it (``holders``: account -> parties). Control by several
    small shares together is not recognised here.
    """
    kinds = [step.link.kind for step in path.steps]
    if TRANSFER in kinds:
        parties = set(path.nodes) | {party for node in path.nodes for party in holders.get(node, frozenset())}
        return TieRank.FAMILY if parties & relatives else TieRank.PAYMENT
    if "related_to" in kinds:
        return TieRank.FAMILY
    if kinds == ["uses"]:
        return TieRank.USE
    if len(kinds) == 1 and kinds[0] != "paid_for":
        return TieRank.TITLE
    return TieRank.CONTROL if all(map(_disposes, path.steps[:-1])) else TieRank.COMPANY


def _disposes(step: PathStep) -> bool:
    link = step.link
    return link.kind in _CONTROLLING or (
        link.kind == SHAREHOLDING and link.share is not None and link.share.lower > _HALF
    )
