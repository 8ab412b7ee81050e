"""The states of a measure in one table: order, where its value stands, whether it has ended, how it is drawn, its words.

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
    the step rests on a document.
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


STATE_TABLE: Final[tuple[State, ...]] = (
    State("IDENTIFIED", 1, "not_secured", "identified", N_("identified"), documented=False),
    State("TRACED", 2, "not_secured", "identified", N_("traced")),
    State("REQUESTED", 3, "requested", "requested", N_("freezing requested"), orders=True),
    State("URGENT", 4, "frozen", "frozen", N_("urgent freeze"), orders=True),
    State("CHALLENGED", 7, "frozen", "frozen", N_("frozen, under challenge")),
    State("PART_RELEASED", 8, "frozen", "frozen", N_("partly released")),
    State("FROZEN", 5, "frozen", "frozen", N_("frozen"), orders=True),
    State("MANAGED", 10, "frozen", "managed", N_("frozen, managed")),
    State("SALE_ORDERED", 11, "frozen", "managed", N_("early sale ordered")),
    State("DEPOSITED", 12, "frozen", "managed", N_("sold early, money deposited")),
    State("CONF_NONFINAL", 13, "confiscated_nonfinal", "confiscated_nonfinal", N_("confiscated, not final")),
    State("CONF_FINAL", 14, "confiscated_final", "confiscated", N_("confiscated, final")),
    State("ENFORCING", 15, "confiscated_final", "confiscated", N_("confiscation being enforced")),
    State("REALISED", 16, "realised", "realised", N_("realised")),
    State("SHARED", 19, "realised", "delivered", N_("shared with another State"), live=False, payout=True),
    State("BUDGET", 17, "realised", "delivered", N_("paid to the budget"), live=False, payout=True),
    State("VICTIM", 18, "realised", "delivered", N_("paid to victims"), live=False, payout=True),
    State("REUSE", 20, "reuse", "delivered", N_("in public or social reuse"), live=False),
    State("DESTROYED", 21, "destroyed", "ended", N_("destroyed"), live=False),
    State("RETURNED_VICTIM", 22, "returned_victim", "delivered", N_("returned to the victim"), live=False),
    State("RELEASED", 9, "released", "released", N_("released"), live=False, binds=False),
    State("LAPSED", 6, "released", "released", N_("lapsed"), live=False, binds=False, documented=False),
    State("DROPPED", 24, "dropped", "ended", N_("dropped"), live=False, binds=False),
    State("NOT_FOUND", 23, "not_found", "ended", N_("not found"), live=False, binds=False),
)
"""First what binds, from least to most binding: what cannot be undone is above what can, a freeze under challenge or
partly released below one that holds. Then what left the asset free."""

STATES_BY_CODE: Final[Mapping[str, State]] = MappingProxyType({state.code: state for state in STATE_TABLE})
STATES: Final[tuple[str, ...]] = tuple(state.code for state in sorted(STATE_TABLE, key=lambda state: state.order))
"""All codes in the order of the life of a measure."""

_BINDING: Final = tuple(state.code for state in STATE_TABLE if state.binds)
_FREE: Final = tuple(dict.fromkeys(state.bucket for state in STATE_TABLE if not state.binds))

RANK: Final[Mapping[str, int]] = MappingProxyType(
    {state.code: _BINDING.index(state.code) if state.binds else -1 - _FREE.index(state.bucket) for state in STATE_TABLE}
)
"""How binding each state is: 0 and above for what binds, below 0 for what left the asset free."""
