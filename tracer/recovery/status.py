"""The status of an asset, derived from the measures on it: the most binding one speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from tracer.recovery.history import MeasureState

BINDING_ORDER: Final[tuple[str, ...]] = (
    "IDENTIFIED", "TRACED", "REQUESTED", "URGENT", "CHALLENGED", "PART_RELEASED", "FROZEN", "MANAGED",
    "SALE_ORDERED", "DEPOSITED", "CONF_NONFINAL", "CONF_FINAL", "ENFORCING", "REALISED", "SHARED", "BUDGET",
    "VICTIM", "REUSE", "DESTROYED", "RETURNED_VICTIM",
)  # fmt: skip
"""From least to most binding. What cannot be undone stands above what can; a freeze under challenge or partly
released below one that stands."""
ENDED_FREE: Final = ("LAPSED", "RELEASED", "DROPPED", "NOT_FOUND")
"""States in which a measure binds nothing (any more)."""

BINDING_RANK: Final[Mapping[str, int]] = MappingProxyType({state: rank for rank, state in enumerate(BINDING_ORDER)})


def asset_status(measures: Iterable[MeasureState]) -> str:
    """In which state is an asset under these measures? IDENTIFIED where none binds it.

    A measure that has paid out, or handed over the asset, still says where it went; one that lapsed, was
    released, dropped or found nothing says nothing. Does not say for which share: see ``totals``.
    """
    binding = [measure.state for measure in measures if measure.state in BINDING_RANK]
    return max(binding, key=lambda state: BINDING_RANK[str(state)], default="IDENTIFIED") or "IDENTIFIED"
