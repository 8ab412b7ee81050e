"""One look for each stage of recovery: a colour and a shape. Colour never carries the meaning alone: each has its own mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from graph_schema.codes.states import STATES_BY_CODE
from graph_schema.errors import WrongUse

Border = Literal["solid", "dashed", "dotted", "double"]


@dataclass(frozen=True, slots=True)
class StageLook:
    """How one stage is drawn. ``mark``: a path in a 24 by 24 box; ``symbol``: the same shape as a letter.

    ``pattern``: of bars. ``words``: the name of the colours of its word in ``dashboards.design.tokens``. The words are those
    of the states: ``graph_schema.codes.states``.
    """

    colour: str
    symbol: str
    mark: str
    border: Border
    pattern: str
    words: str


_COIN = "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22zm0 7a4 4 0 1 1 0 8 4 4 0 0 1 0-8z"
_RING = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 5a5 5 0 1 1 0 10 5 5 0 0 1 0-10z"
_DIAMOND = "M12 1 23 12 12 23 1 12z"

STAGES: Final[Mapping[str, StageLook]] = MappingProxyType(
    {
        "identified": StageLook("#718096", "○", _RING, "solid", ".", "found"),
        "requested": StageLook("#a16207", "△", "M12 2 23 21H1z", "dashed", "/", "asked"),
        "frozen": StageLook("#2563eb", "⬢", "M12 1 22 6.5v11L12 23 2 17.5v-11z", "solid", "", "frozen"),
        "managed": StageLook("#0891b2", "■", "M2 2h20v20H2z", "solid", "-", "custody"),
        "confiscated_nonfinal": StageLook("#a855f7", "◇", _DIAMOND + "M12 7 7 12l5 5 5-5z", "dashed", "x", "not-final"),
        "confiscated": StageLook("#7c3aed", "◆", _DIAMOND, "double", "", "final"),
        "realised": StageLook("#047857", "◉", _COIN, "double", "", "money"),
        "delivered": StageLook(
            "#16a34a",
            "★",
            "m12 1 3.4 7.2 7.6 1-5.6 5.3 1.5 7.8L12 18.5l-6.9 3.8 1.5-7.8L1 9.2l7.6-1z",
            "double",
            "+",
            "paid",
        ),
        "released": StageLook("#c2410c", "▽", "M12 22 1 3h22z", "dotted", "\\", "loss"),
        "ended": StageLook(
            "#78716c",
            "✕",
            "M5 2 2 5l7 7-7 7 3 3 7-7 7 7 3-3-7-7 7-7-3-3-7 7z",
            "dotted",
            "|",
            "loss",
        ),
    }
)


def stage_of(state: str) -> str:
    """Which stage of recovery does this state of a measure belong to: the key of its look in ``STAGES``?

    Raises: WrongUse for a state without a look; a state is never drawn as something it is not.
    """
    found = STATES_BY_CODE.get(state)
    if found is None or found.stage not in STAGES:
        raise WrongUse(
            "The state {state} has no look: known are {known}. Give it one in tracer/wording/looks/stage_looks.py.",
            state=state,
            known=", ".join(STATES_BY_CODE),
        )
    return found.stage


def look_of(state: str) -> StageLook:
    """What do colour and shape of this state look like? Raises: WrongUse for an unknown state."""
    return STAGES[stage_of(state)]
