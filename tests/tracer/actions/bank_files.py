"""Bank files of a few rows, as a table with a mapping and as camt.053, for tests from file to figure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

A, B, V = "RO38AAAA0000000000000001", "RO78BBBB0000000000000002", "RO65VVVV0000000000000009"
COLUMNS = {
    "account": "acc", "booking_date": "d", "value_date": "v", "amount": "amt", "balance": "bal",
    "counterparty_account": "cpa", "counterparty_name": "cpn", "kind": "k", "description": "desc", "reference": "ref",
}  # fmt: skip
MAPPING = {
    "name": "m", "format": "bank-ledger", "version": 1, "encoding": "utf-8", "delimiter": ";", "header_row": 1,
    "decimal_mark": ".", "group_mark": None, "date_pattern": "YYYY-MM-DD", "columns": COLUMNS,
    "constants": {"currency": "RON", "bank": "Banca"}, "codes": {"kind": {"t": "transfer", "r": "reversal", "f": "fee"}},
    "ignored": [],
}  # fmt: skip
HEAD = "acc;d;v;amt;bal;cpa;cpn;k;desc;ref"


def row(
    account: str, day: str, amount: object, balance: object = "", *, value: str = "", other: str = "", name: str = "",
    kind: str = "t", text: str = "", ref: str = "",
) -> str:  # fmt: skip
    return ";".join(map(str, (account, day, value or day, amount, balance, other, name, kind, text, ref)))


def entry(minor: int, day: str, *, value: str = "", other: str = "", ref: str = "", sum_: str = "", currency: str = "RON",
          status: str = "BOOK") -> str:  # fmt: skip
    """One entry of a camt.053 statement; ``minor`` below zero leaves the account, ``sum_`` is written instead of it."""
    sign, role = ("CRDT", "Dbtr") if minor > 0 else ("DBIT", "Cdtr")
    refs = f"<Refs><EndToEndId>{ref}</EndToEndId></Refs>" if ref else ""
    party = f"<RltdPties><{role}Acct><Id><IBAN>{other}</IBAN></Id></{role}Acct></RltdPties>" if other else ""
    return (
        f"<Ntry><Amt Ccy='{currency}'>{sum_ or _sum(minor)}</Amt><CdtDbtInd>{sign}</CdtDbtInd><Sts>{status}</Sts>"
        f"<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{value or day}</Dt></ValDt>"
        f"<NtryDtls><TxDtls>{refs}{party}</TxDtls></NtryDtls></Ntry>"
    )


def statement(number: str, account: str, begin: str, end: str, opening: int, closing: int, entries: Iterable[str] = (), *,
              currency: str = "RON") -> str:  # fmt: skip
    """One camt.053 statement; balances in minor units."""
    balances = "".join(
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='{currency}'>{_sum(minor)}</Amt>"
        f"<CdtDbtInd>{'CRDT' if minor >= 0 else 'DBIT'}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
        for code, minor, day in (("OPBD", opening, begin), ("CLBD", closing, end))
    )
    return (
        f"<Stmt><Id>{number}</Id><FrToDt><FrDtTm>{begin}T00:00:00</FrDtTm><ToDtTm>{end}T23:59:59</ToDtTm></FrToDt>"
        f"<Acct><Id><IBAN>{account}</IBAN></Id><Ccy>{currency}</Ccy></Acct>{balances}{''.join(entries)}</Stmt>"
    )


def _sum(minor: int) -> str:
    return f"{abs(minor) // 100}.{abs(minor) % 100:02d}"


@dataclass(frozen=True)
class Said:
    """What a traced account is said to have received and to hold: (lower, upper), None where no upper end is known."""

    received: tuple[int, int | None]
    held: tuple[int, int | None]
    cautions: tuple[str, ...]


@dataclass(frozen=True)
class BankCase:
    """A case in a folder, and the commands on it."""

    folder: Path
    run: Any

    def call(self, *arguments: object) -> Any:
        return self.run("--case", self.folder, *arguments)

    def table(self, name: str, *rows: str, head: str = HEAD, **mapping: Any) -> Any:
        """Import these rows as a CSV table."""
        given = self.folder.parent / f"{name}.json"
        given.write_text(json.dumps(MAPPING | mapping), encoding="utf-8")
        return self.call("import", self.write(f"{name}.csv", "\n".join((head, *rows)) + "\n"), "--mapping", given)

    def camt(self, name: str, *statements: str) -> Any:
        """Import these statements as a camt.053 file."""
        text = "".join(statements)
        space = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"
        return self.call(
            "import",
            self.write(f"{name}.xml", f"<Document xmlns='{space}'><BkToCstmrStmt>{text}</BkToCstmrStmt></Document>"),
        )

    def write(self, name: str, text: str) -> Path:
        path = self.folder.parent / name
        path.write_text(text, encoding="utf-8")
        return path

    def mark(self, account: str, *options: object) -> None:
        assert self.call("mark", account, "--reason", "proba", *options).code == 0

    def trace(self, subject: str, method: str = "fifo") -> dict[str, Any]:
        found = self.call("trace", subject, "--method", method, "--json")
        assert found.code == 0, found.err
        return found.json

    def account(self, number: str, method: str = "fifo", currency: str = "RON") -> Said:
        """The figures of one traced account with all cautions as sentences."""
        report = self.trace(number, method)
        (account,) = (one for one in report["accounts"] if one["currency"] == currency)
        received, held = (_ends(account[name][0]) for name in ("received", "held"))
        return Said(received, held, said(report["cautions"]))

    def verify(self) -> dict[str, Any]:
        """Check -> its line, and ``flags``: all flags."""
        found = self.call("verify", "--json").json
        return {check["name"]: check for check in found["checks"]} | {
            "result": found["result"],
            "flags": found["flags"],
        }


def _ends(sum_: Mapping[str, Any]) -> tuple[int, int | None]:
    return sum_["lower_minor"], None if sum_.get("upper_open") else sum_["upper_minor"]


def said(cautions: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(one["template"].format(**one["params"]) for one in cautions)
