"""The words for states, classes and methods, in English here and in Romanian in the catalogue."""

from __future__ import annotations

from typing import Final

from graph_schema.words import N_

STATE_WORDS: Final[dict[str, str]] = {
    "IDENTIFIED": N_("identified"),
    "TRACED": N_("traced"),
    "REQUESTED": N_("freezing requested"),
    "URGENT": N_("urgent freeze"),
    "FROZEN": N_("frozen"),
    "LAPSED": N_("lapsed"),
    "CHALLENGED": N_("frozen, under challenge"),
    "PART_RELEASED": N_("partly released"),
    "RELEASED": N_("released"),
    "MANAGED": N_("frozen, managed"),
    "SALE_ORDERED": N_("early sale ordered"),
    "DEPOSITED": N_("sold early, money deposited"),
    "CONF_NONFINAL": N_("confiscated, not final"),
    "CONF_FINAL": N_("confiscated, final"),
    "ENFORCING": N_("confiscation being enforced"),
    "REALISED": N_("realised"),
    "BUDGET": N_("paid to the budget"),
    "VICTIM": N_("paid to victims"),
    "SHARED": N_("shared with another State"),
    "REUSE": N_("in public or social reuse"),
    "DESTROYED": N_("destroyed"),
    "RETURNED_VICTIM": N_("returned to the victim"),
    "NOT_FOUND": N_("not found"),
    "DROPPED": N_("dropped"),
}
PAST_ASSETS: Final = N_(
    "Values and measures are those of the day asked about; the assets are all that the case knows of today, for since when "
    "it knows of them is not on record."
)
"""What must be said beside totals of an earlier day."""
CLASS_WORDS: Final[dict[str, str]] = {
    "flat": N_("flat"),
    "house": N_("house"),
    "building": N_("building"),
    "farm_land": N_("farm land"),
    "land": N_("land"),
    "car": N_("car"),
    "motorcycle": N_("motorcycle"),
    "vessel": N_("vessel"),
    "gold": N_("gold"),
    "watch": N_("watch"),
    "jewellery": N_("jewellery"),
    "art": N_("work of art"),
    "cash": N_("cash"),
    "crypto": N_("crypto-assets"),
    "company_share": N_("company share"),
    "account": N_("account balance"),
    "other": N_("other asset"),
}
METHOD_WORDS: Final[dict[str, str]] = {
    "fifo": N_("first in, first out"),
    "libr": N_("lowest intermediate balance, own money first"),
}
VALUATION_WORDS: Final[dict[str, str]] = {
    "acquisition": N_("price at acquisition"),
    "estimate": N_("estimate"),
    "appraisal": N_("appraisal"),
    "sale": N_("sale"),
    "face_value": N_("face value"),
}
STEP_WORDS: Final[dict[str, str]] = {
    "identified": N_("Identified"),
    "not_secured": N_("Not secured"),
    "requested": N_("Freezing requested"),
    "dropped": N_("Dropped"),
    "not_found": N_("Not found"),
    "secured": N_("Secured"),
    "released": N_("Released"),
    "returned_victim": N_("Returned to victims"),
    "frozen": N_("Still frozen"),
    "confiscated": N_("Confiscated"),
    "confiscated_nonfinal": N_("Not final yet"),
    "confiscated_for_good": N_("Confiscated, final"),
    "confiscated_final": N_("Not realised yet"),
    "reuse": N_("In reuse"),
    "destroyed": N_("Destroyed"),
    "sold_or_collected": N_("Sold or collected, at value"),
    "realised": N_("Realised"),
    "unpriced": N_("No receipt on record"),
    "sale_difference": N_("Difference at sale"),
    "received_without_value": N_("Received without a value on record"),
    "received": N_("Money received"),
    "costs": N_("Costs"),
    "undistributed": N_("Not yet paid out"),
    "paid_out": N_("Paid out"),
    "victims": N_("Paid to victims"),
    "budget": N_("Paid to the budget"),
    "shared": N_("Shared with other States"),
}
"""The steps from identified to paid out, and the buckets a value can stand in."""
PURPOSE_WORDS: Final[dict[str, str]] = {
    "special_confiscation": N_("special confiscation"),
    "extended_confiscation": N_("extended confiscation"),
    "fine": N_("fine"),
    "costs": N_("judicial costs"),
    "damage": N_("damage"),
}
CASE_ROLE_WORDS: Final[dict[str, str]] = {
    "suspect": N_("suspect"),
    "accused": N_("accused"),
    "convicted": N_("convicted"),
    "victim": N_("victim"),
    "witness": N_("witness"),
    "third_party": N_("third party"),
    "civilly_liable": N_("civilly liable party"),
    "injured_person": N_("injured person"),
    "other": N_("other role"),
}
USER_ROLE_WORDS: Final[dict[str, str]] = {
    "investigator": N_("financial investigator"),
    "prosecutor": N_("prosecutor"),
    "supervisor": N_("supervisor"),
    "administrator": N_("administrator"),
    "owner": N_("owner of the case"),
}
