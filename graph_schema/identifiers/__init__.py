"""Checks identifiers of people, companies, accounts, land, vehicles and criminal files: normal form and result.

An identifier that breaks its rule is kept and flagged, because a false number of a suspect is evidence too.
"""

from graph_schema.identifiers.account import check_iban, mask_iban
from graph_schema.identifiers.case_file import CaseFileKind, CheckedCaseNumber, check_case_number
from graph_schema.identifiers.checked import Checked
from graph_schema.identifiers.company import (
    CheckedCui,
    check_cui,
    check_euid,
    check_trade_register,
    same_company_number,
    trade_register_key,
)
from graph_schema.identifiers.land import CheckedCadastral, check_cadastral
from graph_schema.identifiers.person import check_cnp, mask_cnp
from graph_schema.identifiers.vehicle import CheckedVin, check_plate, check_vin

__all__ = [
    "CaseFileKind",
    "Checked",
    "CheckedCadastral",
    "CheckedCaseNumber",
    "CheckedCui",
    "CheckedVin",
    "check_cadastral",
    "check_case_number",
    "check_cnp",
    "check_cui",
    "check_euid",
    "check_iban",
    "check_plate",
    "check_trade_register",
    "check_vin",
    "mask_cnp",
    "mask_iban",
    "same_company_number",
    "trade_register_key",
]
