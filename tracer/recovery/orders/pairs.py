"""Pairs of a document and an authority: which document of which authority allows an act."""

from __future__ import annotations

from collections.abc import Iterable

from graph_schema.codes.documents import AUTHORITIES_BY_CODE, DOCUMENTS_BY_CODE
from graph_schema.messages import N_, Message
from tracer.recovery.acts.act import SourcedAct
from tracer.recovery.acts.refusals import Refused

Pair = tuple[str, str]


def pairs(text: str) -> frozenset[Pair]:
    """Read "document:authority authority; document:authority" into pairs."""
    found: set[Pair] = set()
    for part in text.split(";"):
        document, _, authorities = part.strip().partition(":")
        found.update((document, authority) for authority in authorities.split())
    return frozenset(found)


ORD = pairs("ordinance:prosecutor")
"""Only during the investigation."""
RUL = pairs("ruling:prelim_judge court")
RIGHTS_JUDGE = pairs("ruling:rights_judge")
APPEAL = pairs("judgment:appeal_court")
FINALITY = pairs("finality:court")
JUDGMENT = pairs("judgment:court")
SYSTEM: Pair = ("", "system")
"""A change that a passed term makes possible; it has no document."""


def require_source(act: SourcedAct) -> Pair:
    """The pair of the act. Raises: Refused NO_DOCUMENT, NO_AUTHORITY."""
    if act.document is None or not act.document.kind or not act.document.number:
        raise Refused("NO_DOCUMENT")
    if act.authority is None or not act.authority.kind:
        raise Refused("NO_AUTHORITY")
    return act.document.kind, act.authority.kind


def require_pair(act: SourcedAct, allowed: Iterable[Pair]) -> Pair:
    """The pair of the act, one of those allowed. Raises: Refused NO_DOCUMENT, NO_AUTHORITY, WRONG_PAIR."""
    found = require_source(act)
    kept = frozenset(allowed)
    if found not in kept:
        raise Refused("WRONG_PAIR", pairs=pairs_text(kept))
    return found


def pairs_text(allowed: Iterable[Pair]) -> Message:
    """The pairs in the reader's words, each with its codes."""
    return Message.listed([_pair_text(*pair) for pair in sorted(allowed)])


def _pair_text(document: str, authority: str) -> Message:
    by = Message(AUTHORITIES_BY_CODE[authority].english)
    if not document:
        return Message(N_("no document: {authority} ({authority_code})"), authority=by, authority_code=authority)
    return Message(
        N_("{document} ({document_code}) from {authority} ({authority_code})"),
        document=Message(DOCUMENTS_BY_CODE[document].english),
        document_code=document,
        authority=by,
        authority_code=authority,
    )
