"""Reads field 86, what a bank says of a movement: the counterparty with account and bank, the text.

SWIFT leaves the content of the field to the banks. Three families of dialects are read: subfields of two digits after a
mark (``?20``, ``~20``, ``+20``, ``^20``: German, Polish and Romanian banks), words between slashes (``/NAME/``, ``/REMI/``:
Dutch banks and SEPA), and the sentences of Banca Comercială Română (``Platitor NAME IBAN CODFISC ..-Beneficiar ..``). Any
other text is kept as it is, and no counterparty is guessed from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph_schema.identifiers import check_iban
from importers.bank.mt940.fields import SwiftField

_CODES: Final = "00|10|2[0-9]|3[0-4]|38|6[0-3]"
_MARKED: Final = re.compile(rf"\s*(?P<type>[0-9]{{3}})?\s*(?P<mark>[?~^+])(?={_CODES})")
_TEXTS: Final = frozenset(
    {"00", *(f"{number}" for number in range(20, 30)), *(f"{number}" for number in range(60, 64))}
)
_ACCOUNTS: Final = ("38", "31", "33")
_FULL: Final = 27
"""A subfield of this length or longer was broken by the bank and goes on in the next one."""
_WORDS: Final = re.compile(
    r"/(TRTP|IBAN|BIC|NAME|REMI|EREF|CSID|MARF|ORDP|BENM|CNTP|USTD|STRD|RTRN|ADDR|ISDT|PURP|ULTD|ULTB|ULTC|INIT|IREF|PREF|"
    r"OCMT|CHGS|EXCH|SVCL|TRCD|TYPE|ID|ORIG|ACCW|PUOR|CLRREF)/"
)
_TEXT_WORDS: Final = frozenset({"REMI", "USTD", "STRD"})
_SENTENCE: Final = re.compile(
    r"(?P<role>Platitor|Beneficiar)[: ]+(?P<name>[^\n]{1,140}?) +(?P<account>[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30})(?=[ -]|$)"
)
_PAYER, _PAYEE = "Platitor", "Beneficiar"
_HAS_DIGIT: Final = re.compile(r"[0-9]")
_NO_ACCOUNT: Final = re.compile(r"[0 ]*")
_LEAST_ACCOUNT: Final = 5


@dataclass(frozen=True, slots=True)
class Remittance:
    """``text``: everything that is not counterparty, in the order of the field. ``account`` is not checked."""

    text: str
    name: str | None = None
    account: str | None = None
    bank: str | None = None


def read_remittance(fields: Sequence[SwiftField], *, payer_is_other: bool) -> Remittance:
    """Who is the counterparty of the movement, and what is its text? ``fields``: the fields 86 after its field 61.

    ``payer_is_other``: was the money paid by the other side? False for a debit, and for the reversal of a debit.
    """
    if not fields:
        return Remittance("")
    lines = [line for field in fields for line in field.lines]
    whole = "".join(lines)
    marked = _MARKED.match(whole)
    if marked is not None:
        return _read_subfields(whole, marked)
    if len(_WORDS.findall(whole)) > 1 or _WORDS.match(whole.strip()):
        return _read_words(whole)
    sentences = {found["role"]: found for found in _SENTENCE.finditer(" ".join(whole.split()))}
    other = sentences.get(_PAYER if payer_is_other else _PAYEE)
    if other is not None:
        return Remittance(" ".join(whole.split()), other["name"].strip(), other["account"])
    return Remittance("\n".join(" ".join(line.split()) for line in lines if line.strip()))


def _read_subfields(whole: str, marked: re.Match[str]) -> Remittance:
    parts = re.split(rf"{re.escape(marked['mark'])}({_CODES})", whole[marked.end() - 1 :])
    pairs = [(code, text) for code, text in zip(parts[1::2], parts[2::2], strict=True) if text.strip()]
    account_code, account = _find_account(pairs)
    name = " ".join(" ".join(text.split()) for code, text in pairs if code in ("32", "33") and code != account_code)
    bank = next((" ".join(text.split()) for code, text in pairs if code == "30"), None)
    pieces: list[str] = []
    whole_before = False
    for code, text in pairs:
        if code in _TEXTS:
            piece = text.strip(f" {marked['mark']}")
            if pieces and whole_before:
                pieces[-1] += piece
            else:
                pieces.append(piece)
            whole_before = code != "00" and len(text) >= _FULL and not text.endswith(" ")
        elif code not in ("30", "32", "33", account_code):
            pieces.append(f"{marked['mark']}{code} {' '.join(text.split())}")
            whole_before = False
    return Remittance(" ".join(pieces), name.strip(" /") or None, account, bank)


def _find_account(pairs: Sequence[tuple[str, str]]) -> tuple[str, str | None]:
    """The subfield that holds an account number, and the number: an IBAN first, else what stands where accounts stand."""
    stated = {code: "".join(text.split()) for code, text in pairs if code in _ACCOUNTS}
    for code in _ACCOUNTS:
        if code in stated and check_iban(stated[code]).valid:
            return code, stated[code]
    for code in ("38", "31"):
        number = stated.get(code, "")
        if len(number) >= _LEAST_ACCOUNT and _HAS_DIGIT.search(number) and not _NO_ACCOUNT.fullmatch(number):
            return code, number
    return "", None


def _read_words(whole: str) -> Remittance:
    parts = _WORDS.split(whole)
    pairs = [(word, " ".join(text.strip("/ ").split())) for word, text in zip(parts[1::2], parts[2::2], strict=True)]
    stated: dict[str, str] = {}
    for word, text in pairs:
        if text:
            stated.setdefault(word, text)
    name, account, bank = stated.get("NAME"), stated.get("IBAN"), stated.get("BIC")
    if "CNTP" in stated:
        # /CNTP/account/bank/name/city/
        given = [part.strip() or None for part in stated["CNTP"].split("/")] + [None] * 3
        account, bank, name = account or given[0], bank or given[1], name or given[2]
    text = " ".join(
        text if word in _TEXT_WORDS else f"/{word}/ {text}"
        for word, text in [("REMI", " ".join(parts[0].split())), *pairs]
        if text and word not in ("NAME", "IBAN", "BIC", "CNTP")
    )
    return Remittance(text, name, account, bank)
