"""The templates of a posting in the ledger, and the steps of a month. Their rules belong to the rules of recovery."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.code_rows import CodeRow, list_codes
from graph_schema.messages import N_

POSTING_TEMPLATES: Final[tuple[CodeRow, ...]] = (
    CodeRow("seize_cash", N_("cash seized"), "numerar ridicat", "252(8)"),
    CodeRow("bank_freeze", N_("balance frozen at the bank"), "sold indisponibilizat la bancă", "249"),
    CodeRow("deposit", N_("deposit in the unique account"), "consemnare în contul unic", "252(8)"),
    CodeRow("sale", N_("sale price received"), "preț de valorificare încasat", "252^1-252^4, 574"),
    CodeRow("collect", N_("sum collected under an order"), "sumă încasată în baza hotărârii", "574"),
    CodeRow("interest", N_("interest of the account"), "dobândă a contului"),
    CodeRow("state_interest", N_("interest paid by the State"), "dobândă plătită de stat"),
    CodeRow("cost", N_("cost paid from the account"), "cheltuială plătită din cont"),
    CodeRow("cost_advance", N_("cost advanced"), "cheltuială avansată"),
    CodeRow("recover_advance", N_("advance recovered"), "avans recuperat"),
    CodeRow("fx", N_("exchange into another currency"), "schimb valutar"),
    CodeRow("pay_victim", N_("payment to a victim"), "plată către victimă"),
    CodeRow("pay_budget", N_("payment to the budget"), "plată la buget"),
    CodeRow("pay_state", N_("payment to another State"), "plată către alt stat", "Reg 30"),
    CodeRow("pay_creditor", N_("payment to a secured creditor"), "plată către creditorul garantat"),
    CodeRow("pay_owner", N_("return to the owner"), "restituire către proprietar"),
    CodeRow("refund_budget", N_("refund from the budget"), "restituire de la buget"),
    CodeRow("refund_victim", N_("refund from a victim"), "restituire de la victimă"),
    CodeRow("receive_state", N_("sum received from another State"), "sumă primită de la alt stat", "Reg 30"),
    CodeRow("unfreeze_bank", N_("balance released at the bank"), "sold eliberat la bancă"),
    CodeRow("income", N_("income of a managed asset"), "venit al bunului administrat"),
    CodeRow("surplus", N_("surplus found in a count"), "plus constatat la inventar"),
    CodeRow("loss", N_("loss of a managed asset"), "lipsă sau pierdere a bunului administrat"),
)
POSTING_TEMPLATE_CODES: Final = list_codes(POSTING_TEMPLATES)

MONTH_STEPS: Final[tuple[CodeRow, ...]] = (
    CodeRow("closed", N_("month closed"), "lună închisă"),
    CodeRow("reopened", N_("month reopened"), "lună redeschisă"),
)
MONTH_STEP_CODES: Final = list_codes(MONTH_STEPS)
