"""Lists what the earlier design did not state and a person should add, one row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from graph_schema.codes.states import STATES_BY_CODE
from graph_schema.messages import N_, Message
from graph_schema.values.money import Money, format_plain

FLAG_TEXTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "NO_AMOUNT": N_(
            "Step “{state}” of {day} states no sum, so no money is in the ledger. Record the posting with its sum."
        ),
        "NO_SOURCE": N_(
            "Step “{state}” of {day} pays {missing} more than is held, so the payment is not in the ledger. Record where "
            "the money came from, then the payment."
        ),
        "NO_TITLE": N_(
            "The person of the measure was not entered as owner on its first day. Record who is registered as holder."
        ),
        "NO_OWNER": N_("No register enters an owner on the first day of the measure. Record who is the holder."),
        "NO_SHARE": N_(
            "Step “{state}” of {day} states no share, or one that is not below the share still covered, so nothing is "
            "released. Record the release with its share."
        ),
        "NO_KIND": N_(
            "Step “{state}” of {day}: the words for the document or the authority name no known kind. Record the step "
            "with the code of the kind."
        ),
        "REPEATED": N_(
            "Step “{state}” of {day} repeats the state that the measure already has, so it changes nothing."
        ),
        "SUM_DIFFERS": N_(
            "Step “{state}” of {day}: the sum realised is less than the sum deposited, or has another currency. The "
            "ledger holds the deposit."
        ),
        "SUM_UNUSED": N_(
            "Step “{state}” of {day} states a sum, but moves no money, so the sum is not in the ledger. Record it as a "
            "posting, such as a cost."
        ),
        "FUTURE_DATE": N_(
            "Step “{state}” of {day} is recorded on a day after its file came here, so it counts only from that day on. "
            "Check both dates."
        ),
        "LEFT_OUT": N_("Step “{state}” of {day} cannot follow the state of the measure, so it does not count."),
    }
)
"""Code -> what is missing and what to do. ``state``: a code of the table of states; ``day``: of the step."""
MONEY_CODES: Final = frozenset({"NO_AMOUNT", "NO_SOURCE", "SUM_DIFFERS", "SUM_UNUSED", "LEFT_OUT"})
"""A sum that the register states is not in the ledger, or may not be."""


@dataclass(frozen=True, slots=True)
class MappingFlag:
    """Something that a measure does not state. ``record``: the id of the measure or of its event ``state`` of ``day``.

    ``recorded``: the day on which the step was recorded. ``missing``: the sum of a payment beyond what is held.
    """

    code: str
    measure: str
    record: str
    state: str = ""
    day: date | None = None
    recorded: date | None = None
    missing: Money | None = None

    @property
    def message(self) -> Message:
        """What is missing and what to do."""
        named: dict[str, str] = {}
        if self.day is not None:
            named = {"state": Message(STATES_BY_CODE[self.state].words), "day": self.day.isoformat()}
        if self.missing is not None:
            sum_, currency = self.missing.minor, self.missing.currency
            named["missing"] = f"{format_plain(sum_, currency)} {currency}"
        return Message(FLAG_TEXTS[self.code], **named)
