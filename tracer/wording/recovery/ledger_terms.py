"""The words for the classes and the posting templates of the ledger."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.recovery.postings import POSTING_TEMPLATES
from graph_schema.messages import N_

LEDGER_CLASS_WORDS: Final[dict[str, str]] = {
    "FOUND": N_("money found"),
    "SALE_PRICE": N_("sale prices"),
    "COLLECTED": N_("sums collected"),
    "INTEREST": N_("account interest"),
    "STATE_INTEREST": N_("interest from the State"),
    "RECEIVED_STATE": N_("received from other States"),
    "ADVANCE": N_("costs advanced"),
    "INCOME": N_("income of assets"),
    "SURPLUS": N_("surplus of counts"),
    "SEIZED_CASH": N_("cash held"),
    "BANK_FROZEN": N_("frozen at banks"),
    "UNIQUE_ACCOUNT": N_("unique account"),
    "PAID_VICTIM": N_("paid to victims"),
    "PAID_BUDGET": N_("paid to the budget"),
    "PAID_STATE": N_("paid to other States"),
    "PAID_OWNER": N_("returned to owners"),
    "PAID_CREDITOR": N_("paid to creditors"),
    "COST": N_("costs paid"),
    "LOSS": N_("losses of assets"),
    "FX": N_("currency exchange"),
}
POSTING_WORDS: Final[dict[str, str]] = {row.code: row.words for row in POSTING_TEMPLATES}
