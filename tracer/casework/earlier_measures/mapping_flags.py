"""Lists what the earlier design did not state and a person should add, one row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graph_schema.messages import N_


@dataclass(frozen=True, slots=True)
class MappingFlag:
    """Something that a measure does not state. ``record``: the id of the measure or of its event."""

    code: str
    measure: str
    record: str


FLAG_TEXTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "NO_AMOUNT": N_("The step states no sum, so no money is in the ledger. Record the posting with its sum."),
        "NO_SOURCE": N_(
            "The sum was paid before money came in, or is more than what is held, so it is not in the ledger. Record "
            "where the money came from, then the payment."
        ),
        "NO_TITLE": N_(
            "The person of the measure was not entered as owner on its first day. Record who is registered as holder."
        ),
        "NO_SHARE": N_(
            "The partial release states no share, or one that is not below the share still covered, so nothing is "
            "released. Record the release with its share."
        ),
        "NO_KIND": N_(
            "The words for the document or the authority name no known kind. Record the step with the code of the kind."
        ),
        "REPEATED": N_("The step repeats the state that the measure already has, so it changes nothing."),
        "SUM_DIFFERS": N_(
            "The sum realised is less than the sum deposited, or has another currency. The ledger holds the deposit."
        ),
        "LEFT_OUT": N_("The step cannot follow the state of the measure, so it does not count."),
    }
)
"""Code -> what is missing and what to do."""
