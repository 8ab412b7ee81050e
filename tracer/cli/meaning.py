"""Finds the one thing that a text on the command line means, among the things that are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from graph_schema.errors import WrongUse
from graph_schema.messages import N_
from graph_schema.records.nodes import ASSET_TYPES
from graph_schema.values.names import fold_name, fold_words

if TYPE_CHECKING:
    from tracer.actions.case_graph.explore import Hit
    from tracer.casework.sessions.session import Session

PARTIES: Final = frozenset({"Person", "Company"})
MONEY_ENDS: Final = PARTIES | {"Account"}
COMPANIES: Final = frozenset({"Company"})
ACCOUNTS: Final = frozenset({"Account"})
ASSETS: Final = frozenset(ASSET_TYPES)
SEIZABLE: Final = ASSETS | {"Account"}
MEASURES: Final = frozenset({"Measure"})
ANYTHING: Final = frozenset[str]()
_NONE_OF: Final = {
    PARTIES: N_("{text} means no person or company, only: {listed}."),
    MONEY_ENDS: N_("{text} means no person, company or account, only: {listed}."),
    ACCOUNTS: N_("{text} means no account, only: {listed}."),
    COMPANIES: N_("{text} means no company, only: {listed}."),
    ASSETS: N_("{text} means no asset, only: {listed}."),
    SEIZABLE: N_("{text} means no asset or account, only: {listed}."),
    MEASURES: N_("{text} means no measure: it is not its number. It can mean: {listed}."),
}
_SEARCHED: Final = 1000
_LISTED: Final = 6


def resolve(session: Session, text: str, types: frozenset[str] = ANYTHING) -> str:
    """The id of the one node that this text means: the text itself if it is an id, else what a search finds.

    ``types``: the kinds of nodes that are asked for; ANYTHING for all. A whole name in any spelling means the person or
    company of that name before an account or a longer name, and a number means only the measure of exactly this number.
    The id of a protected person follows from the CNP, so it is not accepted: the pseudonym is.
    Raises WrongUse naming the candidates when there is none or more than one.
    """
    from tracer.actions.case_graph.explore import find

    if session.store.get([text]) and not session.veil().covers(text):
        return text
    found = find(session, text, _SEARCHED, near=False).hits
    asked = [hit for hit in found if not types or hit.type in types]
    meant = _best(asked, text, types)
    if len(meant) == 1:
        return meant[0].id
    if meant:
        raise WrongUse(
            "{text} can mean: {listed}. Name the id, or the pseudonym as it is written here.",
            text=text,
            listed=_list(session, meant),
        )
    if not found:
        raise WrongUse("Nothing in the case matches {text}.", text=text)
    raise WrongUse(_NONE_OF[types], text=text, listed=_list(session, found))


def _best(hits: Sequence[Hit], text: str, types: frozenset[str]) -> Sequence[Hit]:
    """Those that the whole text names, if there are any; else all."""
    if types == MEASURES:
        number = fold_words(text)
        return [hit for hit in hits if fold_words(hit.caption) == number]
    name = fold_name(text)
    parties = [hit for hit in hits if hit.type in PARTIES and fold_name(hit.caption) == name]
    whole = [hit for hit in hits if hit.type not in PARTIES and text == hit.caption]
    if parties:
        return [*parties, *(hit for hit in whole if hit.type != "Account")]
    return whole or hits


def _list(session: Session, hits: Sequence[Hit]) -> str:
    """The first of them, each with what tells it from the others, under the veil."""
    veil = session.veil()
    shown = [
        hit.caption if veil.covers(hit.id) else f"{hit.id} {hit.caption}{_context(session, hit)}"
        for hit in hits[:_LISTED]
    ]
    return "; ".join([*shown, *(["…"] if len(hits) > _LISTED else [])])


def _context(session: Session, hit: Hit) -> str:
    """The criminal file and the asset of a measure; empty for any other node."""
    if hit.type != "Measure":
        return ""
    from tracer.casework.evidence_lines import caption

    graph, veil = session.graph(), session.veil()
    heads = {link.type: link.head for link in graph.links_at(hit.id) if link.tail == hit.id}
    shown = [caption(graph.nodes[heads[kind]], veil) for kind in ("InCase", "Covers") if heads.get(kind) in graph.nodes]
    return f" ({', '.join(shown)})" if shown else ""
