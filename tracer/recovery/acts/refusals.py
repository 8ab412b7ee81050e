"""The codes of refusals and flags, one row each, with the sentence that gives the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graph_schema.messages import N_, Message

REFUSALS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "NO_DOCUMENT": N_("The document is missing. State its kind, number and day."),
        "NO_AUTHORITY": N_("The authority is missing. State its kind and name."),
        "WRONG_PAIR": N_("This document of this authority does not allow the act. Allowed: {pairs}."),
        "WRONG_PHASE": N_(
            "The file is in trial: an ordinance of the prosecutor is not enough. Record a ruling of the court."
        ),
        "NO_SUCH_STEP": N_("From its present state the record does not go there. Record the missing act first."),
        "NO_SUCH_RECORD": N_(
            "The act refers to {record}, which is not on record. Record it first, or correct the reference."
        ),
        "ALREADY_RECORDED": N_("{record} is on record already. Choose another number, or revoke the earlier act."),
        "ITEM_ENDED": N_("The item has ended. Record a new item for a later order."),
        "FUTURE_DATE": N_("The act takes effect after the day it is recorded. Correct the day."),
        "BAD_DATE": N_("The day does not fit: expected {day}. Correct the day."),
        "BAD_AMOUNT": N_("The amount is missing or not above zero. Correct the amount."),
        "BAD_SHARE": N_("The share does not fit: expected a share above 0 and within {limit}. Correct the share."),
        "BAD_RATE": N_("The two amounts do not agree with the rate. Correct an amount or the rate."),
        "NO_REASON": N_("The reason is missing or not one of those allowed. State the reason."),
        "NO_BASIS": N_("The basis of the confiscation is missing or unknown. State one of: {bases}."),
        "NOT_IN_FORCE": N_("The rule is not in force on this day. Use a measure that is in force."),
        "TERM_RUNS": N_("The term runs until {day}. Record the act after this day."),
        "SUIT_FILED": N_("A civil action was filed in time, so the freeze goes on. Record its outcome."),
        "NOT_FINAL": N_("The decision is not final. Wait for the final decision, or record it."),
        "WRONG_REACH": N_("The purpose does not reach the goods of this person. Correct the purpose or the person."),
        "PROTECTED_PERSON": N_(
            "The person is protected and is not prosecuted. Record the item against the prosecuted person, with a reason."
        ),
        "OVER_SHARE": N_("The share is above the share that the holder has: {limit}. Correct the share."),
        "WRONG_CLASS": N_("The template does not fit the asset. Choose the template for this class of asset."),
        "OVERDRAFT": N_("There is less money than the amount: {held} minor units. Correct the amount."),
        "SALE_NOT_ORDERED": N_("No sale is ordered. Record the order of sale first."),
        "SALE_CHALLENGE_OPEN": N_(
            "The sale can still be challenged, or a challenge is open. Wait until the term has ended."
        ),
        "SALE_NEEDS_CONSENT": N_("An immovable is sold early only if the owner consents. Record the consent."),
        "SALE_NO_GROUND": N_(
            "The sale has no ground that the law allows without consent. State the ground or the consent."
        ),
        "ALREADY_SOLD": N_("This share is sold already, in this file or in another. Check the earlier sale."),
        "CURRENCY_MISMATCH": N_("The currency differs from {currency}. Record the conversion first."),
        "OVER_COLLECTION": N_("The amount is above the balance due. Correct the amount."),
        "OVER_COST": N_("The amount is above the advance that is left. Correct the amount."),
        "NO_CLAIM": N_("No claim is stated for this payment. State the claim."),
        "WRONG_CASE": N_("The claim belongs to a file that has no item in this money. Choose another claim or item."),
        "OVER_AWARD": N_("The amount is above what is left of the award. Correct the amount."),
        "RATE_MISSING": N_("No rate of the last 10 days converts the payment. Record the rate of the day."),
        "WRONG_PURPOSE": N_("The item does not serve this purpose. Choose an item for this purpose."),
        "CLAIM_OPEN": N_("A claim reserves this money. Pay or decide the claim first."),
        "NOT_RELEASED": N_("The money is not released. Record the release first."),
        "NO_ENCUMBRANCE": N_("No such debt is on record for this asset. Record the debt first."),
        "OVER_ENCUMBRANCE": N_("The amount is above what is left of the debt. Correct the amount."),
        "NOT_COLLECTED": N_(
            "The other State did not collect as much under this certificate. Record what it collected."
        ),
        "NO_SOURCE": N_("No money of this item is in the ledger. Record the sale or the receipt first."),
        "ALREADY_REVERSED": N_("The act is reversed already. Nothing more is needed."),
        "BREAKS_LATER": N_("The later act {act} depends on this one. Reverse or revoke {act} first."),
        "MONTH_CLOSED": N_(
            "The month {month} is closed for the office {office}. Record a correction on {day} or later, or reopen the month "
            "with a reason."
        ),
        "ALREADY_CLOSED": N_("The month {month} is closed already for the office {office}. Close a later month."),
        "NO_SECOND_PERSON": N_("A second person signs this act. State who signs."),
        "SAME_PERSON": N_("{person} {done}. Let another person record or sign this act."),
        "SALE_INCOMPLETE": N_("The sale does not state: {missing}. State it, then close the sale."),
        "SALE_DIFFERS": N_(
            "The ledger has another price and cost of this sale, in minor units: {booked}. Correct the act or the posting."
        ),
        "LOW_PRICE": N_(
            "The price is below {share} of the last value before the sale. State a second person who approves, and the reason."
        ),
        "OVER_TOTAL": N_("The amount for this State is above the total of the order. Correct the amount."),
    }
)
"""Why an act is refused, by code. Parameters stand in braces."""

FLAGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "DOCUMENT_AFTER_EFFECT": N_("The document is later than the day of effect. Check both days."),
        "CHECK_LATE": N_("The check is late. Check whether the delay has a reason on record."),
        "LATE_DEPOSIT": N_("The cash was deposited after the term. Record the reason."),
        "SAME_DAY_FINAL": N_("The decision became final on its own day. Check both days."),
        "NO_THIRD_PARTY_FINDING": N_("No finding says what the third party knew. Record the finding of the court."),
        "AWARD_ABOVE_CLAIM": N_("The award is above the claim. Check both amounts."),
        "SHARE_DUE": N_("More is kept than the share of this State. Check the agreement with the issuing State."),
        "LATE_CHALLENGE": N_("The challenge was filed after the term. The judge decides about the delay."),
        "NO_COMMUNICATION_ON_RECORD": N_(
            "No communication to this person is on record. Record it: the term starts there."
        ),
        "VICTIM_HOLDER": N_("The goods are registered to a protected person. Plan their return."),
        "REMAINDER_UNDECIDED": N_("More is frozen than confiscated. The remainder needs a decision."),
        "HEARING_TOO_EARLY": N_(
            "The sale was ordered less than 10 days after the proposal. Check the day of the hearing."
        ),
        "NO_APPRAISAL": N_("No value before the sale is on record. Record the value and who determined it."),
        "FALL_BELOW_40": N_("The values on record show no fall of 40 %. Check the ground of the sale."),
    }
)
"""What a person should check about an accepted act, by code."""


@dataclass(frozen=True, slots=True)
class ActRefusal:
    """Why an act is not accepted: ``code`` is a key of REFUSALS."""

    code: str
    message: Message


@dataclass(frozen=True, slots=True)
class ActOutcome:
    """What happened to an act: ``refusal`` None means accepted, with ``flags`` (keys of FLAGS), sorted."""

    refusal: ActRefusal | None = None
    flags: tuple[str, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """Does the act count from now on?"""
        return self.refusal is None


class Refused(Exception):
    """An act is refused while it is checked; never leaves the recovery rooms."""

    def __init__(self, code: str, **params: object) -> None:
        self.refusal = ActRefusal(code, Message(REFUSALS[code], **params))
        super().__init__(code)
