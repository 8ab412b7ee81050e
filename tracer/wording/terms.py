"""The words for states, classes and methods, in English here and in Romanian in the catalogue."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.purposes import PURPOSE_TABLE
from graph_schema.codes.roles import ROLE_TABLE
from graph_schema.codes.states import STATES_BY_CODE
from graph_schema.messages import N_

STATE_WORDS: Final[dict[str, str]] = {state.code: state.words for state in STATES_BY_CODE.values()}
PAST_ASSETS: Final = N_(
    "Values and measures are those of the day asked about; the assets are all that the case knows of today, for since when "
    "it knows of them is not on record."
)
"""What must be said beside totals of an earlier day."""
CLASS_WORDS: Final[dict[str, str]] = {
    "sum": N_("order for a sum"),
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
TIE_WORDS: Final[dict[str, str]] = {
    "money": N_("traced money"),
    "title": N_("title on paper"),
    "control": N_("control"),
    "use": N_("use or possession"),
    "company": N_("share of a company"),
    "family": N_("family with money"),
    "payment": N_("payments that nothing traces"),
}
"""The kinds of tie between a suspect and an asset, in the order in which they are shown."""
ARROW_WORDS: Final[dict[str, str]] = {
    "holds": N_("owner"),
    "holds_account": N_("account holder"),
    "controls_account": N_("controls the account"),
    "benefits_from": N_("beneficiary"),
    "shareholding": N_("share"),
    "share_of": N_("share in"),
    "controls": N_("controls"),
    "represents": N_("administrator"),
    "uses": N_("user"),
    "same_as": N_("the same"),
}
"""Kind of evidence link -> what its arrow says in the picture of a tie, where no sum, share or kinship is known."""
METHOD_WORDS: Final[dict[str, str]] = {
    "fifo": N_("first in, first out"),
    "lifo": N_("last in, first out"),
    "libr": N_("lowest intermediate balance, own money first"),
    "taint_first": N_("proceeds first"),
    "pro_rata": N_("in proportion (pro rata)"),
}
REGIME_WORDS: Final[dict[str, str]] = {
    "RO": N_("Law 129/2019 (Romania)"),
    "GWG": N_("Geldwäschegesetz (Germany)"),
    "AMLR": N_("Regulation (EU) 2024/1624"),
    "OFAC": N_("OFAC, alone"),
}
OWNER_TEST_WORDS: Final[dict[str, str]] = {
    "share": N_("share through all chains"),
    "control": N_("control of the company"),
    "share through control": N_("shares held directly and by companies under control"),
    "share in control": N_("share of a company that has control"),
}
POWER_WORDS: Final[dict[str, str]] = {
    "votes": N_("Voting power of the direct holders, by stated votes"),
    "capital": N_("Voting power of the direct holders, with one vote for each share of the capital"),
}
POWER_SENTENCE: Final = N_(
    "Nobody has more than half of the votes; where a decision needs more than half, the power of a holder is its part of all "
    "cases in which one holder decides: by leaving a winning coalition (Banzhaf), or by completing the majority when all join "
    "in some order (Shapley-Shubik)."
)
TRANSFER_KIND_WORDS: Final[dict[str, str]] = {
    "transfer": N_("transfer"),
    "cash_deposit": N_("cash deposit"),
    "cash_withdrawal": N_("cash withdrawal"),
    "card": N_("card payment"),
    "fee": N_("bank fee"),
    "interest": N_("interest"),
    "exchange": N_("exchange of currency"),
    "reversal": N_("reversal"),
    "unknown": N_("kind not stated"),
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
    "without_rate": N_("Receipt without an exchange rate"),
    "sale_difference": N_("Difference at sale"),
    "received_without_value": N_("Received without a value on record"),
    "received": N_("Money received"),
    "costs": N_("Costs"),
    "undistributed": N_("Not yet paid out"),
    "exchange": N_("Difference of exchange rates"),
    "paid_out": N_("Paid out"),
    "victims": N_("Paid to victims"),
    "budget": N_("Paid to the budget"),
    "shared": N_("Shared with other States"),
    "creditors": N_("Paid to secured creditors"),
    "owners": N_("Returned to owners"),
}
"""The steps from identified to paid out, and the buckets a value can stand in."""
PURPOSE_WORDS: Final[dict[str, str]] = {purpose.code: purpose.words for purpose in PURPOSE_TABLE}
CASE_ROLE_WORDS: Final[dict[str, str]] = {role.code: role.words for role in ROLE_TABLE}
PROTECTION_WORDS: Final[dict[str, str]] = CASE_ROLE_WORDS | {"unknown": N_("role not known")}
"""Why a person is protected."""
IMPORT_STATUS_WORDS: Final[dict[str, str]] = {
    "imported": N_("imported"),
    "known": N_("already in the case, nothing changed"),
    "would_import": N_("would be imported"),
    "refused": N_("refused"),
    "differs": N_("already in the case, but would be read differently now; nothing changed"),
    "would_replace": N_("would replace the earlier reading"),
    "replaced": N_("earlier reading replaced"),
}
FORM_WORDS: Final[dict[str, str]] = {
    "camt053": N_("bank statement, camt.053"),
    "mt940": N_("bank statement, MT940"),
    "ofx": N_("bank statement, OFX"),
    "coda": N_("bank statement, CODA"),
    "bank-ledger": N_("bank table"),
    "bods": N_("companies, BODS"),
    "psc": N_("owners of companies, PSC"),
    "ftm": N_("companies, FollowTheMoney"),
    "gleif": N_("companies, GLEIF"),
    "land-register": N_("land book"),
    "vehicle-register": N_("vehicle register"),
    "accounts-register": N_("register of accounts"),
    "persons-register": N_("persons of the file"),
    "inventory-register": N_("minutes of a search"),
    "measures-register": N_("measures"),
    "bnr-rates": N_("exchange rates"),
    "decision": N_("decision of a person"),
    "declaration": N_("declaration about a file"),
}
"""Importer -> what a file that it reads is."""
USER_ROLE_WORDS: Final[dict[str, str]] = {
    "investigator": N_("financial investigator"),
    "prosecutor": N_("prosecutor"),
    "supervisor": N_("supervisor"),
    "administrator": N_("administrator"),
    "owner": N_("owner of the case"),
}
RIGHT_WORDS: Final[dict[str, str]] = {
    "read": N_("search and read the case"),
    "oversee": N_("see measures, deadlines and the rows behind them"),
    "import": N_("import files"),
    "retract": N_("retract an import"),
    "decide": N_("put decisions on record"),
    "order": N_("put measures on record"),
    "export": N_("write documents"),
    "totals": N_("see the totals"),
    "unveil": N_("lift a pseudonym"),
    "console": N_("query the case in Cypher"),
    "verify": N_("check the case"),
    "manage": N_("copy, rebuild and upgrade the case"),
}
"""What a right allows, after "the right to"."""
PAIR_STATE_WORDS: Final[dict[str, str]] = {
    "open": N_("open"),
    "joined": N_("joined"),
    "refused": N_("kept apart"),
}
PAIR_REASON_WORDS: Final[dict[str, str]] = {
    "same_parties_and_day": N_("Each row names the other's account, and both have the same value date."),
    "same_reference": N_("Both rows state the same reference."),
    "accounts_name_each_other": N_("Each row names the other's account."),
    "payer_names_payee": N_("The payer's row names the payee's account."),
    "payee_names_payer": N_("The payee's row names the payer's account."),
    "payee_number": N_("The payer's row names the number of the payee's account, not its bank."),
    "payer_number": N_("The payee's row names the number of the payer's account, not its bank."),
    "names_agree": N_("A row names the owner of the other account."),
    "reference_of_joined_payment": N_(
        "A row states the reference of a joined payment between the same accounts, and two rows of the amount remain."
    ),
    "same_day_and_amount": N_("Both statements of the account show this amount on this day."),
    "statement_repeats": N_(
        "The balances show that the later statement repeats the rows of the earlier one of this day."
    ),
    "same_amount_listed_once": N_(
        "Both statements cover the days of both rows, and each lists a row of this amount that the other does not list."
    ),
    "booking_days_differ": N_("The rows are booked on different days."),
    "accounts_differ": N_("The rows name different accounts."),
    "balances_continue": N_(
        "The balances show that the later statement continues the earlier one and does not repeat it."
    ),
    "balances_fit_neither": N_("The balances fit neither one payment nor two payments."),
    "balances_unknown": N_("The statements show no balance from which this can be decided."),
    "currencies_differ": N_("The rows are in two currencies, and neither states the rate or both amounts."),
    "payee_first": N_("The payee's value date is earlier than the payer's; days: {days}."),
    "days_apart": N_("The payee's value date is later than the payer's; days: {days}."),
    "days_not_covered": N_(
        "For a day between the value dates one account has no statement, or one that does not reconcile: the row of another "
        "payment may be missing."
    ),
    "references_differ": N_("The rows state different references."),
    "reference_repeats": N_("Several rows of one side state this reference with this amount."),
    "reference_says_little": N_("The reference is short or has no digit: other payments may have it too."),
    "account_open": N_("A row does not name the account of the other side."),
    "number_at_several_banks": N_("Accounts at several banks have this number."),
    "names_differ": N_("A row names another party than the owner of the other account."),
    "other_side_lists_both": N_("The statement of the other account lists two rows of this amount on this day."),
    "row_may_repeat": N_("One of the rows may repeat another row of its account; that pair is open too."),
    "decision_void": N_(
        "A person decided about one of the rows and another row that is no longer in the case, or no longer stands alone."
    ),
    "several_candidates": N_("One of the rows is in several pairs: at most one of these pairs is one payment."),
}
"""What speaks for and against two rows being one payment."""
