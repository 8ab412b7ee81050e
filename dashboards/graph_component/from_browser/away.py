"""Which nodes of the picture its reader has put away: hidden, or folded into another; and whether notes were changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Away:
    """``hidden``, ``folded``: ids of nodes that were sent and are not seen now.

    ``noted``: rises when the view has other notes.
    """

    hidden: frozenset[str] = frozenset()
    folded: frozenset[str] = frozenset()
    noted: int = 0

    @property
    def nodes(self) -> frozenset[str]:
        """All nodes that are not seen."""
        return self.hidden | self.folded


def read_away(sent: object) -> Away | None:
    """What a browser told, if it has this form. Ids of nodes are not looked up here."""
    if not isinstance(sent, dict):
        return None
    hidden, folded, noted = (sent.get(name) for name in ("hidden", "folded", "noted"))
    if not isinstance(hidden, list) or not isinstance(folded, list) or not isinstance(noted, int):
        return None
    return Away(_texts(hidden), _texts(folded), noted)


def _texts(ids: list[object]) -> frozenset[str]:
    return frozenset(one for one in ids if isinstance(one, str))
