"""Column mappings of invented and of published bank tables, as JSON states them, for tests that import by them."""

from __future__ import annotations

from typing import Any, Final

Mapping = dict[str, Any]

DAYS_TABLE: Final[Mapping] = {
    "name": "Bancă de probă",
    "format": "bank-ledger",
    "version": 1,
    "encoding": "utf-8",
    "delimiter": ";",
    "header_row": 1,
    "decimal_mark": ",",
    "date_pattern": "DD.MM.YYYY",
    "columns": {"booking_date": "Data", "amount": "Suma", "description": "Detalii"},
    "constants": {"currency": "RON"},
}
"""A table that names no account: day, amount, details."""

IBAN_TABLE: Final[Mapping] = {
    "name": "Proba",
    "format": "bank-ledger",
    "version": 1,
    "encoding": "utf-8",
    "delimiter": ",",
    "header_row": 1,
    "decimal_mark": ".",
    "date_pattern": "YYYY-MM-DD",
    "columns": {
        "account": "iban",
        "booking_date": "valued",
        "amount": "amount",
        "counterparty_account": "other",
        "reference": "ref",
    },
    "constants": {"currency": "RON"},
}
"""A table of several accounts: IBAN, day, amount, the other account, the bank's reference."""

BERKA: Final[Mapping] = {
    "name": "PKDD'99",
    "format": "bank-ledger",
    "version": 1,
    "encoding": "utf-8",
    "delimiter": ";",
    "header_row": 1,
    "decimal_mark": ".",
    "date_pattern": "YYMMDD",
    "first_year": 1950,
    "columns": {
        "account": "account_id",
        "booking_date": "date",
        "sign": "type",
        "kind": "operation",
        "amount": "amount",
        "balance": "balance",
        "counterparty_account": "account",
        "counterparty_bank": "bank",
        "reference": "trans_id",
        "description": "k_symbol",
    },
    "codes": {
        "sign": {"PRIJEM": "credit", "VYDAJ": "debit", "VYBER": "debit"},
        "kind": {
            "": "unknown",
            "VKLAD": "cash_deposit",
            "VYBER": "cash_withdrawal",
            "VYBER KARTOU": "card",
            "PREVOD Z UCTU": "transfer",
            "PREVOD NA UCET": "transfer",
        },
    },
    "constants": {"currency": "CZK", "balance_tolerance": "0.10"},
}
"""The movements of the bank of PKDD'99."""

LAND_TABLE: Final[Mapping] = {
    "name": "Carte funciară de probă",
    "format": "land-register",
    "version": 1,
    "encoding": "utf-8",
    "delimiter": ";",
    "header_row": 1,
    "decimal_mark": ",",
    "date_pattern": "DD.MM.YYYY",
    "columns": {
        "locality": "UAT",
        "county": "Judet",
        "country": "Tara",
        "cadastral": "Numar",
        "description": "Descriere",
        "owner_name": "Proprietar",
        "owner_kind": "Fel",
        "owner_key": "Cheie",
    },
    "constants": {"extract_date": "04.11.2024", "asset_class": "house"},
}
"""A land book that states county and country: locality, county, country, number, description, owner."""
