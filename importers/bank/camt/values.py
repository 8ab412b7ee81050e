"""Reads single values of an ISO 20022 cash message: amounts, dates, parties, kinds of transaction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import etree

from graph_schema.errors import WrongValue
from graph_schema.values.dates import parse_iso_date
from graph_schema.values.money import parse_amount
from importers.parsing.xml import find, find_all, find_text

_DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_FEES: Final = frozenset({"CHRG", "COMM", "FEES", "COME", "COMI", "COMT", "TAXE", "LBCA", "OVCH"})
_CARDS: Final = frozenset({"CCRD", "MCRD"})
_PAYMENTS: Final = frozenset({"RCDT", "ICDT", "RRCT", "IRCT", "RDDT", "IDDT", "RCHQ", "ICHQ", "DRFT", "LBOX"})


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a transaction as the bank states it: name, account number, agent."""

    name: str | None
    account: str | None
    is_iban: bool
    bank: str | None


def read_amount(element: etree._Element) -> tuple[int, str]:
    """Which amount is stated, in minor units, and in which currency? Zero and negative amounts are allowed.

    Raises: WrongValue, also for more decimals than the currency has, unless they are zeros.
    """
    currency = element.get("Ccy", "")
    return parse_amount((element.text or "").strip(), currency, decimal_mark="."), currency


def read_day(element: etree._Element | None) -> date | None:
    """Which day is stated (``Dt`` or ``DtTm``)? It is the day of the bank; a time zone does not change it.

    Raises: WrongValue for a text that is not a date.
    """
    text = None if element is None else find_text(element, "Dt", "DtTm")
    return None if text is None else parse_day(text)


def parse_day(text: str) -> date:
    """Which day does this date or time belong to? Raises WrongValue."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise WrongValue(
            "{text!r} is not a date of ISO 20022: expected 2021-05-17, with or without a time. Ask the bank.",
            text=text[:40],
        )
    return parse_iso_date(found[1])


def is_credit(element: etree._Element) -> bool:
    """Is this a credit? Raises WrongValue if neither CRDT nor DBIT is stated."""
    text = find_text(element, "CdtDbtInd")
    if text not in ("CRDT", "DBIT"):
        raise WrongValue(
            "The credit or debit indicator (CdtDbtInd) is {text!r}; expected CRDT or DBIT. Ask the bank.",
            text=text or "",
        )
    return text == "CRDT"


def read_account(element: etree._Element | None) -> tuple[str | None, bool]:
    """Which account number is stated, and is it stated as an IBAN?"""
    if element is None:
        return None, False
    iban = find_text(element, "Id/IBAN")
    if iban is not None:
        return iban, True
    return find_text(element, "Id/Othr/Id", "Id/BBAN", "Id/UPIC", "Id/PrtryAcct/Id"), False


def read_party(details: etree._Element, *, debtor: bool) -> Party:
    """Who is the debtor (or creditor) of these transaction details?"""
    role = "Dbtr" if debtor else "Cdtr"
    name = find_text(details, f"RltdPties/{role}/Pty/Nm", f"RltdPties/{role}/Nm", f"RltdPties/{role}/Agt/FinInstnId/Nm")
    number, is_iban = read_account(find(details, f"RltdPties/{role}Acct"))
    agent = f"RltdAgts/{role}Agt/FinInstnId"
    return Party(name, number, is_iban, find_text(details, f"{agent}/BICFI", f"{agent}/BIC"))


def read_kind(*levels: etree._Element) -> str:
    """What kind of movement is it, by the bank transaction code of the details, else of the entry?

    ``unknown`` if the bank states only its own codes. Source: ISO 20022 external code sets, bank
    transaction codes (domain, family, sub-family).
    """
    if find(levels[0], "RtrInf") is not None or any(find_text(e, "RvslInd") in ("true", "1") for e in levels):
        return "reversal"
    for element in levels:
        domain = find_text(element, "BkTxCd/Domn/Cd")
        family = find_text(element, "BkTxCd/Domn/Fmly/Cd")
        sub_family = find_text(element, "BkTxCd/Domn/Fmly/SubFmlyCd")
        if domain is not None:
            return _kind_of_code(domain, family or "", sub_family or "")
    return "unknown"


def _kind_of_code(domain: str, family: str, sub_family: str) -> str:
    if sub_family in _FEES:
        return "fee"
    if sub_family == "INTR":
        return "interest"
    if sub_family == "CDPT":
        return "cash_deposit"
    if sub_family == "CWDL":
        return "cash_withdrawal"
    if family in _CARDS:
        return "card"
    if domain == "FORX":
        return "exchange"
    return "transfer" if domain == "PMNT" and family in _PAYMENTS else "unknown"


def read_description(details: etree._Element, entry: etree._Element, currency: str) -> str | None:
    """What do payer and bank write about the movement?

    For an entry that is one movement although it lists several transactions, the texts of all of them. An amount that the
    payer instructed in a currency other than ``currency`` is added to the text and never used as an amount.
    """
    listed = _transactions(entry) if details is entry else []
    words = _words(details, entry, currency)
    for part in listed if len(listed) > 1 else []:
        words += _words(part, entry, currency)
        for party in (read_party(part, debtor=debtor) for debtor in (True, False)):
            words.append(" ".join(filter(None, (party.name, party.account))))
        words.append(find_text(part, "Refs/EndToEndId") or "")
    distinct = dict.fromkeys(" ".join(word.split()) for word in words)
    return " | ".join(word for word in distinct if word) or None


def _transactions(entry: etree._Element) -> list[etree._Element]:
    return [part for holder in (entry, *find_all(entry, "NtryDtls")) for part in find_all(holder, "TxDtls")]


def _words(details: etree._Element, entry: etree._Element, currency: str) -> list[str]:
    parts = [element.text or "" for element in find_all(details, "RmtInf/Ustrd")]
    parts += [find_text(details, "RmtInf/Strd/CdtrRefInf/Ref") or ""]
    parts += [find_text(details, "AddtlTxInf") or "", find_text(details, "RtrInf/AddtlInf") or ""]
    parts += [find_text(entry, "AddtlNtryInf") or ""]
    for role in ("UltmtDbtr", "UltmtCdtr"):
        name = find_text(details, f"RltdPties/{role}/Pty/Nm", f"RltdPties/{role}/Nm")
        parts.append(f"{role}: {name}" if name else "")
    for level in dict.fromkeys((details, entry)):
        instructed = find(level, "AmtDtls/InstdAmt/Amt")
        if instructed is not None and instructed.get("Ccy") != currency:
            parts.append(f"InstdAmt: {(instructed.text or '').strip()} {instructed.get('Ccy', '')}")
    return parts


def read_reference(details: etree._Element, entry: etree._Element) -> str | None:
    """Which reference has the movement: the end-to-end reference of the payer, else the reference of the bank?"""
    end_to_end = find_text(details, "Refs/EndToEndId")
    if end_to_end not in (None, "NOTPROVIDED"):
        return end_to_end
    own = find_text(details, "Refs/AcctSvcrRef", "Refs/TxId", "Refs/InstrId")
    # NtryRef only counts the rows of one statement, so it is not used.
    return own or find_text(entry, "AcctSvcrRef")
