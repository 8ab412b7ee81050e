"""Answers the palette: what goes by this name or number, kinds apart, exact before near, each near one with its reasons.

The text is sent in the body: an address is kept by proxies, and a name would be read there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import ConfigDict, Field, TypeAdapter

from dashboards.serving.routes.asked import Answer, Asked
from graph_schema.messages import N_
from graph_schema.records.nodes import ASSET_TYPES, NODE_TYPES
from tracer.actions.case_graph.explore import Hit, find
from tracer.wording.language import Language

MOST: Final = 12
"""How many exact and how many near hits are listed at once; more ask for a longer name."""

_GROUPS: Final = (
    (N_("Persons and companies"), frozenset({"Person", "Company"})),
    (N_("Accounts"), frozenset({"Account"})),
    (N_("Assets"), ASSET_TYPES - {"Account"}),
    (N_("Files and measures"), frozenset(NODE_TYPES) - ASSET_TYPES - {"Person", "Company", "Account"}),
)
"""The kinds, in the order in which they are listed; each kind of node is in one of them."""


@dataclass(frozen=True, slots=True)
class _Search:
    __pydantic_config__ = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=200)]


_FORM: Final = TypeAdapter(_Search)


def answer_search(asked: Asked) -> Answer:
    """What is found, under the veil: a protected person's name gets the answer of a name that nobody has.

    ``groups``: of each kind with hits its title and its hits; a kind with an exact hit stands before one without.
    ``complete``: False when more match exactly than are listed.
    """
    text, language = asked.read(_FORM).text.strip(), asked.session.language
    found = find(asked.session, text, MOST)
    lines = [
        *(_line(hit, "", True, language) for hit in found.hits),
        *(
            _line(one.hit, "; ".join(reason.text for reason in one.reasons), False, language)
            for one in found.near[:MOST]
        ),
    ]
    groups = [(title, hits) for title, types in _GROUPS if (hits := [line for line in lines if line["type"] in types])]
    groups.sort(key=lambda group: not any(line["exact"] for line in group[1]))
    shown = [{"title": language.text(title), "hits": hits} for title, hits in groups]
    return {"groups": shown, "complete": found.complete}


def _line(hit: Hit, reason: str, exact: bool, language: Language) -> dict[str, object]:
    return {
        "id": hit.id,
        "type": hit.type,
        "kind": language.text(NODE_TYPES[hit.type].meaning),
        "name": hit.caption,
        "detail": hit.detail,
        "reason": reason,
        "exact": exact,
    }
