"""The states of a measure and of an item in one table: order, where the value stands, whether it ended, its look, its words.

Importers, rules, totals, filters, legend, command line and exports all read this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graph_schema.messages import N_


@dataclass(frozen=True, slots=True)
class State:
    """One state.

    ``order``: its place in the life of a measure, from 1; of two steps of one day the lower comes first. ``bucket``:
    where the totals count what the measure covers. ``stage``: the look that screens give it. ``words``: a gettext key.
    ``live``: the measure has not ended. ``binds``: the state says where the asset is or went; False: the measure ended
    and left it free. ``orders``: the step asks for a freeze or orders it. ``payout``: money goes out. ``documented``:
    the step rests on a document. ``of_measure``: a measure may have it; ``of_item``: an item of an order may.
    ``by_term``: an item comes to it because a term has passed, so no document states the step.
    """

    code: str
    order: int
    bucket: str
    stage: str
    words: str
    live: bool = True
    binds: bool = True
    orders: bool = False
    payout: bool = False
    documented: bool = True
    of_measure: bool = True
    of_item: bool = True
    by_term: bool = False


_ROWS: Final[tuple[State, ...]] = (
    State("IDENTIFIED", 1, "not_secured", "identified", N_("identified"), documented=False),
    State("TRACED", 2, "not_secured", "identified", N_("traced")),
    State("REQUESTED", 3, "requested", "requested", N_("freezing requested"), orders=True),
    State("URGENT", 4, "frozen", "frozen", N_("urgent freeze"), orders=True),
    State("CHALLENGED", 8, "frozen", "frozen", N_("frozen, under challenge"), of_item=False),
    State("PART_RELEASED", 9, "frozen", "frozen", N_("partly released"), of_item=False),
    State("ACQ_NONFINAL", 7, "frozen", "frozen", N_("frozen, acquittal not final"), of_measure=False),
    State("FROZEN", 5, "frozen", "frozen", N_("frozen"), orders=True),
    State("MANAGED", 11, "frozen", "managed", N_("frozen, managed"), of_item=False),
    State("SALE_ORDERED", 12, "frozen", "managed", N_("early sale ordered"), of_item=False),
    State("DEPOSITED", 13, "frozen", "managed", N_("sold early, money deposited"), of_item=False),
    State("CONF_NONFINAL", 14, "confiscated_nonfinal", "confiscated_nonfinal", N_("confiscated, not final")),
    State("CONF_FINAL", 15, "confiscated_final", "confiscated", N_("confiscated, final")),
    State("ENFORCING", 16, "confiscated_final", "confiscated", N_("confiscation being enforced")),
    State("REALISED", 17, "realised", "realised", N_("realised")),
    State(
        "SHARED", 20, "realised", "delivered", N_("shared with another State"), live=False, payout=True, of_item=False
    ),
    State("BUDGET", 18, "realised", "delivered", N_("paid to the budget"), live=False, payout=True, of_item=False),
    State("VICTIM", 19, "realised", "delivered", N_("paid to victims"), live=False, payout=True, of_item=False),
    State("REUSE", 21, "reuse", "delivered", N_("in public or social reuse"), live=False),
    State("DESTROYED", 22, "destroyed", "ended", N_("destroyed"), live=False),
    State("RETURNED_VICTIM", 23, "returned_victim", "delivered", N_("returned to the victim"), live=False),
    State("RELEASED", 10, "released", "released", N_("released"), live=False, binds=False),
    State("LAPSED", 6, "released", "released", N_("lapsed"), live=False, binds=False, documented=False, by_term=True),
    State("DROPPED", 25, "dropped", "ended", N_("dropped"), live=False, binds=False),
    State("NOT_FOUND", 24, "not_found", "ended", N_("not found"), live=False, binds=False),
)
"""First what binds, from least to most binding: what cannot be undone is above what can, a freeze under challenge or
partly released below one that holds. Then what left the asset free."""

STATES_BY_CODE: Final[Mapping[str, State]] = MappingProxyType({state.code: state for state in _ROWS})
STATE_TABLE: Final[tuple[State, ...]] = tuple(state for state in _ROWS if state.of_measure)
ITEM_STATE_TABLE: Final[tuple[State, ...]] = tuple(state for state in _ROWS if state.of_item)
STATES: Final[tuple[str, ...]] = tuple(state.code for state in sorted(STATE_TABLE, key=lambda state: state.order))
"""All codes of a measure in the order of its life."""
ITEM_STATES: Final[tuple[str, ...]] = tuple(
    state.code for state in sorted(ITEM_STATE_TABLE, key=lambda state: state.order)
)
"""All codes of an item of an order in the order of its life."""

_BINDING: Final = tuple(state.code for state in _ROWS if state.binds)
_FREE: Final = tuple(dict.fromkeys(state.bucket for state in _ROWS if not state.binds))

RANK: Final[Mapping[str, int]] = MappingProxyType(
    {state.code: _BINDING.index(state.code) if state.binds else -1 - _FREE.index(state.bucket) for state in _ROWS}
)
"""How binding each state is: 0 and above for what binds, below 0 for what left the asset free."""
